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

export const hoursRules = v.pipe(
  v.array(
    v.object({
      days: v.pipe(
        v.array(v.picklist(week)),
        v.minLength(1, () => translate('lots.hours.daysMissing')),
      ),
      from: time,
      until: time,
    }),
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    const at = dataset.typed ? overlapIn(dataset.value) : undefined
    if (at !== undefined) {
      addIssue({
        message: translate('lots.hours.overlap'),
        path: [{ type: 'array', origin: 'value', input: [], key: at, value: undefined }],
      })
    }
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

/** The first entry that shares time with one before it. Two that only touch do not overlap. */
export function overlapIn(hours: readonly OpeningHours[]): number | undefined {
  const at = hours.findIndex((entry, index) => hours.slice(0, index).some((other) => overlaps(entry, other)))
  return at < 0 ? undefined : at
}

const DAY_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * DAY_MINUTES

// On the circle of a week one begins while the other runs.
function overlaps(a: OpeningHours, b: OpeningHours): boolean {
  const after = (start: number, other: number) => (other - start + WEEK_MINUTES) % WEEK_MINUTES
  return startsOf(a).some((mine) =>
    startsOf(b).some((its) => after(mine, its) < lengthOf(a) || after(its, mine) < lengthOf(b)),
  )
}

function startsOf({ days, from }: OpeningHours): number[] {
  return days.map((day) => week.indexOf(day) * DAY_MINUTES + minutesOf(from))
}

function lengthOf({ from, until }: OpeningHours): number {
  return (minutesOf(until) - minutesOf(from) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
