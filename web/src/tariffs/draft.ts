import { toRaw } from 'vue'
import type {
  Tariff,
  TariffAudience,
  TariffCap,
  TariffCycle,
  TariffDiscount,
  TariffExample,
  TariffFree,
  TariffOffer,
  TariffRate,
  TariffStep,
  TariffSurcharge,
  TariffWindow,
} from '@/platform/api/generated'

/** A part of a tariff while it is being written: a number may not have been said yet; a text is empty then. */
export type Written<T> = T extends (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { [Key in keyof T]: Written<T[Key]> | (Extract<T[Key], number> extends never ? never : undefined) }
    : T

export type TariffDraft = Written<Tariff>
export type RateDraft = Written<TariffRate>
export type StepDraft = Written<TariffStep>
export type WindowDraft = Written<TariffWindow>
export type CycleDraft = Written<TariffCycle>
export type CapDraft = Written<TariffCap>
export type FreeDraft = Written<TariffFree>
export type OfferDraft = Written<TariffOffer>
export type DiscountDraft = Written<TariffDiscount>
export type SurchargeDraft = Written<TariffSurcharge>
export type ExampleDraft = Written<TariffExample>

export const EXAMPLES_MIN = 3

/** Fields in the order in which a person reads them. */
const ORDER = [
  'name clock seconds whenRatesChange outsideRates rounding tax specialDays rates caps free offers discounts',
  'surcharges lostTicket reentry exitGraceMinutes maximumStayMinutes topUps pricesMayFall examples',
  'for overrides when entry exit atLeastMinutes atMostMinutes covers days season from until kind vehicle',
  'concessions lostTicket to mode percent included upToMinutes total perMinutes add count amount minutes',
  'whenExceeded steps restarts every hours at times per oncePer taken price',
].flatMap((line) => line.split(' '))

/** A copy that can be changed without changing the tariff it came from. */
export function draftOf(tariff: Tariff): TariffDraft {
  return JSON.parse(JSON.stringify(tariff)) as TariffDraft
}

/**
 * What is written so far, without what was left empty. Fields that have to be there may still be missing; list
 * entries stay where they are, so that a path found in the one is a path in the other.
 */
export function documentOf(draft: TariffDraft): Tariff {
  return cleaned(draft) as Tariff
}

export function writtenDocument(draft: TariffDraft): string {
  return `${JSON.stringify(documentOf(draft), null, 2)}\n`
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((one: unknown) => cleaned(one))
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, cleaned(inner)] as const)
    .filter(([key, inner]) => !isEmpty(inner, key === 'for' || key === 'specialDays'))
  return Object.fromEntries(entries.sort(([a], [b]) => placeOf(a) - placeOf(b)))
}

function isEmpty(value: unknown, mayBeLeftOut: boolean): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return mayBeLeftOut && typeof value === 'object' && Object.keys(value).length === 0
}

function placeOf(field: string): number {
  const place = ORDER.indexOf(field)
  return place < 0 ? ORDER.length : place
}

let lastKey = 0
const keys = new WeakMap<object, number>()

/** What stays with an entry of a list wherever it is moved. */
export function keyOf(entry: object): number {
  const raw = toRaw(entry)
  const key = keys.get(raw) ?? ++lastKey
  keys.set(raw, key)
  return key
}

/** Moves an entry one place towards the beginning (-1) or the end (1), if there is one. */
export function move(list: unknown[], index: number, by: -1 | 1): void {
  const target = index + by
  if (target >= 0 && target < list.length) {
    list.splice(target, 0, ...list.splice(index, 1))
  }
}

export function newStep(): StepDraft {
  return { perMinutes: 60, add: '', count: 'STARTED' }
}

export function newRate(name: string): RateDraft {
  return { name, steps: [newStep()], restarts: { every: 'STAY' } }
}

export function newCap(name: string): CapDraft {
  return { name, amount: '', per: { every: 'HOURS', hours: 24 } }
}

export function newOffer(name: string): OfferDraft {
  return { name, steps: [{ total: '' }], taken: 'IF_LOWER' }
}

/** Caps name the rates they are for, so a new name goes there too. */
export function renameRate(draft: TariffDraft, index: number, name: string): void {
  const rate = draft.rates[index]
  if (!rate) return
  const before = rate.name
  rate.name = name
  if (!draft.rates.some((one) => one.name === before)) {
    for (const cap of draft.caps ?? []) {
      cap.rates = cap.rates?.map((one) => (one === before ? name : one))
    }
  }
}

/** Windows and cycles name special days, so a new name goes there too. */
export function renameDays(draft: TariffDraft, before: string, name: string): void {
  const days = draft.specialDays
  if (!days || !(before in days) || name in days) return
  draft.specialDays = Object.fromEntries(
    Object.entries(days).map(([key, dates]) => [key === before ? name : key, dates]),
  )
  everyDayList(draft, (list) => list.map((day) => (day === before ? name : day)))
}

export function removeDays(draft: TariffDraft, name: string): void {
  if (!draft.specialDays) return
  draft.specialDays = Object.fromEntries(Object.entries(draft.specialDays).filter(([key]) => key !== name))
  everyDayList(draft, (list) => list.filter((day) => day !== name))
}

function everyDayList(value: object, change: (days: string[]) => string[]): void {
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'days' && Array.isArray(inner)) {
      Object.assign(value, { days: change(inner as string[]) })
    } else if (typeof inner === 'object' && inner !== null && key !== 'specialDays') {
      everyDayList(inner as object, change)
    }
  }
}

/** "Public holiday" as the language writes it: PUBLIC_HOLIDAY. */
export function dayNameOf(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
}

export function wordsOfDay(name: string): string {
  const words = name.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The vehicle classes or the concessions that some part of the tariff is for. */
export function namedIn(draft: TariffDraft, what: 'vehicles' | 'concessions'): string[] {
  const parts: { for?: TariffAudience }[] = [
    ...draft.rates,
    ...(draft.caps ?? []),
    ...(draft.free ?? []),
    ...(draft.offers ?? []),
    ...(draft.discounts ?? []),
    ...(draft.surcharges ?? []),
  ]
  return [...new Set(parts.flatMap((part) => part.for?.[what] ?? []))].sort()
}
