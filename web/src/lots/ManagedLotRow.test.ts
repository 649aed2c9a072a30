import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { LotSummary } from '@/platform/api/generated'
import ManagedLotRow from './ManagedLotRow.vue'

const lot: LotSummary = {
  id: '1',
  operatorId: '2',
  name: 'Mill Street',
  address: '1 Mill Street',
  city: 'Berlin',
  pinCode: '10115',
  position: { lat: 52.5, lng: 13.4 },
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  paymentPolicy: 'PAY_ON_LEAVING',
  archived: false,
  openNow: true,
  freeSpots: 30,
  totalSpots: 40,
  kinds: [],
  price: { amountMinor: 250, currency: 'EUR' },
}
const shut = { freeSpots: 0, price: undefined }

function textOf(change: Partial<LotSummary>): string {
  return mount(ManagedLotRow, { props: { lot: { ...lot, ...change } } }).text()
}

describe('a lot in the list of those who run it', () => {
  it('tells how full it is and what an hour costs', () => {
    expect(textOf({})).toContain('25%')
    expect(textOf({})).toContain('for one hour')
  })

  it.each([
    [{ ...shut, openNow: false }, 'Closed now'],
    [{ ...shut, openNow: true }, 'Closes soon'],
  ])('is neither full nor without a price while it is shut: %o', (change, words) => {
    const text = textOf(change)
    expect(text).toContain(words)
    expect(text).not.toContain('%')
    expect(text).not.toContain('No price yet')
  })

  it('lacks a price where it takes cars and asks for nothing, or has no spot yet', () => {
    expect(textOf({ price: undefined })).toContain('No price yet')
    expect(textOf({ ...shut, totalSpots: 0 })).toContain('No price yet')
  })
})
