import { useLive } from '@/platform/useLive'

/** Calls whenever one's own reservations have changed, or any that one may see. */
export function useLiveReservations(scope: 'mine' | 'all', onNews: () => unknown, atMostEveryMs?: number) {
  useLive(`/api/reservations/live?scope=${scope}`, onNews, atMostEveryMs)
}
