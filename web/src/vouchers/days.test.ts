import { expect, it } from 'vitest'
import { endOfDay, lastDay } from './days'

it('comes back to the day that was chosen', () => {
  expect(lastDay(endOfDay('2026-12-31'))).toBe('2026-12-31')
  expect(lastDay(endOfDay('2028-02-29'))).toBe('2028-02-29')
})
