import { describe, expect, it } from 'vitest'
import { addressOf, type DeskFilter, filterOf, isFiltered, queryOf } from './deskFilter'

const nothing: DeskFilter = { q: '', lot: '', status: [], from: '', until: '' }

describe('the filter of the reservations', () => {
  it('stands in the address, and comes back from it', () => {
    const filter: DeskFilter = {
      ...nothing,
      q: 'BPK 1',
      status: ['CONFIRMED', 'CHECKED_IN'],
      from: '2026-12-01',
    }
    expect(addressOf(filter)).toEqual({ q: 'BPK 1', status: ['CONFIRMED', 'CHECKED_IN'], from: '2026-12-01' })
    expect(filterOf(addressOf(filter))).toEqual(filter)
  })

  it('leaves out of the address what nobody could have chosen', () => {
    expect(filterOf({ status: 'WHATEVER', from: 'tomorrow', q: null })).toEqual(nothing)
    expect(filterOf({ q: 'x'.repeat(120) }).q).toHaveLength(100)
    expect(isFiltered(filterOf({}))).toBe(false)
  })

  it('asks for whole days of the calendar at the lot, the last one included', () => {
    const days = { ...nothing, from: '2026-03-28', until: '2026-03-29' }
    // The clocks go forward there in the second night.
    expect(queryOf(days, 'Europe/Berlin')).toMatchObject({
      from: '2026-03-27T23:00:00Z',
      until: '2026-03-29T22:00:00Z',
    })
  })
})
