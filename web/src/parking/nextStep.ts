import type { Reservation } from '@/platform/api/generated'

/** What a reservation asks of its driver now; the actions come from the server, this only puts one of them first. */
export type NextStep =
  | 'payHold'
  | 'pay'
  | 'checkIn'
  | 'come'
  | 'checkOut'
  | 'overtime'
  | 'left'
  | 'lapsed'
  | 'lapsedRefunded'
  | 'cancelled'
  | 'cancelledRefunded'
  | 'noShow'

export function nextStepOf(reservation: Reservation, now: Date): NextStep {
  const { status, actions, until, refunded } = reservation
  const mustPay = actions.includes('PAY')
  switch (status) {
    case 'HELD':
      return 'payHold'
    case 'CONFIRMED':
      if (actions.includes('CHECK_IN')) return 'checkIn'
      return mustPay ? 'pay' : 'come'
    case 'CHECKED_IN':
      return Date.parse(until) < now.getTime() ? 'overtime' : 'checkOut'
    case 'COMPLETED':
      return mustPay ? 'pay' : 'left'
    case 'EXPIRED':
      return refunded.amountMinor > 0 ? 'lapsedRefunded' : 'lapsed'
    case 'CANCELLED':
      return refunded.amountMinor > 0 ? 'cancelledRefunded' : 'cancelled'
    case 'NO_SHOW':
      return mustPay ? 'pay' : 'noShow'
  }
}

export function isOver({ status }: Reservation): boolean {
  return !['HELD', 'CONFIRMED', 'CHECKED_IN'].includes(status)
}

/** The same choices again, as far as they still lie ahead. */
export function againRoute(reservation: Reservation, now: Date) {
  const { lotId, from, until, kind, spotId } = reservation
  const ahead = Date.parse(from) > now.getTime()
  return { name: 'lot', params: { id: lotId }, query: { kind, ...(ahead && { from, until, spot: spotId }) } }
}

export const scopes = {
  upcoming: ['HELD', 'CONFIRMED'],
  active: ['CHECKED_IN'],
  past: ['COMPLETED', 'NO_SHOW'],
  cancelled: ['CANCELLED', 'EXPIRED'],
} as const satisfies Record<string, Reservation['status'][]>

export type ReservationScope = keyof typeof scopes
