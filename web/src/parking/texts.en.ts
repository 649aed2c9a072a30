export default {
  find: {
    title: 'Find parking',
    nav: 'Find parking',
    heading: 'Find a spot for the time you need',
    lead: 'The price you see is the whole price. Look without signing in.',
    where: 'Where to?',
    wherePlaceholder: 'Name, street, PIN code or place',
    results: 'Car parks',
    none: 'No car park fits',
    noneText: 'Try another place or another time.',
    free: 'full | one spot free | {count} spots free',
    openNow: 'Open now',
    closedNow: 'Closed now',
  },
}
