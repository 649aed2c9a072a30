import { describe, expect, it } from 'vitest'
import { changesBetween, priceChanges } from './changes'
import { fromTemplate } from './templates'

const weekend = () => fromTemplate('weekend', 'EUR', '2026-11-22')
const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('is not there')
  return value
}

describe('what changes from one version to the next', () => {
  it('is nothing where both say the same, in whatever order', () => {
    const { rates, ...rest } = weekend()
    expect(changesBetween(weekend(), { ...rest, rates: structuredClone(rates), examples: [] })).toEqual([])
  })

  it('is told section by section, with the names of the entries', () => {
    const after = weekend()
    after.clock = 'WALL_CLOCK'
    after.specialDays = { SCHOOL_HOLIDAY: ['2027-08-01'] }
    there(there(after.rates[0]).steps[0]).add = '4.00'
    after.caps = undefined
    after.free = [{ minutes: 15, whenExceeded: 'TAKEN_OFF' }]
    expect(changesBetween(weekend(), after)).toEqual([
      { part: 'basics', added: [], removed: [], changed: ['clock'] },
      { part: 'specialDays', added: ['SCHOOL_HOLIDAY'], removed: ['PUBLIC_HOLIDAY'], changed: [] },
      { part: 'rates', added: [], removed: [], changed: ['Weekday'] },
      { part: 'caps', added: [], removed: ['Weekday at most'], changed: [] },
      { part: 'free', added: ['free 1'], removed: [], changed: [] },
    ])
  })

  it('shows in the prices of usual stays', () => {
    const before = [
      { upToMinutes: 60, price: euros(200) },
      { upToMinutes: 1440, price: euros(1000) },
    ]
    const after = [{ upToMinutes: 120, price: euros(300) }, { upToMinutes: 1440 }]
    expect(priceChanges(before, after).slice(1, 4)).toEqual([
      { minutes: 60, before: euros(200), after: euros(300) },
      { minutes: 120, before: euros(1000), after: euros(300) },
      { minutes: 240, before: euros(1000), after: undefined },
    ])
  })
})
