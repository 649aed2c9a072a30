import { describe, expect, it } from 'vitest'
import { datesIn, sortedDates, writeDate } from './dates'
import { readMinutes, readTime } from './lengths'
import { freshName } from './names'
import { plusLocal, writeLength, writeStay } from './stays'
import { stretchesOf, wordsOf } from './week'

describe('what is typed', () => {
  it('may be a length in minutes, hours or days', () => {
    expect(['90', '90 min', '1h30', '2 h', '1 d', '1d 2h'].map(readMinutes)).toEqual([
      90, 90, 90, 120, 1440, 1560,
    ])
    expect(['', 'h', '1.5 h', 'soon', '-5'].map(readMinutes)).toEqual(Array(5).fill(undefined))
  })

  it('becomes a time of day where it is one', () => {
    expect(['7', '07:30', '7.30', '2400', '0', '24:00'].map(readTime)).toEqual([
      '07:00',
      '07:30',
      '07:30',
      '24:00',
      '00:00',
      '24:00',
    ])
    expect(['25:00', 'noon', ''].map(readTime)).toEqual(['25:00', 'noon', ''])
  })

  it('may be a list of dates from anywhere', () => {
    expect(datesIn('Fri 2027-04-02, 1.5.2027 and 25/12/2027; 01-06 each year, 31.02.2027')).toEqual([
      '2027-04-02',
      '2027-05-01',
      '2027-12-25',
      '01-06',
    ])
    expect(sortedDates(['2027-05-01', '12-25', '2027-05-01', '01-01'])).toEqual([
      '01-01',
      '12-25',
      '2027-05-01',
    ])
    expect(writeDate('2027-04-02')).toBe('Fri, 2 Apr 2027')
    expect(writeDate('12-25')).toBe('25 Dec, yearly')
  })

  it('gets another name where there is one like it', () => {
    expect(freshName('Night', ['Day'])).toBe('Night')
    expect(freshName('Night', ['Night', 'Night 2'])).toBe('Night 3')
    expect(freshName('Night 2', ['Night', 'Night 2'])).toBe('Night 3')
  })
})

describe('a stay', () => {
  it('is written with its length by the clock on the wall', () => {
    const stay = { from: '2026-12-01T09:00', until: '2026-12-02T10:30' }
    expect(writeStay({ ...stay, kind: 'MOTORCYCLE', concessions: ['RESIDENT'] })).toBe(
      'Tue, 1 Dec 2026, 09:00 – Wed, 2 Dec 2026, 10:30, Motorcycle, RESIDENT',
    )
    expect(writeLength(stay)).toBe('1\u00a0d 1\u00a0h 30\u00a0min')
    expect(writeLength({ from: stay.until, until: stay.from })).toBe('')
    expect(plusLocal('2026-12-01T23:30', 60)).toBe('2026-12-02T00:30')
    expect(plusLocal('', 60)).toBe('')
  })
})

describe('a day of the week plan', () => {
  it('is as wide as its times, and reads as words', () => {
    const day = {
      day: 'MONDAY',
      periods: [
        { from: '00:00', until: '06:00' },
        { from: '06:00', until: '24:00', rate: 'Day' },
      ],
    }
    expect(stretchesOf(day).map(({ left, width }) => [left, width])).toEqual([
      [0, 25],
      [25, 75],
    ])
    expect(wordsOf(day, 'closed')).toBe('00:00–06:00 closed, 06:00–24:00 Day')
  })
})
