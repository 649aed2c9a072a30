import type { CurvePart, Money, Tariff } from '@/platform/api/generated'
import { priceAt } from '@/ui/priceCurve'
import { type Part, parts, partOf } from './findings'

export interface PartChange {
  part: Part
  added: string[]
  removed: string[]
  changed: string[]
}

type Named = { name?: string }

/** What differs between two tariffs, section by section. Entries that have a name are told apart by it. */
export function changesBetween(before: Tariff, after: Tariff): PartChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Tariff)[]
  return parts
    .filter((part) => part !== 'examples')
    .map((part) => {
      const change: PartChange = { part, added: [], removed: [], changed: [] }
      for (const field of fields.filter((one) => partOf(one) === part)) {
        compare(entriesOf(field, before[field]), entriesOf(field, after[field]), change)
      }
      return change
    })
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0)
}

function compare(before: Map<string, string>, after: Map<string, string>, change: PartChange): void {
  for (const [name, text] of after) {
    if (!before.has(name)) change.added.push(name)
    else if (before.get(name) !== text) change.changed.push(name)
  }
  change.removed.push(...[...before.keys()].filter((name) => !after.has(name)))
}

/** Each with what it says, under its name; what is no list stands under the name of its field. */
function entriesOf(field: keyof Tariff, value: Tariff[keyof Tariff]): Map<string, string> {
  if (value === undefined) return new Map()
  if (field === 'specialDays') {
    return new Map(Object.entries(value).map(([name, dates]) => [name, JSON.stringify(dates)]))
  }
  if (Array.isArray(value)) {
    return new Map(
      value.map((entry, index) => [(entry as Named).name ?? `${field} ${index + 1}`, stable(entry)]),
    )
  }
  return new Map([[field, stable(value)]])
}

/** The same however its fields are ordered. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  )
}

export interface PriceChange {
  minutes: number
  before?: Money
  after?: Money
}

const USUAL_STAYS = [30, 60, 120, 240, 480, 1440]

/** Usual stays by both tariffs. */
export function priceChanges(before: readonly CurvePart[], after: readonly CurvePart[]): PriceChange[] {
  return USUAL_STAYS.map((minutes) => ({
    minutes,
    before: priceAt(before, minutes),
    after: priceAt(after, minutes),
  }))
}
