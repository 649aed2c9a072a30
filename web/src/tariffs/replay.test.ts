import { describe, expect, it } from 'vitest'
import { difference, periodOf } from './replay'

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

describe('a replay', () => {
  it('says how much more or less came in, and which share that is', () => {
    expect(difference({ before: euros(1000), after: euros(1250) })).toEqual({
      money: euros(250),
      share: 0.25,
    })
    expect(difference({ before: euros(1000), after: euros(900) })).toEqual({
      money: euros(-100),
      share: -0.1,
    })
    expect(difference({ before: euros(0), after: euros(900) })).toEqual({ money: euros(900) })
  })

  it('is about whole days, the last one included', () => {
    const midnight = (date: string) => (date ? `${date}T00:00Z` : undefined)
    const dayAfter = (instant: string) => `${instant}+1`
    expect(periodOf('2026-11-01', '2026-11-30', midnight, dayAfter)).toEqual({
      from: '2026-11-01T00:00Z',
      until: '2026-11-30T00:00Z+1',
    })
    expect(periodOf('2026-11-30', '2026-11-01', midnight, dayAfter)).toBeUndefined()
    expect(periodOf('', '2026-11-01', midnight, dayAfter)).toBeUndefined()
  })
})
