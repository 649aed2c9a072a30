import { describe, expect, it } from 'vitest'
import { after, draftOf, quarters, readWindow, RESERVE_AHEAD_DAYS_MAX } from './window'

const zone = 'Europe/Berlin'
const now = new Date('2026-03-01T00:00:00Z')
const at = (date: string, time: string, second = false) => ({ date, time, second })

describe('a window', () => {
  it('is read in the zone of the lot', () => {
    expect(readWindow(at('2026-03-10', '09:00'), at('2026-03-10', '11:15'), zone, now).window).toEqual({
      from: '2026-03-10T08:00:00Z',
      until: '2026-03-10T10:15:00Z',
    })
  })

  it('must end after it starts, and start in the future', () => {
    expect(readWindow(at('2026-03-10', '09:00'), at('2026-03-10', '09:00'), zone, now).faults.until).toBe(
      'order',
    )
    const past = readWindow(at('2026-02-10', '09:00'), at('2026-03-10', '09:00'), zone, now)
    expect(past).toMatchObject({ window: undefined, faults: { from: 'past' } })
  })

  it('may be limited in how far ahead it starts', () => {
    const read = (day: string, max?: number) => readWindow(at(day, '01:00'), at(day, '02:00'), zone, now, max)
    expect(read('2027-04-05', RESERVE_AHEAD_DAYS_MAX)).toMatchObject({ faults: {}, window: {} })
    expect(read('2027-04-06', RESERVE_AHEAD_DAYS_MAX)).toMatchObject({
      window: undefined,
      faults: { from: 'far' },
    })
    expect(read('2035-04-06').faults.from).toBeUndefined()
  })

  it('needs both dates', () => {
    expect(readWindow(at('', '09:00'), at('2026-03-10', ''), zone, now).faults).toEqual({
      from: 'missing',
      until: 'missing',
    })
  })

  it('cannot begin at a time the clocks jump over', () => {
    const { window, faults } = readWindow(at('2026-03-29', '02:30'), at('2026-03-29', '06:00'), zone, now)
    expect(window).toBeUndefined()
    expect(faults.from).toBe('skipped')
  })

  it('asks which of two equal times is meant when the clocks go back', () => {
    const first = readWindow(at('2026-10-25', '02:30'), at('2026-10-25', '02:30', true), zone, now)
    expect(first.twice).toEqual({ from: true, until: true })
    expect(first.window).toEqual({ from: '2026-10-25T00:30:00Z', until: '2026-10-25T01:30:00Z' })
    expect(draftOf('2026-10-25T01:30:00Z', zone)).toEqual(at('2026-10-25', '02:30', true))
    expect(draftOf('2026-10-25T00:30:00Z', zone)).toEqual(at('2026-10-25', '02:30'))
  })
})

describe('a quick duration', () => {
  it('of hours counts hours that pass, of a day keeps the clock', () => {
    expect(after('2026-03-29T00:30:00Z', { key: 'hours', count: 2 }, zone)).toBe('2026-03-29T02:30:00Z')
    expect(after('2026-03-28T11:00:00Z', { key: 'day', count: 1 }, zone)).toBe('2026-03-29T10:00:00Z')
  })
})

describe('the time list', () => {
  it('has every quarter of an hour, and the odd time that is set', () => {
    expect(quarters('')).toHaveLength(96)
    expect(quarters('09:07')).toHaveLength(97)
    expect(quarters('09:07')[37]).toBe('09:07')
  })
})
