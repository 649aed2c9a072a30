import { expect, it } from 'vitest'
import type { Spot } from '@/platform/api/generated'
import { nextBest } from './nextBest'

function spot(label: string, rest: Partial<Spot> = {}): Spot {
  const levelId = label.charAt(0)
  return {
    id: label,
    label,
    levelId,
    levelName: levelId,
    kind: 'STANDARD',
    inService: true,
    free: true,
    ...rest,
  }
}

const gone = spot('A-2', { free: false })

it('is the nearest number on the same level', () => {
  expect(
    nextBest([spot('B-1'), spot('A-10'), gone, spot('A-4'), spot('A-1', { free: false })], gone)?.id,
  ).toBe('A-4')
})

it('is on another level when this one is full', () => {
  expect(nextBest([spot('A-1', { free: false }), gone, spot('B-1')], gone)?.id).toBe('B-1')
})

it('never is of another kind or out of service', () => {
  const others = [spot('A-1', { kind: 'ACCESSIBLE' }), spot('A-3', { inService: false }), gone]
  expect(nextBest(others, gone)).toBeUndefined()
})

it('is not the spot itself, though the plan still shows it as free', () => {
  expect(nextBest([spot('A-2')], gone)).toBeUndefined()
})
