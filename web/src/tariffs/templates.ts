import { parseDate } from '@internationalized/date'
import type { Tariff } from '@/platform/api/generated'
import { minorDigits } from '@/platform/format'

/** The Monday of the week in which all dates of the templates lie. */
const MONDAY = '2027-03-01'

/** Amounts are of the size that is usual in euros; where money has no cents a hundred times as much. */
const WITHOUT_CENTS_TIMES = 100

const usual = {
  clock: 'ELAPSED',
  seconds: 'DROPPED',
  whenRatesChange: 'UNIT_IS_CUT',
  outsideRates: 'REFUSED',
  rounding: { to: '0.01', mode: 'HALF_UP' },
} as const satisfies Partial<Tariff>

const workdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']

/** Complete tariffs to begin with, each with examples that come out right. */
export const templates = {
  hourly: {
    ...usual,
    name: 'By the hour, with a day cap',
    rates: [
      {
        name: 'Parking',
        steps: [{ perMinutes: 60, add: '2.50', count: 'STARTED' }],
        restarts: { every: 'HOURS', hours: 24 },
      },
    ],
    caps: [{ name: 'Day ticket', amount: '20.00', per: { every: 'HOURS', hours: 24 } }],
    examples: [
      { from: '2027-03-02T09:00', until: '2027-03-02T10:30', price: '5.00' },
      { from: '2027-03-02T09:00', until: '2027-03-03T09:00', price: '20.00' },
      { from: '2027-03-02T09:00', until: '2027-03-03T09:01', price: '22.50' },
    ],
  },
  bands: {
    ...usual,
    name: 'By length of stay',
    rates: [
      {
        name: 'Parking',
        steps: [
          { upToMinutes: 60, total: '3.00' },
          { upToMinutes: 120, total: '5.00' },
          { upToMinutes: 240, total: '8.00' },
          { upToMinutes: 480, total: '12.00' },
          { upToMinutes: 1440, total: '16.00' },
        ],
        restarts: { every: 'HOURS', hours: 24 },
      },
    ],
    examples: [
      { from: '2027-03-02T09:00', until: '2027-03-02T09:45', price: '3.00' },
      { from: '2027-03-02T09:00', until: '2027-03-02T12:00', price: '8.00' },
      { from: '2027-03-02T09:00', until: '2027-03-03T10:00', price: '19.00' },
    ],
  },
  dayAndNight: {
    ...usual,
    name: 'Day and night',
    rates: [
      {
        name: 'Day',
        when: [{ from: '07:00', until: '20:00' }],
        steps: [{ perMinutes: 60, add: '3.00', count: 'STARTED' }],
        restarts: { every: 'PERIOD' },
      },
      {
        name: 'Night',
        when: [{ from: '20:00', until: '07:00' }],
        steps: [{ total: '6.00' }],
        restarts: { every: 'PERIOD' },
      },
    ],
    caps: [{ name: 'Day at most', amount: '24.00', rates: ['Day'], per: { every: 'PERIOD' } }],
    examples: [
      { from: '2027-03-02T09:00', until: '2027-03-02T11:30', price: '9.00' },
      { from: '2027-03-02T19:00', until: '2027-03-02T22:00', price: '9.00' },
      { from: '2027-03-02T09:00', until: '2027-03-03T09:00', price: '36.00' },
    ],
  },
  weekend: {
    ...usual,
    name: 'Weekdays and weekends',
    specialDays: { PUBLIC_HOLIDAY: ['01-01', '12-25', '12-26'] },
    rates: [
      {
        name: 'Weekday',
        when: [{ days: workdays }],
        steps: [{ perMinutes: 60, add: '3.00', count: 'STARTED' }],
        restarts: { every: 'CLOCK', at: '00:00' },
      },
      {
        name: 'Weekend and holidays',
        when: [{ days: ['SATURDAY', 'SUNDAY', 'PUBLIC_HOLIDAY'] }],
        steps: [{ total: '5.00' }],
        restarts: { every: 'CLOCK', at: '00:00' },
      },
    ],
    caps: [
      { name: 'Weekday at most', amount: '18.00', rates: ['Weekday'], per: { every: 'CLOCK', at: '00:00' } },
    ],
    examples: [
      { from: '2027-03-02T09:00', until: '2027-03-02T12:00', price: '9.00' },
      { from: '2027-03-02T08:00', until: '2027-03-02T20:00', price: '18.00' },
      { from: '2027-03-06T10:00', until: '2027-03-07T12:00', price: '10.00' },
    ],
  },
  event: {
    ...usual,
    whenRatesChange: 'ENTRY_RATE_STAYS',
    name: 'Events',
    specialDays: { EVENT_DAY: ['2027-03-06'] },
    rates: [
      {
        name: 'Event evening',
        when: [{ days: ['EVENT_DAY'], from: '16:00', until: '24:00' }],
        overrides: true,
        steps: [{ total: '15.00' }],
        restarts: { every: 'STAY' },
      },
      {
        name: 'Parking',
        steps: [{ perMinutes: 60, add: '2.50', count: 'STARTED' }],
        restarts: { every: 'HOURS', hours: 24 },
      },
    ],
    caps: [{ name: 'Day ticket', amount: '20.00', rates: ['Parking'], per: { every: 'HOURS', hours: 24 } }],
    examples: [
      { from: '2027-03-02T09:00', until: '2027-03-02T10:30', price: '5.00' },
      { from: '2027-03-06T10:00', until: '2027-03-06T12:00', price: '5.00' },
      { from: '2027-03-06T18:00', until: '2027-03-06T23:00', price: '15.00' },
    ],
  },
} as const satisfies Record<string, DeepReadonly<Tariff>>

export type Template = keyof typeof templates
export const templateNames = Object.keys(templates) as Template[]

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

/** A template as a tariff of its own, in money of this currency, with its dates in the spring after `today`. */
export function fromTemplate(name: Template, currency: string, today: string): Tariff {
  const days = parseDate(springMonday(today)).compare(parseDate(MONDAY))
  const digits = minorDigits(currency)
  const text = JSON.stringify(templates[name])
    .replace(/\d{4}-\d\d-\d\d/g, (date) => parseDate(date).add({ days }).toString())
    .replace(/"(total|add|amount|price)":"([\d.]+)"/g, (_, field: string, amount: string) =>
      JSON.stringify({ [field]: digits ? amount : String(Number(amount) * WITHOUT_CENTS_TIMES) }).slice(
        1,
        -1,
      ),
    )
  const tariff = JSON.parse(text) as Tariff
  return { ...tariff, rounding: { ...tariff.rounding, to: digits < 2 ? unitOf(digits) : '0.01' } }
}

/** The first Monday of next March: no clock changes, and no holiday that has the same date everywhere. */
function springMonday(today: string): string {
  const first = parseDate(`${parseDate(today).year + 1}-03-01`)
  const weekday = first.toDate('UTC').getUTCDay()
  return first.add({ days: (8 - weekday) % 7 }).toString()
}

function unitOf(digits: number): string {
  return digits ? `0.${'1'.padStart(digits, '0')}` : '1'
}
