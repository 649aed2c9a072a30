import { describe, expect, it } from 'vitest'
import { pause, percent, timeOfDay, took } from './looks'

describe('jobs in words', () => {
  it.each([
    ['PT5S', '5 s'],
    ['PT15M', '15 min'],
    ['PT1H30M', '1 h 30 min'],
  ])('reads the pause %s as %s', (iso, text) => {
    expect(pause(iso)).toBe(text)
  })

  it.each([
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.240Z', '0.2 s'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:12.400Z', '12 s'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:59.700Z', '1 min 0 s'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:03:05Z', '3 min 5 s'],
    ['2026-11-22T10:00:01Z', '2026-11-22T10:00:00Z', '0.0 s'],
  ])('says how long a run from %s to %s took', (startedAt, finishedAt, text) => {
    expect(took({ startedAt, finishedAt })).toBe(text)
  })

  it('knows no share of an unknown whole', () => {
    expect(percent({ done: 3 })).toBeUndefined()
    expect(percent({ done: 0, total: 0 })).toBeUndefined()
    expect(percent({ done: 1, total: 3 })).toBe(33)
    expect(percent({ done: 5, total: 4 })).toBe(100)
  })

  it('needs no seconds for a time of day', () => {
    expect(timeOfDay('03:10:00')).toBe('03:10')
  })
})
