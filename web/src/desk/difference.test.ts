import { expect, it } from 'vitest'
import { differenceText } from './difference'

it('says in words whether something is missing', () => {
  expect(differenceText({ amountMinor: -100, currency: 'EUR' })).toBe('€1.00 missing')
  expect(differenceText({ amountMinor: 100, currency: 'EUR' })).toBe('€1.00 too much')
  expect(differenceText({ amountMinor: 0, currency: 'EUR' })).toBe('Nothing missing')
})
