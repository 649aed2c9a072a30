import * as v from 'valibot'
import type { LevelPlan, SpotKind } from '@/platform/api/generated'
import { translate } from '@/platform/i18n'
import { line, typedNumber } from '@/platform/rules'
import { spotKinds } from '@/ui/spotKinds'

const NUMBER_MAX = 99_999
const SPOTS_MAX = 5000

/** A run of numbers as typed. */
export interface RangeDraft {
  prefix: string
  first: string
  last: string
  kind: SpotKind
}

export interface LevelDraft {
  name: string
  ranges: RangeDraft[]
}

export interface RangePreview {
  count: number
  /** The first and the last label. */
  labels: [string, string]
}

export interface PlanPreview {
  total: number
  kinds: { kind: SpotKind; count: number }[]
  /** The first label that would be made twice. */
  twice?: string
}

export function newRange(kind: SpotKind = 'STANDARD', prefix = '', first = '1'): RangeDraft {
  return { prefix, first, last: '', kind }
}

export function newLevel(name: string): LevelDraft {
  return { name, ranges: [newRange()] }
}

/** The next range goes on where the last one ends: same prefix, next number. */
export function nextRange(ranges: readonly RangeDraft[]): RangeDraft {
  const last = ranges.at(-1)
  const read = last && readRange(last)
  return newRange('STANDARD', last?.prefix, read ? String(read.last + 1) : '1')
}

export function previewRange(range: RangeDraft): RangePreview | undefined {
  const read = readRange(range)
  return (
    read && {
      count: read.last - read.first + 1,
      labels: [`${range.prefix.trim()}${read.first}`, `${range.prefix.trim()}${read.last}`],
    }
  )
}

export function previewPlan(levels: readonly LevelDraft[]): PlanPreview {
  const counts = new Map<SpotKind, number>()
  const labels = new Set<string>()
  let total = 0
  let twice: string | undefined
  for (const range of levels.flatMap(({ ranges }) => ranges)) {
    const read = readRange(range)
    if (!read || total + read.last - read.first >= SPOTS_MAX) {
      continue
    }
    const count = read.last - read.first + 1
    total += count
    counts.set(range.kind, (counts.get(range.kind) ?? 0) + count)
    for (let number = read.first; number <= read.last; number++) {
      const label = `${range.prefix.trim()}${number}`
      if (labels.has(label)) {
        twice ??= label
      }
      labels.add(label)
    }
  }
  const kinds = spotKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count ? [{ kind, count }] : []
  })
  return { total, kinds, twice }
}

const rangeRules = v.pipe(
  v.object({
    prefix: v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(15, () => translate('platform.rules.long', { count: 15 })),
      v.transform((prefix) => prefix || undefined),
    ),
    first: typedNumber(0, NUMBER_MAX),
    last: typedNumber(0, NUMBER_MAX),
    kind: v.picklist(spotKinds),
  }),
  v.forward(
    v.check(
      ({ first, last }) => last >= first,
      () => translate('lots.levels.order'),
    ),
    ['last'],
  ),
)

export const levelRules = v.array(
  v.object({
    name: line(60),
    ranges: v.pipe(
      v.array(rangeRules),
      v.minLength(1, () => translate('lots.levels.rangeMissing')),
    ),
  }),
) satisfies v.GenericSchema<LevelDraft[], LevelPlan[]>

function readRange({ first, last }: RangeDraft): { first: number; last: number } | undefined {
  const whole = (text: string) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined)
  const from = whole(first)
  const until = whole(last)
  return from !== undefined && until !== undefined && until >= from ? { first: from, last: until } : undefined
}
