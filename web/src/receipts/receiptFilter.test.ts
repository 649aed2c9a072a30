import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, isFiltered, nothing, queryOf, type ReceiptFilter } from './receiptFilter'

describe('the filter of the receipts', () => {
  it('stands in the address, and comes back from it', () => {
    const filter: ReceiptFilter = { ...nothing, q: ' R-2026 ', kind: 'CREDIT_NOTE', until: '2026-12-01' }
    expect(addressOf(filter)).toEqual({ q: 'R-2026', kind: 'CREDIT_NOTE', until: '2026-12-01' })
    expect(filterOf(addressOf(filter))).toEqual({ ...filter, q: 'R-2026' })
  })

  it('leaves out what nobody could have chosen', () => {
    expect(filterOf({ kind: 'INVOICE', from: 'tomorrow', q: null })).toEqual(nothing)
    expect(filterOf({ q: 'x'.repeat(120) }).q).toHaveLength(100)
    expect(isFiltered(nothing)).toBe(false)
  })

  it('asks for whole days of the calendar at the lot, the last one included', () => {
    expect(queryOf({ ...nothing, from: '2026-03-28', until: '2026-03-29' }, 'Europe/Berlin')).toMatchObject({
      from: '2026-03-27T23:00:00Z',
      until: '2026-03-29T22:00:00Z',
    })
  })
})
