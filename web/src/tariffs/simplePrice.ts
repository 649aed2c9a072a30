import * as v from 'valibot'
import type { SpotKind, Tariff, TariffExample } from '@/platform/api/generated'
import { formatMinutes, minorDigits, moneyInput } from '@/platform/format'
import { translate } from '@/platform/i18n'
import { instantsOf, localTimeOf, plusDays, plusMinutes } from '@/platform/localtime'
import { amount, optionalAmount, optionalTypedNumber } from '@/platform/rules'
import { spotKinds } from '@/ui/spotKinds'

/** What a unit of time usually is, in minutes. */
const USUAL_UNITS = [10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 10_080]
const UNIT_MINUTES_MAX = 10_080
const FREE_MINUTES_MAX = 1440
const DAY_MINUTES = 1440

/** A price as it stands in a form: amounts and minutes as typed. */
export interface RateDraft {
  /** None: for every kind that has no price of its own. */
  kinds: SpotKind[]
  unitMinutes: number
  price: string
  freeMinutes: string
  dayCap: string
}

/** A price by the started unit, as most car parks begin with; everything else is for the composer. */
export interface SimplePriceDraft {
  rates: RateDraft[]
  /** What stays cost under it, as the server computed, and whether the person who sets the price agrees. */
  examples: TariffExample[]
  right: boolean
}

/** An amount and a length as read from a form, or nothing where it was left empty. */
interface SimpleRate {
  kinds: SpotKind[]
  unitMinutes: number
  price: number
  freeMinutes?: number
  dayCap?: number
}

export interface TypicalStay {
  minutes: number
  kind?: SpotKind
}

export function newRate(kinds: SpotKind[] = []): RateDraft {
  return { kinds, unitMinutes: 60, price: '', freeMinutes: '', dayCap: '' }
}

export function newSimplePrice(): SimplePriceDraft {
  return { rates: [newRate()], examples: [], right: false }
}

/** The prices alone, before anybody has looked at what stays cost under them. */
export function ratesRules(currency: () => string) {
  const rate = v.object({
    kinds: v.array(v.picklist(spotKinds)),
    unitMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(UNIT_MINUTES_MAX)),
    price: amount(currency),
    freeMinutes: optionalTypedNumber(1, FREE_MINUTES_MAX),
    dayCap: optionalAmount(currency),
  })
  return v.pipe(
    v.array(rate),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      for (const { index, fault } of faultsOf(dataset.value)) {
        const rates = dataset.value
        addIssue({
          message: translate(`tariffs.simple.${fault}`),
          path: [
            { type: 'array', origin: 'value', input: rates, key: index, value: rates[index] },
            {
              type: 'object',
              origin: 'value',
              input: { ...rates[index] },
              key: 'kinds',
              value: rates[index]?.kinds,
            },
          ],
        })
      }
    }),
  )
}

/** Reads the form as a tariff that can be published. */
export function simplePriceRules(currency: () => string) {
  return v.pipe(
    v.object({
      rates: ratesRules(currency),
      examples: v.custom<TariffExample[]>(Array.isArray),
      right: v.pipe(
        v.boolean(),
        v.check(
          (right) => right,
          () => translate('tariffs.simple.rightMissing'),
        ),
      ),
    }),
    v.transform(({ rates, examples }): Tariff => ({ ...simpleTariff(rates, currency()), examples })),
  )
}

/** The first rate is for everything else; each exception names kinds, and no kind has two. */
export function faultsOf(rates: readonly { kinds: readonly SpotKind[] }[]) {
  const seen = new Set<SpotKind>()
  const faults: { index: number; fault: 'kindMissing' | 'kindTwice' }[] = []
  rates.forEach(({ kinds }, index) => {
    if (index > 0 && kinds.length === 0) faults.push({ index, fault: 'kindMissing' })
    if (kinds.some((kind) => seen.has(kind))) faults.push({ index, fault: 'kindTwice' })
    kinds.forEach((kind) => seen.add(kind))
  })
  return faults
}

