import type { Payment, Reservation } from '@/platform/api/generated'

export type PayingState = 'idle' | 'waiting' | 'slow' | 'paid' | 'declined' | 'left'

const USUAL_MS = 45_000

/**
 * Where a payment stands. The provider's page sends people back before its news may have arrived, so what the
 * address says (`payment=…`) is a hint what to wait for, and only the server's answer settles it.
 */
export function payingState(
  returned: string | undefined,
  reservation: Pick<Reservation, 'due' | 'paid' | 'status'>,
  latest: Pick<Payment, 'status' | 'failure'> | undefined,
  waitedMs: number,
): PayingState {
  const cameBack = returned === 'succeeded' || returned === 'processing'
  if (reservation.due.amountMinor <= 0) {
    return cameBack && reservation.paid.amountMinor > 0 && reservation.status !== 'EXPIRED' ? 'paid' : 'idle'
  }
  if (latest?.status === 'FAILED' || (latest?.status === 'OPEN' && latest.failure && !cameBack)) {
    return 'declined'
  }
  if (cameBack && latest?.status !== 'EXPIRED') {
    return waitedMs > USUAL_MS ? 'slow' : 'waiting'
  }
  return returned === 'cancelled' ? 'left' : 'idle'
}
