import { describe, expect, it } from 'vitest'
import { instantsOf, localTimeOf, nextQuarter, plusDays, plusMinutes } from './localtime'

const berlin = 'Europe/Berlin'

describe('local times', () => {
  it('become the instant of the zone, whatever zone the reader is in', () => {
    expect(instantsOf({ date: '2026-12-01', time: '09:15' }, berlin)).toEqual(['2026-12-01T08:15:00Z'])
    expect(instantsOf({ date: '2026-12-01', time: '09:15' }, 'Asia/Kolkata')).toEqual([
      '2026-12-01T03:45:00Z',
    ])
  })

  it('do not exist where the clocks jump forward', () => {
    expect(instantsOf({ date: '2026-03-29', time: '02:30' }, berlin)).toEqual([])
    expect(instantsOf({ date: '2026-03-29', time: '03:00' }, berlin)).toEqual(['2026-03-29T01:00:00Z'])
    expect(instantsOf({ date: '2026-03-08', time: '02:30' }, 'America/New_York')).toEqual([])
  })

  it('happen twice where the clocks go back', () => {
    expect(instantsOf({ date: '2026-10-25', time: '02:30' }, berlin)).toEqual([
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
    ])
    expect(instantsOf({ date: '2026-10-25', time: '03:00' }, berlin)).toEqual(['2026-10-25T02:00:00Z'])
  })

  it('that are none name no instant', () => {
    expect(instantsOf({ date: '', time: '09:00' }, berlin)).toEqual([])
    expect(instantsOf({ date: '2026-02-30', time: '09:00' }, berlin)).toEqual([])
  })

  it('come back from an instant', () => {
    expect(localTimeOf('2026-10-25T01:30:00Z', berlin)).toEqual({ date: '2026-10-25', time: '02:30' })
  })
})

describe('steps', () => {
  it('of a day keep the time on the clock', () => {
    expect(plusDays('2026-10-24T10:00:00Z', 1, berlin)).toBe('2026-10-25T11:00:00Z')
    expect(plusDays('2026-03-28T11:00:00Z', 1, berlin)).toBe('2026-03-29T10:00:00Z')
  })

  it('of minutes are minutes that pass', () => {
    expect(plusMinutes('2026-10-25T00:30:00Z', 60)).toBe('2026-10-25T01:30:00Z')
  })

  it('go up to the next quarter of an hour', () => {
    expect(nextQuarter(new Date('2026-12-01T09:01:00Z'))).toBe('2026-12-01T09:15:00Z')
    expect(nextQuarter(new Date('2026-12-01T09:15:00Z'))).toBe('2026-12-01T09:15:00Z')
  })
})
