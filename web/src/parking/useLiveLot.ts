import { useLive } from '@/platform/useLive'

/** Calls whenever the free spots of the lot have changed. */
export function useLiveLot(id: string, onNews: () => unknown) {
  useLive(`/api/lots/${encodeURIComponent(id)}/live`, onNews)
}
