import * as v from 'valibot'
import type { Money, Rate, SpotKind, Tariff } from '@/platform/api/generated'
import { formatMinutes, formatMoney, moneyInput } from '@/platform/format'
import { translate } from '@/platform/i18n'
import { amount, optionalAmount, optionalTypedNumber } from '@/platform/rules'

export const spotKinds = [
  'STANDARD',
  'COMPACT',
  'ACCESSIBLE',
  'EV_CHARGING',
  'MOTORCYCLE',
  'OVERSIZE',
] as const satisfies readonly SpotKind[]

/** What a unit of time usually is, in minutes. */
const USUAL_UNITS = [10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 10_080]
const UNIT_MINUTES_MAX = 10_080
const FREE_MINUTES_MAX = 1440

/** A rate as it stands in a form: amounts and minutes as typed. Its fields are called as the server calls them. */
export interface RateDraft {
  /** None: for every kind that has no rate of its own. */
  kinds: SpotKind[]
  unitMinutes: number
  unitPriceMinor: string
  freeMinutes: string
  dailyCapMinor: string
}

export interface TariffDraft {
  rates: RateDraft[]
}

export function newRate(kinds: SpotKind[] = []): RateDraft {
  return { kinds, unitMinutes: 60, unitPriceMinor: '', freeMinutes: '', dailyCapMinor: '' }
}

export function draftOfTariff({ rates }: Tariff, currency: string): TariffDraft {
  const typed = (amountMinor: number) => moneyInput({ amountMinor, currency })
  return {
    rates: rates.map((rate) => ({
      kinds: [...(rate.kinds ?? [])],
      unitMinutes: rate.unitMinutes,
      unitPriceMinor: typed(rate.unitPriceMinor),
      freeMinutes: rate.freeMinutes ? String(rate.freeMinutes) : '',
      dailyCapMinor: rate.dailyCapMinor === undefined ? '' : typed(rate.dailyCapMinor),
    })),
  }
}

export function tariffRules(currency: () => string) {
  const rate = v.object({
    kinds: v.array(v.picklist(spotKinds)),
    unitMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(UNIT_MINUTES_MAX)),
    unitPriceMinor: amount(currency),
    freeMinutes: optionalTypedNumber(0, FREE_MINUTES_MAX),
    dailyCapMinor: optionalAmount(currency),
  })
  return v.object({
    rates: v.pipe(
      v.array(rate),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return
        for (const { index, fault } of faultsOf(dataset.value)) {
          const rates = dataset.value
          addIssue({
            message: translate(`ui.rates.${fault}`),
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
    ),
  })
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

/** The list of units, with the one that is set even if it is none of the usual ones. */
export function unitsWith(minutes: number): { value: number; label: string }[] {
  return [...new Set([...USUAL_UNITS, minutes])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: unitName(value) }))
}

/** "€5.00 per started hour, stays of up to 15 min free, at most €30.00 in 24 hours" */
export function describeRate(rate: Rate, currency: string): string {
  const money = (amountMinor: number): string => formatMoney({ amountMinor, currency } satisfies Money)
  if (rate.unitPriceMinor === 0) {
    return translate('ui.rates.nothing')
  }
  return [
    translate('ui.rates.perUnit', { price: money(rate.unitPriceMinor), unit: unitName(rate.unitMinutes) }),
    rate.freeMinutes && translate('ui.rates.free', { time: formatMinutes(rate.freeMinutes) }),
    rate.dailyCapMinor !== undefined && translate('ui.rates.cap', { price: money(rate.dailyCapMinor) }),
  ]
    .filter(Boolean)
    .join(', ')
}

export function describeKinds({ kinds }: Pick<Rate, 'kinds'>): string {
  return kinds?.length
    ? kinds.map((kind) => translate(`ui.kind.${kind}`)).join(', ')
    : translate('ui.rates.general')
}

function unitName(minutes: number): string {
  switch (minutes) {
    case 60:
      return translate('ui.rates.unit.hour')
    case 1440:
      return translate('ui.rates.unit.day')
    case 10_080:
      return translate('ui.rates.unit.week')
    default:
      return formatMinutes(minutes)
  }
}
