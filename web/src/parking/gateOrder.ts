import type { Reservation } from '@/platform/api/generated'

/** Who may come in first, by the time they are due; then who is inside, by the time they should leave. */
export function gateOrder(reservations: readonly Reservation[]): Reservation[] {
  return [...reservations].sort((a, b) => rank(a) - rank(b) || due(a) - due(b))
}

function rank({ status, actions }: Reservation): number {
  if (actions.includes('CHECK_IN')) return 0
  return status === 'CHECKED_IN' ? 1 : 2
}

function due({ status, from, until }: Reservation): number {
  return Date.parse(status === 'CHECKED_IN' ? until : from)
}
