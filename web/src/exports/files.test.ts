import { describe, expect, it } from 'vitest'
import { lastMonth, thisMonth } from '@/platform/localtime'
import { formatMonth, formatSize, isUnderWay, percentOf } from './files'

describe('how far a file is', () => {
  it('is asked for again only while it is being made', () => {
    const all = ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED'] as const
    expect(all.filter((status) => isUnderWay({ status }))).toEqual(['QUEUED', 'RUNNING'])
  })

  it('is told in percent where the rows were counted, and never beyond all', () => {
    expect(percentOf({ rowsDone: 333, rowsTotal: 1000 })).toBe(33)
    expect(percentOf({ rowsDone: 1001, rowsTotal: 1000 })).toBe(100)
    expect(percentOf({ rowsDone: 10 })).toBeNull()
    expect(percentOf({ rowsDone: 0, rowsTotal: 0 })).toBeNull()
  })
})

describe('sizes', () => {
  it('have at most one digit behind the point, and only below ten', () => {
    expect(formatSize(1)).toBe('1 B')
    expect(formatSize(1_234)).toBe('1.2 kB')
    expect(formatSize(45_678)).toBe('46 kB')
    expect(formatSize(999_700)).toBe('1 MB')
    expect(formatSize(258_802_074)).toBe('259 MB')
  })
})

describe('months', () => {
  it('turn with the year where the reader is', () => {
    expect(lastMonth(new Date(2027, 0, 1, 0, 30))).toBe('2026-12')
    expect(thisMonth(new Date(2026, 10, 30, 23, 30))).toBe('2026-11')
    expect(formatMonth('2026-11')).toContain('2026')
  })
})
