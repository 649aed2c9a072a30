import { expect, it } from 'vitest'
import { plainDescription } from './priceLine'

const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const line = { from: '', until: '', amount: euro(2000) }

it('a line leaves to its reductions what they take off', () => {
  const description = '5 started hours at 5.00; Day ticket takes off 4.00; Week takes off 1.00'
  const reductions = [
    { rule: 'Day ticket', amount: euro(400) },
    { rule: 'Week', amount: euro(100) },
  ]
  expect(plainDescription({ ...line, description, reductions })).toBe('5 started hours at 5.00')
  expect(plainDescription({ ...line, description: 'Night', reductions })).toBe('Night')
  expect(plainDescription({ ...line, description })).toBe(description)
})
