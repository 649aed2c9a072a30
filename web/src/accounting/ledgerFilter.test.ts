import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, isFiltered, isReduction, type LedgerFilter, queryOf } from './ledgerFilter'

const none = filterOf({})

describe('the filter of the ledger', () => {
  it('stands in the address, and comes back from it', () => {
    const filter: LedgerFilter = {
      ...none,
      operator: 'city',
      reservation: ' P100042 ',
      account: 'CASH',
      until: '2026-12-01',
    }
    const address = { operator: 'city', reservation: 'P100042', account: 'CASH', until: '2026-12-01' }
    expect(addressOf(filter)).toEqual(address)
    expect(filterOf(address)).toEqual({ ...filter, reservation: 'P100042' })
  })

  it('leaves out what nobody could have chosen', () => {
    expect(filterOf({ account: 'PETTY_CASH', event: 'STOLEN', from: 'tomorrow', lot: null })).toEqual(none)
  })

  it('is none where only the operator is chosen', () => {
    expect(isFiltered({ ...none, operator: 'city' })).toBe(false)
    expect(isFiltered({ ...none, event: 'REFUNDED' })).toBe(true)
  })

  it('asks for days as they are, since the server knows the calendars', () => {
    expect(queryOf({ ...none, operator: 'city', from: '2026-03-28', reservation: ' ' })).toEqual({
      from: '2026-03-28',
    })
  })
})

describe('what is owed', () => {
  it('became less where the drivers’ debt is credited', () => {
    expect(isReduction({ event: 'OWED', credit: 'RECEIVABLE' })).toBe(true)
    expect(isReduction({ event: 'OWED', credit: 'REVENUE' })).toBe(false)
    expect(isReduction({ event: 'CAPTURED', credit: 'RECEIVABLE' })).toBe(false)
  })
})
