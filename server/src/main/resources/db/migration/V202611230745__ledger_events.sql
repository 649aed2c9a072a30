-- What may be posted. Who reads the ledger knows each of these; another has to be told to both.
alter table ledger.transfer drop constraint transfer_event_check;
alter table ledger.transfer add constraint known_event check (event in (
    'OWED', 'CAPTURED', 'REFUNDED', 'REFUND_RETURNED', 'DISPUTED', 'DISPUTE_WON', 'DISPUTE_LOST', 'SHIFT_OPENED',
    'SHIFT_CLOSED', 'PAID_OUT'));
