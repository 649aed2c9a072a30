import { shallowRef } from 'vue'
import type { Reservation } from '@/platform/api/generated'

const taking = shallowRef<Reservation>()

/** Whose cash is being taken. The page asks, not the card: that goes away once the car is out. */
export function useTakingCash() {
  return { taking, takeCash: (reservation: Reservation) => void (taking.value = reservation) }
}
