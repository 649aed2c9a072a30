import { describe, expect, it } from 'vitest'
import {
  formatDistance,
  formatDuration,
  formatInstant,
  formatMinutes,
  formatMoney,
  formatRange,
  formatRelative,
  moneyInput,
  parseMoney,
} from './format'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('money', () => {
  it('has as many decimals as the currency', () => {
    expect(formatMoney({ amountMinor: 1250, currency: 'EUR' }, 'en-GB')).toBe('€12.50')
    expect(formatMoney({ amountMinor: 1250, currency: 'JPY' }, 'en-GB')).toBe('¥1,250')
    expect(plain(formatMoney({ amountMinor: 1250, currency: 'KWD' }, 'en-GB'))).toBe('KWD 1.250')
  })

  it('groups rupees as they are read', () => {
    expect(formatMoney({ amountMinor: 123456700, currency: 'INR' })).toBe('₹12,34,567.00')
  })

  it('is exact where a binary fraction is not', () => {
    expect(formatMoney({ amountMinor: 9007199254740991, currency: 'EUR' }, 'en-GB')).toBe(
      '€90,071,992,547,409.91',
    )
    expect(formatMoney({ amountMinor: -5, currency: 'EUR' }, 'en-GB')).toBe('-€0.05')
  })

  it('comes back from what was typed', () => {
    expect(parseMoney('12.5', 'EUR')).toEqual({ amountMinor: 1250, currency: 'EUR' })
    expect(parseMoney('1.15', 'EUR')?.amountMinor).toBe(115)
    expect(parseMoney('0,07', 'EUR')?.amountMinor).toBe(7)
    expect(parseMoney('500', 'JPY')?.amountMinor).toBe(500)
    expect(parseMoney('5.5', 'JPY')).toBeUndefined()
    expect(parseMoney('1.234', 'EUR')).toBeUndefined()
    expect(parseMoney('abc', 'EUR')).toBeUndefined()
    expect(moneyInput({ amountMinor: 5, currency: 'EUR' })).toBe('0.05')
  })
})

describe('times', () => {
  const now = '2026-12-01T00:00:00Z'

  it('are those of the lot, not of the reader', () => {
    expect(formatInstant('2026-12-01T23:30:00Z', 'Europe/Berlin', now)).toMatch(/Wed.* 00:30$/)
    expect(formatInstant('2026-12-01T23:30:00Z', 'Asia/Kolkata', now)).toMatch(/Wed.* 05:00$/)
  })

  it('carry the year when it is another one', () => {
    expect(formatInstant('2027-01-02T09:00:00Z', 'UTC', now)).toContain('2027')
    expect(formatInstant('2026-12-02T09:00:00Z', 'UTC', now)).not.toContain('2026')
  })

  it('name the day once when it is the same day there', () => {
    expect(formatRange('2026-12-01T09:00:00Z', '2026-12-01T11:30:00Z', 'UTC', now)).toMatch(/09:00 – 11:30$/)
    expect(formatRange('2026-12-01T22:30:00Z', '2026-12-01T23:30:00Z', 'Europe/Berlin', now)).toMatch(
      /Tue.*23:30 – Wed.*00:30$/,
    )
  })

  it('tell how far away they are', () => {
    expect(formatRelative('2026-12-01T00:05:00Z', now)).toBe('in 5 minutes')
    expect(formatRelative('2026-11-30T22:00:00Z', now)).toBe('2 hours ago')
    expect(formatRelative('2026-12-02T01:00:00Z', now)).toBe('tomorrow')
  })

  it('last as long as really passes, also when the clocks change', () => {
    expect(formatDuration('2026-10-25T00:00:00+02:00', '2026-10-25T06:00:00+01:00')).toBe('7\u00a0h')
    expect(formatMinutes(150)).toBe('2\u00a0h 30\u00a0min')
    expect(formatMinutes(1440 * 3 + 240)).toBe('3\u00a0d 4\u00a0h')
    expect(formatMinutes(0)).toBe('0\u00a0min')
  })
})

describe('distances', () => {
  it('are as precise as one walks', () => {
    expect([104, 994, 995, 1234, 23456].map(formatDistance)).toEqual([
      '100\u00a0m',
      '990\u00a0m',
      '1\u00a0km',
      '1.2\u00a0km',
      '23\u00a0km',
    ])
  })
})
