import { describe, expect, it } from 'vitest'
import { plateFault, writePlate } from './plate'

describe('a plate', () => {
  it('is written in capitals, spaced as typed', () => {
    expect(writePlate(' mh 12  ab-1234')).toBe('MH 12 AB-1234')
  })

  it.each(['B MW 1234', 'MH12AB1234', 'AB', 'ÄÖ-12', '京A12345'])('%s is one', (plate) => {
    expect(plateFault(plate)).toBeUndefined()
  })

  it('that is not one says what is wrong', () => {
    expect(plateFault(' ')).toEqual({ fault: 'missing' })
    expect(plateFault('A')).toEqual({ fault: 'short' })
    expect(plateFault('AB1234567890123')).toEqual({ fault: 'long', max: 12 })
    expect(plateFault('AB!12')).toEqual({ fault: 'character', character: '!' })
  })
})
