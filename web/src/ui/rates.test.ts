import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { describeRate, draftOfTariff, faultsOf, newRate, tariffRules, unitsWith } from './rates'

const read = (rates: unknown) =>
  v.safeParse(
    tariffRules(() => 'EUR'),
    { rates },
  )

describe('a tariff in a form', () => {
  it('becomes minor units, and leaves out what was left empty', () => {
    const { output } = read([{ ...newRate(), unitPriceMinor: '5', freeMinutes: '15', dailyCapMinor: ' ' }])
    expect(output).toEqual({
      rates: [{ kinds: [], unitMinutes: 60, unitPriceMinor: 500, freeMinutes: 15, dailyCapMinor: undefined }],
    })
  })

  it('comes back from the server as it was typed', () => {
    const tariff = { rates: [{ unitMinutes: 30, unitPriceMinor: 250, dailyCapMinor: 3000 }] }
    const draft = draftOfTariff(tariff, 'EUR')
    expect(draft.rates[0]).toMatchObject({ unitPriceMinor: '2.50', dailyCapMinor: '30.00', freeMinutes: '' })
    expect(read(draft.rates).output).toMatchObject({ rates: [{ unitPriceMinor: 250, dailyCapMinor: 3000 }] })
  })

  it('says at the field what is no amount of the currency', () => {
    const { issues } = read([{ ...newRate(), unitPriceMinor: '5.005' }])
    expect(issues?.map((issue) => [v.getDotPath(issue), issue.message])).toEqual([
      ['rates.0.unitPriceMinor', 'Enter an amount in EUR, like 5.00.'],
    ])
  })

  it('wants each exception to name kinds, and no kind twice', () => {
    expect(faultsOf([{ kinds: [] }, { kinds: ['EV_CHARGING'] }])).toEqual([])
    expect(faultsOf([{ kinds: [] }, { kinds: [] }])).toEqual([{ index: 1, fault: 'kindMissing' }])
    expect(
      faultsOf([{ kinds: [] }, { kinds: ['EV_CHARGING'] }, { kinds: ['OVERSIZE', 'EV_CHARGING'] }]),
    ).toEqual([{ index: 2, fault: 'kindTwice' }])
  })
})

describe('a rate in words', () => {
  it('says unit, free time and cap', () => {
    expect(
      describeRate({ unitMinutes: 60, unitPriceMinor: 500, freeMinutes: 15, dailyCapMinor: 3000 }, 'EUR'),
    ).toBe('€5.00 per started hour, stays of up to 15 min free, at most €30.00 in 24 hours')
    expect(describeRate({ unitMinutes: 60, unitPriceMinor: 0 }, 'EUR')).toBe('Free of charge')
  })

  it('lists an unusual unit among the usual ones', () => {
    expect(unitsWith(45).map(({ label }) => label)).toContain('45 min')
  })
})
