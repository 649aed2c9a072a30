import { describe, expect, it } from 'vitest'
import { neighbour, planOf, type PlanSpot, stateOf } from './planLayout'

function spots(prefix: string, count: number): PlanSpot[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}${index + 1}`,
    label: `${prefix}-${index + 1}`,
    kind: 'STANDARD',
    inService: true,
    free: true,
  }))
}

const labels = (all: PlanSpot[]) => planOf(all).rows.map((row) => row.map(({ spot }) => spot.label))

describe('a plan', () => {
  it('puts numbers in their order and each letter in a row of its own', () => {
    expect(labels([...spots('B', 2), ...spots('A', 11)].reverse())).toEqual([
      Array.from({ length: 11 }, (_, index) => `A-${index + 1}`),
      ['B-1', 'B-2'],
    ])
  })

  it('breaks long runs into rows of about the same length', () => {
    expect(labels(spots('A', 42)).map((row) => row.length)).toEqual([14, 14, 14])
    expect(planOf(spots('A', 240)).rows).toHaveLength(12)
  })

  it('lets two rows face each aisle and overlaps nothing', () => {
    const { rows, aisles, height } = planOf(spots('A', 80))
    expect(rows.map((row) => row[0]?.opens)).toEqual(['down', 'up', 'down', 'up'])
    expect(aisles).toHaveLength(2)
    const tops = rows.map((row) => row[0]?.y ?? 0)
    expect(tops).toEqual([...new Set(tops)].sort((a, b) => a - b))
    expect(height).toBeGreaterThan(tops.at(-1) ?? 0)
  })

  it('of no spots is empty', () => {
    expect(planOf([]).rows).toEqual([])
  })
})

describe('arrow keys', () => {
  const plan = planOf([...spots('A', 5), ...spots('B', 3)])
  const from = (label: string, key: string) => {
    const bay = plan.rows.flat().find(({ spot }) => spot.label === label)
    return bay && neighbour(plan, bay, key)?.spot.label
  }

  it('lead along the row and on to the next', () => {
    expect(from('A-1', 'ArrowRight')).toBe('A-2')
    expect(from('A-5', 'ArrowRight')).toBe('B-1')
    expect(from('B-1', 'ArrowLeft')).toBe('A-5')
    expect(from('A-1', 'ArrowLeft')).toBeUndefined()
  })

  it('lead to the nearest bay of a shorter row', () => {
    expect(from('A-5', 'ArrowDown')).toBe('B-3')
    expect(from('B-2', 'ArrowUp')).toBe('A-2')
  })

  it('lead to both ends of the row', () => {
    expect(from('A-3', 'Home')).toBe('A-1')
    expect(from('A-3', 'End')).toBe('A-5')
  })
})

it('a spot out of service is not free, whatever else it says', () => {
  expect(stateOf({ id: 'a', label: 'A', kind: 'STANDARD', inService: false, free: true })).toBe(
    'outOfService',
  )
})
