import { describe, expect, it } from 'vitest'
import type { Spot } from '@/platform/api/generated'
import { listSpots, noFilter } from './spotList'

const levels = [
  { id: 'up', name: 'Up', ordinal: 2 },
  { id: 'down', name: 'Down', ordinal: 1 },
]
const spot = (label: string, levelId: string, more: Partial<Spot> = {}): Spot => ({
  id: label,
  label,
  levelId,
  levelName: levelId,
  kind: 'STANDARD',
  inService: true,
  free: true,
  ...more,
})
const spots = [
  spot('B-10', 'up', { free: false }),
  spot('B-2', 'up', { inService: false }),
  spot('A-1', 'down', { kind: 'EV_CHARGING' }),
]
const labels = (filter: Partial<typeof noFilter>) =>
  listSpots(spots, levels, { ...noFilter, ...filter }).map(({ label }) => label)

describe('the list of spots', () => {
  it('goes level by level, and counts as people do', () => {
    expect(labels({})).toEqual(['A-1', 'B-2', 'B-10'])
  })

  it('is narrowed by number, level, kind and state', () => {
    expect(labels({ text: ' b-1' })).toEqual(['B-10'])
    expect(labels({ level: 'down' })).toEqual(['A-1'])
    expect(labels({ kind: 'EV_CHARGING' })).toEqual(['A-1'])
    expect(labels({ state: 'outOfService' })).toEqual(['B-2'])
    expect(labels({ state: 'taken' })).toEqual(['B-10'])
  })
})
