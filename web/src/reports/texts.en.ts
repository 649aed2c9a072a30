export default {
  dashboard: {
    title: 'Dashboard',
    operator: 'Operator',
    everyOperator: 'All operators',
    newLot: 'New lot',
    empty: 'No lots yet',
    emptyText:
      'Make the first one: where it is, its levels and spots, and a price. Drivers find it as soon as it is saved.',
  },
  inside: {
    title: 'Inside now',
    free: 'no spot free | one spot free | {count} spots free',
  },
  today: {
    title: 'Arrivals today',
    note: 'reservations that begin today',
  },
  earned: {
    title: 'Revenue, 30 days',
    none: 'Nothing yet',
    note: 'payments less refunds',
  },
  arrivals: {
    title: 'Next arrivals',
    none: 'Nobody is expected',
    plate: 'Plate',
    spot: 'Spot',
    from: 'From',
    at: '{spot}, {level}',
    checkIn: 'Check in',
    checkInOne: 'Check in {plate}',
    checkedIn: '{plate} is checked in',
    late: 'late',
    all: 'All reservations',
  },
  lots: {
    title: 'Occupancy by lot',
    reserved: 'and no car due soon | and one due within the hour | and {count} due within the hour',
    all: 'All lots',
  },
  revenue: {
    title: 'Revenue of the last 30 days',
    chart: 'Revenue a day in {currency}',
    day: 'Day',
    none: 'No payments in the last 30 days',
    total: '{total} in all',
  },
  statuses: {
    title: 'Reservations of the last 30 days',
    none: 'No reservations in the last 30 days',
  },
  top: {
    title: 'Lots that earn most',
    reservations: 'no reservation | one reservation | {count} reservations',
    none: 'No payments in the last 30 days',
  },
  month: {
    title: 'Report of a month',
    lead: 'Occupancy and revenue of each car park, as PDF under My files.',
    month: 'Month',
    make: 'Make report',
    choose: 'Choose an operator above; each has a report of its own.',
  },
}
