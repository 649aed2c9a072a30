import type { Spot, SpotKind } from '@/platform/api/generated'

const byNumber = new Intl.Collator('en', { numeric: true })

/** The free spot of the kind that lies nearest to one that is gone: on its level if possible, by number. */
export function nextBest(spots: readonly Spot[], gone: Pick<Spot, 'id' | 'label' | 'levelId' | 'kind'>) {
  const ordered = [...spots].sort((a, b) => byNumber.compare(a.label, b.label))
  const place = ordered.findIndex(({ id }) => id === gone.id)
  return ordered
    .map((spot, index) => ({ spot, away: Math.abs(index - place) }))
    .filter(({ spot }) => isFree(spot, gone.kind) && spot.id !== gone.id)
    .sort(
      (a, b) =>
        Number(a.spot.levelId !== gone.levelId) - Number(b.spot.levelId !== gone.levelId) || a.away - b.away,
    )[0]?.spot
}

export function isFree(spot: Spot, kind?: SpotKind): boolean {
  return spot.free && spot.inService && (!kind || spot.kind === kind)
}
