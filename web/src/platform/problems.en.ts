/** What a person reads for each problem: what happened, and what to do about it. */
export const problems = {
  unexpected: {
    title: 'Something went wrong',
    detail: 'Please try again. If it keeps happening, tell us what you were doing.',
  },
  offline: {
    title: 'No connection',
    detail: 'We could not reach parkapp. Check your connection and try again.',
  },

  'malformed-request': {
    title: 'Please check what you entered',
    detail: 'Some of it could not be understood.',
  },
  unauthenticated: { title: 'Please sign in', detail: 'You need to be signed in for this.' },
  forbidden: { title: 'Not allowed', detail: 'Your account does not have the permission for this.' },
  'not-found': { title: 'Not found', detail: 'It does not exist, or it is not yours to see.' },
  'method-not-allowed': { title: 'Not possible here', detail: 'This cannot be done to it.' },
  conflict: {
    title: 'Changed in the meantime',
    detail: 'Somebody else changed this. Reload to see how it is now.',
  },
  'precondition-failed': {
    title: 'Changed in the meantime',
    detail: 'Somebody else changed this. Reload to see how it is now.',
  },
  'too-many-requests': {
    title: 'One moment, please',
    detail: 'That was a lot of requests. Wait a little and try again.',
  },
  'payload-too-large': { title: 'Too large', detail: 'That is more than we can take at once.' },
  'unsupported-media-type': { title: 'Wrong format', detail: 'This kind of content is not accepted here.' },
  'not-acceptable': { title: 'Format not available', detail: 'It is not available in the format asked for.' },
  busy: {
    title: 'Very busy right now',
    detail: 'Nothing was changed. Please try again in a moment.',
  },
  'internal-error': {
    title: 'Something went wrong on our side',
    detail: 'Nothing was changed. Please try again in a moment.',
  },

  'wrong-credentials': { title: 'Email or password is wrong', detail: 'Check both and try again.' },
  'email-taken': {
    title: 'This email has an account already',
    detail: 'Sign in instead, or use another address.',
  },
  'link-invalid': {
    title: 'This link does not work any more',
    detail: 'It was used, or its time is over. Ask for a new one.',
  },
  'message-not-failed': {
    title: 'Nothing to send again',
    detail: 'Only a message that failed is sent again.',
  },
  'weak-password': {
    title: 'Choose a stronger password',
    detail: 'It would be guessed too easily. A few unrelated words work well.',
  },
  'wrong-password': { title: 'The password is wrong', detail: 'Enter the password you sign in with now.' },
  'session-ended': { title: 'You have been signed out', detail: 'Please sign in again to go on.' },
  'last-admin': {
    title: 'There must be one administrator left',
    detail: 'Give somebody else the role first.',
  },
  'account-erased': {
    title: 'This account was erased',
    detail: 'Nothing can be changed about it any more.',
  },
  'too-many-browsers': {
    title: 'You have as many browsers as fit',
    detail: 'Remove one that you no longer use.',
  },
  'too-many-vehicles': {
    title: 'You have as many vehicles as fit',
    detail: 'Remove one that you no longer use.',
  },
  'grant-beyond-own': {
    title: 'You cannot give this role',
    detail: 'You can only give roles that lie within your own.',
  },

  'lot-archived': { title: 'This lot is archived', detail: 'It takes no more reservations.' },
  'lot-in-use': { title: 'This lot has reservations', detail: 'End or move them before you archive it.' },
  'account-has-reservations': {
    title: 'There are reservations that are not over yet',
    detail: 'Cancel them, or check out, before the account is erased.',
  },
  'spot-was-used': {
    title: 'This spot has a history',
    detail: 'It cannot be removed. Take it out of service instead.',
  },
  'spot-label-taken': {
    title: 'This number exists already',
    detail: 'Every spot of a lot has a number of its own.',
  },
  'level-name-taken': {
    title: 'This level exists already',
    detail: 'Every level of a lot has a name of its own.',
  },
  'vehicle-exists': { title: 'You have this vehicle already', detail: 'The plate is among your vehicles.' },
  'closure-over': { title: 'This closure is over', detail: 'What is past cannot be changed.' },

  'no-tariff': {
    title: 'No price for this time',
    detail: 'The lot has no tariff for the time you asked for.',
  },
  'no-price': {
    title: 'No price for this stay',
    detail: 'The car park is closed for a part of it, or it is longer than one may stay.',
  },
  'tariff-not-publishable': {
    title: 'These prices cannot be published yet',
    detail: 'They have an error, or fewer than three examples that come out right.',
  },
  'tariff-ended': { title: 'This tariff has an end already', detail: 'Publish a new version instead.' },
  'replay-running': {
    title: 'A replay of this lot is running',
    detail: 'Wait until it is done, then start the next one.',
  },
  'tariff-in-force': {
    title: 'This tariff is in force',
    detail: 'Only a tariff that has not begun can be withdrawn.',
  },
  'tariff-date-taken': {
    title: 'Another tariff begins then',
    detail: 'Choose another date, or withdraw the other one first.',
  },

  'spot-taken': {
    title: 'Somebody was faster',
    detail: 'The spot has just been taken for this time. Choose another one.',
  },
  'no-free-spot': {
    title: 'No spot is free',
    detail: 'Nothing fits for this time. Try another time, kind of spot or lot.',
  },
  'lot-closed': { title: 'The lot is closed then', detail: 'Choose a time within its opening hours.' },
  'window-in-past': { title: 'That time is over', detail: 'Choose a time that lies ahead.' },
  'window-too-long': {
    title: 'That is too long',
    detail: 'This lot does not take a reservation of that length.',
  },
  'window-too-far': {
    title: 'That is too far ahead',
    detail: 'Reservations for that date are not open yet.',
  },
  'spot-out-of-service': { title: 'The spot is out of service', detail: 'Choose another one.' },
  'too-many-live-reservations': {
    title: 'You have enough reservations open',
    detail: 'Finish or cancel one before you make another.',
  },
  'plate-already-parked': {
    title: 'This car is parked already',
    detail: 'The plate has another reservation at that time.',
  },

  'wrong-state': { title: 'Not possible any more', detail: 'The reservation has moved on in the meantime.' },
  'too-early': { title: 'Too early', detail: 'Come back a little closer to the start.' },
  'too-late': { title: 'Too late', detail: 'The time for this has passed.' },
  'spot-still-occupied': {
    title: 'The spot is still occupied',
    detail: 'The car before you has not left yet. Ask the attendant or choose another spot.',
  },
  'nothing-to-pay': { title: 'Nothing to pay', detail: 'Everything is settled.' },
  'hold-lapsed': {
    title: 'The spot was released',
    detail: 'The time to pay ran out. Reserve again; nothing was charged.',
  },
  'no-receipt-yet': { title: 'No receipt yet', detail: 'It is made once the payment is through.' },

  'provider-unavailable': {
    title: 'Payments are interrupted',
    detail: 'The payment provider does not answer. Nothing was charged; try again in a moment.',
  },
  'refund-too-high': {
    title: 'More than was paid',
    detail: 'That is more than what was paid, or than what is owed.',
  },
  'needs-second-person': {
    title: 'Somebody else has to decide',
    detail: 'You asked for it yourself. A colleague has to agree.',
  },
  'already-decided': {
    title: 'Decided already',
    detail: 'Somebody was faster. Reload to see what was decided.',
  },
  'shift-not-finished': {
    title: 'Your last shift is not finished',
    detail: 'Count its drawer, and give the reason if something is missing or too much.',
  },
  'no-open-shift': {
    title: 'You have no open drawer here',
    detail: 'Open a shift at this operator before you take or hand out cash.',
  },
  'nothing-to-explain': {
    title: 'Nothing to explain',
    detail: 'No shift of yours waits for a reason.',
  },
  'already-paid-out': {
    title: 'Handed out already',
    detail: 'Somebody was faster. Do not hand it out again.',
  },
  'given-too-little': {
    title: 'That is too little',
    detail: 'Cash is taken in full. Ask for the rest, or let the driver pay by card.',
  },
  'wrong-currency': {
    title: 'Another currency',
    detail: 'Your drawer holds another currency than this car park charges in.',
  },
  'code-not-valid': {
    title: 'This code does not hold here',
    detail: 'Check how it is written, and whether it is for this car park and this time.',
  },
  'code-takes-nothing-off': {
    title: 'This code changes nothing',
    detail: 'The price would stay the same. Keep the code for another time.',
  },
  'code-used-up': {
    title: 'This code is used up',
    detail: 'It was used as often as it may be.',
  },
  'code-already-used': {
    title: 'You have this code already',
    detail: 'A code counts once for a reservation.',
  },
  'budget-spent': {
    title: 'This code is used up for this month',
    detail: 'Whoever gives it has spent the budget. Ask there, or pay the whole price.',
  },
  'too-many-codes': { title: 'No more codes fit', detail: 'The reservation has as many as it may have.' },
  'name-taken': { title: 'This exists already', detail: 'Choose another name.' },
  'exports-running': {
    title: 'Two of your files are being made',
    detail: 'Wait for one of them, or cancel it under My files.',
  },
  'exports-of-today': {
    title: 'That is enough files for a day',
    detail: 'Nobody gets more than 30 within a day. Those that are ready stay under My files for a week.',
  },
  'export-not-ready': { title: 'The file is not ready yet', detail: 'My files shows how far it is.' },
  'export-gone': {
    title: 'There is no file any more',
    detail: 'Files are kept for a week. Ask for it again.',
  },
  'bad-signature': { title: 'Not genuine', detail: 'The message did not carry a valid signature.' },
  'job-not-retryable': {
    title: 'Not run again',
    detail: 'It runs already, or waits for its time without having failed.',
  },
  'job-not-cancellable': {
    title: 'Not stopped',
    detail: 'It has ended meanwhile, or must be done once it is due.',
  },
  'idempotency-key-reused': {
    title: 'Sent twice, differently',
    detail: 'The request was repeated with other content. Reload and try again.',
  },
}
