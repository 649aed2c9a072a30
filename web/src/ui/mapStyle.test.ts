import { describe, expect, it } from 'vitest'
import { graticule, roundStep } from './mapStyle'

describe('the grid of the map', () => {
  it('stands at round distances', () => {
    expect([0.013, 0.3, 4, 60].map(roundStep)).toEqual([0.02, 0.5, 5, 100])
  })

  it('covers what is in view with a handful of lines', () => {
    const { features } = graticule({
      getWest: () => 72.51,
      getEast: () => 73.12,
      getSouth: () => 18.71,
      getNorth: () => 19.25,
    })
    expect(features).toHaveLength(3 + 3)
  })
})