export function simpleTariff(rates: readonly SimpleRate[], currency: string): Tariff {
  const named = rates.map((rate) => ({ ...rate, name: nameOf(rate.kinds), for: audienceOf(rate.kinds) }))
  const caps = named.filter(({ dayCap }) => dayCap !== undefined)
  const free = named.filter(({ freeMinutes }) => freeMinutes !== undefined)
  return {
    clock: 'ELAPSED',
    seconds: 'COUNTED',
    whenRatesChange: 'UNIT_IS_CUT',
    outsideRates: 'REFUSED',
    rounding: { to: decimal(1, currency), mode: 'HALF_UP' },
    rates: named.map(({ name, for: whom, unitMinutes, price, dayCap }) => ({
      name,
      ...(whom && { for: whom }),
      steps: [{ perMinutes: unitMinutes, add: decimal(price, currency), count: 'STARTED' }],
      // With a cap for each 24 hours, each of them is a day of its own.
      restarts:
        dayCap !== undefined && unitMinutes <= DAY_MINUTES
          ? { every: 'HOURS', hours: 24 }
          : { every: 'STAY' },
    })),
    ...(caps.length && {
      caps: caps.map(({ name, kinds, dayCap = 0 }) => ({
        name: kinds.length
          ? translate('tariffs.simple.capNameOf', { name })
          : translate('tariffs.simple.capName'),
        amount: decimal(dayCap, currency),
        rates: [name],
        per: { every: 'HOURS', hours: 24 },
      })),
    }),
    ...(free.length && {
      free: free.map(({ kinds, freeMinutes = 0 }) => {
        const whom = audienceOf(kinds.length || rates.length === 1 ? kinds : othersThan(rates))
        return { minutes: freeMinutes, whenExceeded: 'CHARGED_FROM_ENTRY', ...(whom && { for: whom }) }
      }),
    }),
  }
}

/** Stays that show what a price comes to: short ones, and one or more that a day is too short for. */
export function typicalStays(rates: readonly SimpleRate[]): TypicalStay[] {
  return rates.flatMap(({ kinds, freeMinutes, unitMinutes }, index) => {
    const kind = kinds[0] ?? othersThan(rates)[0]
    const long =
      unitMinutes <= 120
        ? [60, 300, DAY_MINUTES]
        : [60, unitMinutes, Math.max(2 * unitMinutes, DAY_MINUTES + 60)]
    const lengths = [...(freeMinutes ? [freeMinutes] : []), ...(index === 0 ? long : long.slice(0, 2))]
    return [...new Set(lengths)].map((minutes) => ({ minutes, kind }))
  })
}

/** Nine in the morning of a day soon, from which the longest of these stays meets no change of the clocks. */
export function exampleStart(zone: string, longestMinutes: number, now: Date = new Date()): string {
  const days = Math.ceil(longestMinutes / DAY_MINUTES)
  const starts = Array.from({ length: 200 }, (_, index) => {
    const { date } = localTimeOf(plusDays(now.toISOString(), index + 1, zone), zone)
    return instantsOf({ date, time: '09:00' }, zone)[0] ?? ''
  }).filter(Boolean)
  const plain = starts.find((start) => plusDays(start, days, zone) === plusMinutes(start, days * DAY_MINUTES))
  return plain ?? starts[0] ?? now.toISOString()
}

/** "2026-12-01T09:00", as an example of a tariff is written. */
export function writtenLocally(instant: string, zone: string): string {
  const { date, time } = localTimeOf(instant, zone)
  return `${date}T${time}`
}

/** The list of units, with the one that is set even if it is none of the usual ones. */
export function unitsWith(minutes: number): { value: number; label: string }[] {
  return [...new Set([...USUAL_UNITS, minutes])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: unitName(value) }))
}

export function unitName(minutes: number): string {
  switch (minutes) {
    case 60:
      return translate('tariffs.simple.unit.hour')
    case DAY_MINUTES:
      return translate('tariffs.simple.unit.day')
    case 7 * DAY_MINUTES:
      return translate('tariffs.simple.unit.week')
    default:
      return formatMinutes(minutes)
  }
}

function nameOf(kinds: readonly SpotKind[]): string {
  return kinds.length
    ? kinds.map((kind) => translate(`ui.kind.${kind}`)).join(', ')
    : translate('tariffs.simple.rateName')
}

function othersThan(rates: readonly SimpleRate[]): SpotKind[] {
  return spotKinds.filter((kind) => !rates.some(({ kinds }) => kinds.includes(kind)))
}

function audienceOf(kinds: readonly SpotKind[]) {
  return kinds.length ? { kinds: [...kinds] } : undefined
}

/** The amount as a tariff writes it. A currency without small coins has no point. */
function decimal(amountMinor: number, currency: string): string {
  return minorDigits(currency) ? moneyInput({ amountMinor, currency }) : String(amountMinor)
}
