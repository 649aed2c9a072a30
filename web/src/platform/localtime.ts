import {
  type CalendarDateTime,
  parseAbsolute,
  parseDate,
  parseTime,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'

/** A date and a time as a clock in some zone shows them: `{ date: '2026-12-01', time: '09:15' }`. */
export interface LocalTime {
  date: string
  time: string
}

/**
 * The instants at which a clock in the zone shows this: usually one; none when the clocks jump over it
 * in spring; two when they show it twice in autumn, the earlier one first.
 */
export function instantsOf(local: LocalTime, zone: string): string[] {
  const wanted = parse(local)
  if (!wanted) {
    return []
  }
  const earlier = toZoned(wanted, zone, 'earlier')
  const later = toZoned(wanted, zone, 'later')
  const shown = [earlier, later].filter((zoned) => toCalendarDateTime(zoned).compare(wanted) === 0)
  return [...new Set(shown.map((zoned) => wire(zoned.toDate())))]
}

export function localTimeOf(instant: string, zone: string): LocalTime {
  const [date = '', time = ''] = toCalendarDateTime(parseAbsolute(instant, zone)).toString().split('T')
  return { date, time: time.slice(0, 5) }
}

/** Whether clocks somewhere go by it: "Asia/Kolkata". */
export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether it is a day as 2026-12-01. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

/** Where the clocks jump over midnight, the day begins an hour later. */
export function startOfDay(day: string, zone: string): string | undefined {
  return (
    instantsOf({ date: day, time: '00:00' }, zone)[0] ?? instantsOf({ date: day, time: '01:00' }, zone)[0]
  )
}

/** The same time on the clock some days on; if the clocks jump over it, just after the jump. */
export function plusDays(instant: string, days: number, zone: string): string {
  return wire(parseAbsolute(instant, zone).add({ days }).toDate())
}

export function plusMinutes(instant: string, minutes: number): string {
  return wire(new Date(Date.parse(instant) + minutes * 60_000))
}

/** The next full quarter of an hour, which is one in every zone there is. */
export function nextQuarter(now: Date = new Date()): string {
  const quarter = 15 * 60_000
  return wire(new Date(Math.ceil(now.getTime() / quarter) * quarter))
}

function wire(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}

function parse({ date, time }: LocalTime): CalendarDateTime | undefined {
  try {
    return toCalendarDateTime(parseDate(date), parseTime(time))
  } catch {
    return undefined
  }
}

/** The month before the one in which `now` lies, where the reader is: the last one that is over. */
export function lastMonth(now: Date): string {
  const first = new Date(now.getFullYear(), now.getMonth() - 1, 1)
  return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`
}

export function thisMonth(now: Date): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
}
