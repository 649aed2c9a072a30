import type { LocationQuery } from 'vue-router'
import type { Receipt, ReceiptsData } from '@/platform/api/generated'
import { isDay, plusDays, startOfDay } from '@/platform/localtime'
import { SEARCH_CHARACTERS_MAX } from '@/platform/useFilter'

export const kinds = ['RECEIPT', 'CREDIT_NOTE'] as const satisfies readonly Receipt['kind'][]

/** What is looked for; days as 2026-12-01, and everything empty where it does not matter. */
export interface ReceiptFilter {
  q: string
  lot: string
  kind: Receipt['kind'] | ''
  from: string
  until: string
}

export const nothing: ReceiptFilter = { q: '', lot: '', kind: '', from: '', until: '' }

export function filterOf(address: LocationQuery): ReceiptFilter {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '')
  const day = (name: string) => (isDay(text(name)) ? text(name) : '')
  return {
    q: text('q').slice(0, SEARCH_CHARACTERS_MAX),
    lot: text('lot'),
    kind: kinds.find((kind) => kind === address.kind) ?? '',
    from: day('from'),
    until: day('until'),
  }
}

export function addressOf({ q, ...others }: ReceiptFilter): Record<string, string> {
  return Object.fromEntries(Object.entries({ q: q.trim(), ...others }).filter(([, value]) => value))
}

export function isFiltered(filter: ReceiptFilter): boolean {
  return Object.keys(addressOf(filter)).length > 0
}

/** Days are meant as the lot's calendar has them; the last one is included. */
export function queryOf(filter: ReceiptFilter, zone: string): NonNullable<ReceiptsData['query']> {
  const { q, lot, kind, from, until } = filter
  const last = until && startOfDay(until, zone)
  return {
    q: q.trim() || undefined,
    lotId: lot || undefined,
    kind: kind || undefined,
    from: (from && startOfDay(from, zone)) || undefined,
    until: last ? plusDays(last, 1, zone) : undefined,
  }
}
