import { describe, expect, it } from 'vitest'
import { likelyGiven } from './notes'

const offered = (amountMinor: number, currency = 'EUR') =>
  likelyGiven({ amountMinor, currency }).map((each) => each.amountMinor)

describe('what people hand over', () => {
  it('is the next round sums', () => {
    expect(offered(730)).toEqual([800, 1000, 2000])
    expect(offered(500)).toEqual([600, 1000, 2000])
  })

  it('is never less than what is due, nor the same', () => {
    expect(offered(2000).every((sum) => sum > 2000)).toBe(true)
  })

  it('fits currencies without cents', () => {
    expect(offered(730, 'JPY')).toEqual([740, 750, 800])
  })
})
