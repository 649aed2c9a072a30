import type { ReservationsData, ReservationStatus } from '@/platform/api/generated'
import { isDay, plusDays, startOfDay } from '@/platform/localtime'
import { SEARCH_CHARACTERS_MAX } from '@/platform/useFilter'

export const statuses = [
  'HELD',
  'CONFIRMED',
  'CHECKED_IN',
  'COMPLETED',
  'CANCELLED',
  'NO_SHOW',
  'EXPIRED',
] as const satisfies readonly ReservationStatus[]

/** What is looked for; days as 2026-12-01, and everything empty where it does not matter. */
export interface DeskFilter {
  q: string
  lot: string
  status: ReservationStatus[]
  from: string
  until: string
}

export type Address = Record<string, string | (string | null)[] | null | undefined>

/** The filter as it stands in the page's address, so that a list can be sent to somebody, and going back finds it. */
export function filterOf(address: Address): DeskFilter {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '')
  const status = [address.status].flat()
  return {
    q: text('q').slice(0, SEARCH_CHARACTERS_MAX),
    lot: text('lot'),
    status: statuses.filter((one) => status.includes(one)),
    from: isDay(text('from')) ? text('from') : '',
    until: isDay(text('until')) ? text('until') : '',
  }
}

export function addressOf({ q, lot, status, from, until }: DeskFilter): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries({ q: q.trim(), lot, status, from, until }).filter(([, value]) => value.length > 0),
  )
}

export function isFiltered(filter: DeskFilter): boolean {
  return Object.keys(addressOf(filter)).length > 0
}

/** Days are meant as the lot's calendar has them; the last one is included. */
export function queryOf(filter: DeskFilter, zone: string): NonNullable<ReservationsData['query']> {
  const { q, lot, status, from, until } = filter
  const last = until && startOfDay(until, zone)
  return {
    q: q.trim() || undefined,
    lotId: lot || undefined,
    status: status.length ? status : undefined,
    from: (from && startOfDay(from, zone)) || undefined,
    until: last ? plusDays(last, 1, zone) : undefined,
  }
}
