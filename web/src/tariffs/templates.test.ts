import { describe, expect, it } from 'vitest'
import { EXAMPLES_MIN } from './draft'
import { gapsOf } from './shape'
import { fromTemplate, templateNames } from './templates'

describe('a template', () => {
  it.each(templateNames)('%s is complete and has its examples', (name) => {
    for (const currency of ['EUR', 'JPY', 'KWD']) {
      const tariff = fromTemplate(name, currency, '2026-11-22')
      expect(gapsOf(tariff)).toEqual([])
      expect(tariff.examples?.length).toBeGreaterThanOrEqual(EXAMPLES_MIN)
      expect(tariff.examples?.every(({ from, until }) => from < until)).toBe(true)
    }
  })

  it('keeps its weekdays in whatever year it is used', () => {
    for (const today of ['2026-11-22', '2027-12-31', '2030-02-28']) {
      const weekdays = fromTemplate('weekend', 'EUR', today).examples?.map(({ from }) =>
        new Date(`${from}Z`).getUTCDay(),
      )
      expect(weekdays).toEqual([2, 2, 6])
    }
    expect(fromTemplate('event', 'EUR', '2026-11-22').specialDays).toEqual({ EVENT_DAY: ['2027-03-06'] })
    expect(fromTemplate('event', 'EUR', '2027-11-22').specialDays).toEqual({ EVENT_DAY: ['2028-03-11'] })
    expect(fromTemplate('weekend', 'EUR', '2027-11-22').specialDays?.PUBLIC_HOLIDAY).toContain('12-25')
  })

  it('has amounts that the money has coins for', () => {
    expect(fromTemplate('hourly', 'JPY', '2026-11-22')).toMatchObject({
      rounding: { to: '1' },
      rates: [{ steps: [{ add: '250' }] }],
      caps: [{ amount: '2000' }],
      examples: [{ price: '500' }, { price: '2000' }, { price: '2250' }],
    })
    expect(fromTemplate('hourly', 'EUR', '2026-11-22').rates[0]?.steps[0]?.add).toBe('2.50')
  })
})
