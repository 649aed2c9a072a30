import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { ReservationStatus } from '@/platform/api/generated'
import { reservationsOptions } from '@/platform/api/generated/@tanstack/vue-query.gen'
import type { TimeWindow } from '@/ui/window'

const LIVE: ReservationStatus[] = ['HELD', 'CONFIRMED', 'CHECKED_IN']
const OWN_AT_ONCE_MAX = 100

/**
 * The person's own reservation of a spot for a window: who goes back to a spot that they have reserved finds it taken,
 * and by themselves.
 *
 * @param spotId undefined while nobody needs to know
 */
export function useOwnReservation(lotId: string, window: () => TimeWindow, spotId: () => string | undefined) {
  const mine = useQuery(
    computed(() => ({
      ...reservationsOptions({
        query: { scope: 'mine', status: LIVE, lotId, ...window(), limit: OWN_AT_ONCE_MAX },
      }),
      enabled: spotId() !== undefined,
      staleTime: 0,
    })),
  )
  const own = computed(() => mine.data.value?.items.find((each) => each.spotId === spotId()))
  /** Whether it is not known yet. */
  const isAsked = computed(() => spotId() !== undefined && mine.isPending.value)
  return { own, isAsked }
}
