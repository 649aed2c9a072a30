import { describe, expect, it } from 'vitest'
import type { Reservation } from '@/platform/api/generated'
import { againRoute, nextStepOf, scopes } from './nextStep'

const money = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const now = new Date('2026-12-01T09:00:00Z')

function reservation(part: Partial<Reservation>): Reservation {
  return {
    lotId: 'lot',
    spotId: 'spot',
    kind: 'STANDARD',
    from: '2026-12-01T10:00:00Z',
    until: '2026-12-01T12:00:00Z',
    refunded: money(0),
    actions: [],
    ...part,
  } as Reservation
}

describe('what to do next', () => {
  it.each([
    [{ status: 'HELD', actions: ['PAY', 'CANCEL'] }, 'payHold'],
    [{ status: 'CONFIRMED', actions: ['CHANGE', 'CANCEL'] }, 'come'],
    [{ status: 'CONFIRMED', actions: ['CHANGE', 'CANCEL', 'CHECK_IN'] }, 'checkIn'],
    [{ status: 'CONFIRMED', actions: ['PAY', 'CHANGE', 'CANCEL'] }, 'pay'],
    [{ status: 'CHECKED_IN', actions: ['CHECK_OUT'] }, 'checkOut'],
    [{ status: 'CHECKED_IN', actions: ['CHECK_OUT'], until: '2026-12-01T08:00:00Z' }, 'overtime'],
    [{ status: 'COMPLETED', actions: ['PAY'] }, 'pay'],
    [{ status: 'COMPLETED', actions: ['RECEIPT'] }, 'left'],
    [{ status: 'EXPIRED' }, 'lapsed'],
    [{ status: 'EXPIRED', refunded: money(500) }, 'lapsedRefunded'],
    [{ status: 'CANCELLED' }, 'cancelled'],
    [{ status: 'CANCELLED', refunded: money(500) }, 'cancelledRefunded'],
    [{ status: 'NO_SHOW' }, 'noShow'],
  ] as [Partial<Reservation>, string][])('of %o is %s', (part, step) => {
    expect(nextStepOf(reservation(part), now)).toBe(step)
  })
})

describe('reserving anew', () => {
  it('keeps what was chosen', () => {
    expect(againRoute(reservation({}), now).query).toEqual({
      kind: 'STANDARD',
      from: '2026-12-01T10:00:00Z',
      until: '2026-12-01T12:00:00Z',
      spot: 'spot',
    })
  })

  it('does not offer a time that is over', () => {
    expect(againRoute(reservation({}), new Date('2026-12-01T10:30:00Z')).query).toEqual({ kind: 'STANDARD' })
  })
})

it('shows each status under one heading', () => {
  const all = Object.values(scopes).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(7)
})
