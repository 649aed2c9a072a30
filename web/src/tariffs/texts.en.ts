import simple from './texts.simple'
import words from './texts.words'

export default {
  title: 'Prices',
  lots: 'Lots',
  simple,
  board: {
    caps: 'At most',
    discounts: 'Discounts',
    surcharges: 'Extra charges',
    small: 'All the rules, and which days are holidays',
    smallPlain: 'All the rules',
  },
  words,
  versions: {
    title: 'Price versions',
    lead: 'A reservation keeps the price it was made with; a new version never changes it.',
    none: 'No price yet: nobody can reserve here.',
    name: 'Version {number}',
    since: 'From {from}',
    between: 'From {from} until {until}',
    withdraw: 'Withdraw',
    withdrawAsk: 'Withdraw version {number}?',
    withdrawText: 'It has not begun. The version before it stays in force.',
    withdrawn: 'Version {number} is withdrawn',
  },
  new: {
    title: 'New price version',
    open: 'New version',
    begins: 'Begins',
    now: 'Now',
    later: 'At a certain time',
    submit: 'Publish',
    published: 'Version {number} is published',
    begin: 'For everybody who reserves from then on, with a stay that begins after it.',
  },
  tryOut: {
    title: 'Try it out',
    lead: 'What a stay would cost, by the version in force when it begins.',
    kind: 'Kind of spot',
    costs: '{duration} cost',
    version: 'by version {number}',
  },
}
