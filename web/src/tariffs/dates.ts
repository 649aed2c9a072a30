import { parseDate } from '@internationalized/date'

const dated = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const yearly = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

/** "Fri, 2 Apr 2027"; "25 Dec every year" where there is no year. */
export function writeDate(date: string): string {
  const isYearly = date.length === 5
  const time = Date.parse(`${isYearly ? '2028-' : ''}${date}T00:00Z`)
  if (Number.isNaN(time)) return date
  return isYearly ? `${yearly.format(time)}, yearly` : dated.format(time)
}

/** Every date once, those of every year first. */
export function sortedDates(dates: readonly string[]): string[] {
  return [...new Set(dates)].sort((a, b) => a.length - b.length || a.localeCompare(b))
}

/** The dates in a text from somewhere else: 2027-04-02, 02.04.2027, 2/4/2027, and 12-25 for every year. */
export function datesIn(text: string): string[] {
  const found = [...text.matchAll(/(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d\d)-(\d\d)/g)]
  return found.flatMap(([, year, month, day, day2, month2, year2, month3, day3]) => {
    const two = (part: string | undefined) => (part ?? '').padStart(2, '0')
    const monthDay = `${two(month ?? month2 ?? month3)}-${two(day ?? day2 ?? day3)}`
    const inYear = year ?? year2
    return isDate(`${inYear ?? '2028'}-${monthDay}`) ? [inYear ? `${inYear}-${monthDay}` : monthDay] : []
  })
}

function isDate(text: string): boolean {
  try {
    return parseDate(text).toString() === text
  } catch {
    return false
  }
}
