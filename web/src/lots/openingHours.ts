import * as v from 'valibot'
import type { DayOfWeek, OpeningHours } from '@/platform/api/generated'
import { translate } from '@/platform/i18n'

export const week = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const satisfies readonly DayOfWeek[]

/** Opening hours in a form. Midnight at the end of a day is 00:00 there, which a clock can show. */
export interface HoursDraft {
  always: boolean
  openingHours: OpeningHours[]
}

export function draftOfHours(hours: readonly OpeningHours[]): HoursDraft {
  return {
    always: hours.length === 0,
    openingHours: hours.map(({ days, from, until }) => ({
      days: [...days],
      from,
      until: until === '24:00' ? '00:00' : until,
    })),
  }
}

export function newHours(taken: readonly OpeningHours[]): OpeningHours {
  const named = taken.flatMap(({ days }) => days)
  const open = week.filter((day) => !named.includes(day))
  return { days: open.length ? open : [], from: '06:00', until: '22:00' }
}

const time = v.pipe(
  v.string(),
  v.regex(/^\d\d:\d\d$/, () => translate('lots.hours.time')),
)

export const hoursRules = v.array(
  v.object({
    days: v.pipe(
      v.array(v.picklist(week)),
      v.minLength(1, () => translate('lots.hours.daysMissing')),
    ),
    from: time,
    until: time,
  }),
)

/** "Mon–Fri 06:00–22:00", one line for each entry. */
export function describeHours(hours: readonly OpeningHours[]): string[] {
  return hours.map(
    ({ days, from, until }) => `${describeDays(days)} ${from}–${until === '00:00' ? '24:00' : until}`,
  )
}

export function describeDays(days: readonly DayOfWeek[]): string {
  const runs: DayOfWeek[][] = []
  for (const day of week.filter((one) => days.includes(one))) {
    const last = runs.at(-1)
    if (last && week.indexOf(day) === week.indexOf(last.at(-1) ?? day) + 1) {
      last.push(day)
    } else {
      runs.push([day])
    }
  }
  const short = (day: DayOfWeek | undefined) => (day ? translate(`lots.hours.short.${day}`) : '')
  return runs
    .map((run) => (run.length > 2 ? `${short(run[0])}–${short(run.at(-1))}` : run.map(short).join(', ')))
    .join(', ')
}

/** Closing time not after opening time means the next day. */
export function runsPastMidnight({ from, until }: Pick<OpeningHours, 'from' | 'until'>): boolean {
  return until <= from && until !== '00:00' && until !== ''
}
