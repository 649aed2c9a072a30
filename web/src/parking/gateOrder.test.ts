import { expect, it } from 'vitest'
import type { Reservation } from '@/platform/api/generated'
import { gateOrder } from './gateOrder'

const one = (
  id: string,
  status: 'CONFIRMED' | 'CHECKED_IN',
  from: string,
  until: string,
  actions: string[] = [],
) => ({ id, status, from, until, actions }) as unknown as Reservation

it('puts who may come in first, then who is inside, then who is early', () => {
  const order = gateOrder([
    one('early', 'CONFIRMED', '2026-12-01T15:00:00Z', '2026-12-01T16:00:00Z'),
    one('inside, long', 'CHECKED_IN', '2026-12-01T08:00:00Z', '2026-12-01T18:00:00Z', ['CHECK_OUT']),
    one('inside, late', 'CHECKED_IN', '2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', ['CHECK_OUT']),
    one('comes second', 'CONFIRMED', '2026-12-01T12:10:00Z', '2026-12-01T14:00:00Z', ['CHECK_IN']),
    one('comes first', 'CONFIRMED', '2026-12-01T12:00:00Z', '2026-12-01T14:00:00Z', ['CHECK_IN']),
  ])
  expect(order.map(({ id }) => id)).toEqual([
    'comes first',
    'comes second',
    'inside, late',
    'inside, long',
    'early',
  ])
})
