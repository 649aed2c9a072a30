import { expect, it } from 'vitest'
import { liftsOf } from './pinLayout'

it('leaves pins alone that do not meet', () => {
  expect(
    liftsOf([
      { id: 'a', x: 0, y: 0 },
      { id: 'b', x: 200, y: 0 },
      { id: 'c', x: 0, y: 60 },
    ]),
  ).toEqual({ a: 0, b: 0, c: 0 })
})

it('raises the one behind, until it stands clear of all others', () => {
  const lifts = liftsOf([
    { id: 'north', x: 10, y: 90 },
    { id: 'south', x: 0, y: 100 },
    { id: 'middle', x: 5, y: 95 },
  ])
  expect(lifts.south).toBe(0)
  expect(lifts.middle).toBeGreaterThan(0)
  expect(lifts.north).toBeGreaterThan(lifts.middle ?? 0)
})

it('gives up where too many stand on one point', () => {
  const crowd = Array.from({ length: 30 }, (_, index) => ({ id: String(index), x: 0, y: 0 }))
  expect(Math.max(...Object.values(liftsOf(crowd)))).toBeLessThan(300)
})
