import type { Level, Spot, SpotKind } from '@/platform/api/generated'
import { type SpotState, stateOf } from '@/ui/planLayout'

export interface SpotFilter {
  text: string
  level: string
  kind: SpotKind | 'all'
  state: SpotState | 'all'
}

export const noFilter: SpotFilter = { text: '', level: 'all', kind: 'all', state: 'all' }

const byNumber = new Intl.Collator('en', { numeric: true })

/** In the order of levels, then as people count: B-2 before B-10. */
export function listSpots(spots: readonly Spot[], levels: readonly Level[], filter: SpotFilter): Spot[] {
  const ordinals = new Map(levels.map(({ id, ordinal }) => [id, ordinal]))
  const text = filter.text.trim().toLowerCase()
  return spots
    .filter(
      (spot) =>
        spot.label.toLowerCase().includes(text) &&
        (filter.level === 'all' || spot.levelId === filter.level) &&
        (filter.kind === 'all' || spot.kind === filter.kind) &&
        (filter.state === 'all' || stateOf(spot) === filter.state),
    )
    .sort(
      (a, b) =>
        (ordinals.get(a.levelId) ?? 0) - (ordinals.get(b.levelId) ?? 0) || byNumber.compare(a.label, b.label),
    )
}
