import type { LocationQuery } from 'vue-router'
import type { LedgerAccount, LedgerData, LedgerEvent, LedgerTransfer } from '@/platform/api/generated'
import { isDay } from '@/platform/localtime'

export const accounts = [
  'RECEIVABLE',
  'CLEARING',
  'CASH',
  'SAFE',
  'BANK',
  'DISPUTES',
  'REVENUE',
  'REFUNDS',
  'TAX',
  'FEES',
  'WRITE_OFFS',
] as const satisfies readonly LedgerAccount[]

export const events = [
  'OWED',
  'CAPTURED',
  'REFUNDED',
  'REFUND_RETURNED',
  'DISPUTED',
  'DISPUTE_WON',
  'DISPUTE_LOST',
  'SHIFT_OPENED',
  'SHIFT_CLOSED',
  'PAID_OUT',
] as const satisfies readonly LedgerEvent[]

/** What is looked for; days as 2026-12-01, and everything empty where it does not matter. */
export interface LedgerFilter {
  operator: string
  reservation: string
  lot: string
  account: LedgerAccount | ''
  event: LedgerEvent | ''
  from: string
  until: string
}

export const nothing: Omit<LedgerFilter, 'operator'> = {
  reservation: '',
  lot: '',
  account: '',
  event: '',
  from: '',
  until: '',
}

export function filterOf(address: LocationQuery): LedgerFilter {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '')
  const day = (name: string) => (isDay(text(name)) ? text(name) : '')
  return {
    operator: text('operator'),
    reservation: text('reservation'),
    lot: text('lot'),
    account: accounts.find((one) => one === address.account) ?? '',
    event: events.find((one) => one === address.event) ?? '',
    from: day('from'),
    until: day('until'),
  }
}

export function addressOf({ reservation, ...others }: LedgerFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ reservation: reservation.trim(), ...others }).filter(([, value]) => value),
  )
}

/** Whose ledger it is leaves nothing of it out. */
export function isFiltered(filter: LedgerFilter): boolean {
  return Object.keys(addressOf({ ...filter, operator: '' })).length > 0
}

/** The server counts days by the calendar of each car park. */
export function queryOf(filter: LedgerFilter): NonNullable<LedgerData['query']> {
  const { reservation, lot, account, event, from, until } = filter
  return {
    reservation: reservation.trim() || undefined,
    lotId: lot || undefined,
    account: account || undefined,
    event: event || undefined,
    from: from || undefined,
    until: until || undefined,
  }
}

/** Items of both signs are posted as owed; those that take from it are told apart by their sides. */
export function isReduction({ event, credit }: Pick<LedgerTransfer, 'event' | 'credit'>): boolean {
  return event === 'OWED' && credit === 'RECEIVABLE'
}
