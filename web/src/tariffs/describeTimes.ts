import type { Tariff, TariffWindow } from '@/platform/api/generated'
import { hasText, translate } from '@/platform/i18n'

const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const HOUR = 60
const DAY = 24 * HOUR

/** "90 minutes" stays as short as people say it: "1 hour 30 minutes", "24 hours", "3 days". */
export function lengthWords(minutes: number): string {
  const isDays = minutes >= 2 * DAY
  const days = isDays ? Math.floor(minutes / DAY) : 0
  const hours = Math.floor((minutes - days * DAY) / HOUR)
  const rest = minutes % HOUR
  return [
    days && translate('tariffs.words.days', days),
    hours && translate('tariffs.words.hours', hours),
    (rest || (!days && !hours)) && translate('tariffs.words.minutes', rest),
  ]
    .filter((part) => typeof part === 'string')
    .join(' ')
}

/** "Monday to Friday, 06:00–18:00; Sunday and public holidays, all day": windows that share days or times together. */
export function describeWindows(windows: readonly TariffWindow[], special: readonly string[]): string {
  if (windows.length === 0) {
    return translate('tariffs.words.time.always')
  }
  const byTimes = grouped(windows, (window) => JSON.stringify([timesOf(window), window.season]))
  const merged = byTimes.map((same) => ({
    days: same.some(({ days }) => !days?.length) ? [] : same.flatMap(({ days = [] }) => days),
    times: timesOf(same[0] ?? {}),
    season: same[0]?.season,
  }))
  const byDays = grouped(merged, ({ days, season }) => JSON.stringify([daySet(days), season]))
  return byDays
    .map((same) => {
      const { days = [], season } = same[0] ?? {}
      const spans = same.map(({ times }) => times).sort()
      const isAllDay = spans.includes('00:00–24:00')
      const when = saidTimes(days, isAllDay ? undefined : listed(spans.map(spanWords)), special)
      return season
        ? translate('tariffs.words.time.season', {
            times: when,
            from: describeDate(season.from),
            until: describeDate(season.until),
          })
        : when
    })
    .join('; ')
}

function saidTimes(days: readonly string[], spans: string | undefined, special: readonly string[]): string {
  if (!days.length && spans === undefined) {
    return translate('tariffs.words.time.everyDay')
  }
  const names = days.length ? dayNames(days, special) : translate('tariffs.words.time.everyDay')
  return translate('tariffs.words.time.on', {
    days: names,
    times: spans ?? translate('tariffs.words.time.allDay'),
  })
}

/** "Monday to Friday", "Saturday, Sunday and public holidays". */
export function dayNames(days: readonly string[], special: readonly string[]): string {
  const named = days.filter((day, index) => !week.includes(day) && days.indexOf(day) === index)
  const missing = special.filter((name) => !named.includes(name))
  if (week.every((day) => days.includes(day)) && named.length + missing.length === special.length) {
    return missing.length
      ? translate('tariffs.words.time.everyDayBut', { days: listed(missing.map(dayName)) })
      : translate('tariffs.words.time.everyDay')
  }
  return listed([...runsOf(days), ...named.map(dayName)])
}

/** "12-25" or "2027-04-02" in words. */
export function describeDate(date: string): string {
  const isYearly = date.length === 5
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(!isYearly && { year: 'numeric' }),
  })
  return format.format(new Date(`${isYearly ? `2024-${date}` : date}T00:00:00Z`))
}

/** Whether some price that is for everybody rules at every moment; what it cannot tell counts as no. */
export function rulesAlways({ rates, specialDays = {} }: Tariff): boolean {
  const windows = rates.filter((rate) => !audienceOf(rate)).map(({ when }) => when ?? [])
  if (windows.some((when) => when.length === 0)) {
    return true
  }
  const plain = windows.flat().filter(({ season }) => !season)
  const weekly = new Set<number>()
  week.forEach((day, index) => mark(weekly, plain.filter(opensOn(day)), index * DAY, 7 * DAY))
  // What runs over from the day before counts on a day with a name only if it may open on any day.
  const named = Object.keys(specialDays).map((name) => {
    const covered = new Set<number>()
    mark(covered, plain.filter(opensOn(name)), DAY, 3 * DAY)
    mark(
      covered,
      plain.filter(({ days }) => !days?.length),
      0,
      3 * DAY,
    )
    return Array.from({ length: DAY }, (_, minute) => covered.has(DAY + minute)).every(Boolean)
  })
  return weekly.size === 7 * DAY && named.every(Boolean)
}

function audienceOf({ for: whom }: Tariff['rates'][number]): boolean {
  return Boolean(whom?.kinds?.length || whom?.vehicles?.length || whom?.concessions?.length)
}

function opensOn(day: string) {
  return ({ days }: TariffWindow) => !days?.length || days.includes(day)
}

function mark(covered: Set<number>, windows: readonly TariffWindow[], start: number, circle: number): void {
  for (const { from = '00:00', until = '24:00' } of windows) {
    const opens = minuteOf(from)
    const closes = minuteOf(until) > opens ? minuteOf(until) : minuteOf(until) + DAY
    for (let minute = opens; minute < closes; minute += 1) {
      covered.add((start + minute) % circle)
    }
  }
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * HOUR + Number(time.slice(3))
}

/** Midnight at the end of a day is the end of that day. */
function timesOf({ from = '00:00', until = '24:00' }: TariffWindow): string {
  return `${from}–${until === '00:00' ? '24:00' : until}`
}

function spanWords(span: string): string {
  const [from = '', until = ''] = span.split('–')
  return translate(until > from ? 'tariffs.words.time.span' : 'tariffs.words.time.nextDay', { from, until })
}

function runsOf(days: readonly string[]): string[] {
  const runs: string[][] = []
  for (const day of week.filter((one) => days.includes(one))) {
    const last = runs.at(-1)
    if (last && week.indexOf(day) === week.indexOf(last.at(-1) ?? day) + 1) {
      last.push(day)
    } else {
      runs.push([day])
    }
  }
  return runs.flatMap((run) =>
    run.length > 2
      ? [
          translate('tariffs.words.time.run', {
            first: dayName(run[0] ?? ''),
            last: dayName(run.at(-1) ?? ''),
          }),
        ]
      : run.map(dayName),
  )
}

function dayName(day: string): string {
  const key = `tariffs.words.day.${day}`
  return hasText(key) ? translate(key) : day.toLowerCase().replaceAll('_', ' ')
}

function daySet(days: readonly string[]): string[] {
  return [...new Set(days)].sort()
}

function grouped<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  }
  return [...groups.values()]
}

function listed(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items)
}
