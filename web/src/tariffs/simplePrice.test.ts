import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  exampleStart,
  faultsOf,
  newRate,
  newSimplePrice,
  ratesRules,
  simplePriceRules,
  simpleTariff,
  typicalStays,
  unitsWith,
} from './simplePrice'

const read = (rates: unknown, currency = 'EUR') =>
  v.safeParse(
    ratesRules(() => currency),
    rates,
  )

describe('a simple price in a form', () => {
  it('becomes numbers, and leaves out what was left empty', () => {
    expect(read([{ ...newRate(), price: '5', freeMinutes: '15', dayCap: ' ' }]).output).toEqual([
      { kinds: [], unitMinutes: 60, price: 500, freeMinutes: 15, dayCap: undefined },
    ])
  })

  it('says at the field what is no amount of the currency', () => {
    const { issues } = read([{ ...newRate(), price: '5.005' }])
    expect(issues?.map((issue) => [v.getDotPath(issue), issue.message])).toEqual([
      ['0.price', 'Enter an amount in EUR, like 5.00.'],
    ])
  })

  it('wants each exception to name kinds, and no kind twice', () => {
    expect(faultsOf([{ kinds: [] }, { kinds: ['EV_CHARGING'] }])).toEqual([])
    expect(faultsOf([{ kinds: [] }, { kinds: [] }])).toEqual([{ index: 1, fault: 'kindMissing' }])
    expect(
      faultsOf([{ kinds: [] }, { kinds: ['EV_CHARGING'] }, { kinds: ['OVERSIZE', 'EV_CHARGING'] }]),
    ).toEqual([{ index: 2, fault: 'kindTwice' }])
  })

  it('is no tariff before somebody has agreed with its examples', () => {
    const { issues } = v.safeParse(
      simplePriceRules(() => 'EUR'),
      { ...newSimplePrice(), rates: [{ ...newRate(), price: '2.50' }] },
    )
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(['right'])
  })

  it('lists an unusual unit among the usual ones', () => {
    expect(unitsWith(45).map(({ label }) => label)).toContain('45\u00a0min')
  })
})

describe('a simple price as a tariff', () => {
  it('charges started units, up to a cap in each 24 hours', () => {
    expect(simpleTariff([{ kinds: [], unitMinutes: 60, price: 250, dayCap: 2000 }], 'EUR')).toMatchObject({
      rounding: { to: '0.01', mode: 'HALF_UP' },
      rates: [
        {
          name: 'Parking',
          steps: [{ perMinutes: 60, add: '2.50', count: 'STARTED' }],
          restarts: { every: 'HOURS', hours: 24 },
        },
      ],
      caps: [{ amount: '20.00', rates: ['Parking'], per: { every: 'HOURS', hours: 24 } }],
    })
  })

  it('keeps what is for other spots away from kinds with a price of their own', () => {
    const { rates, caps, free } = simpleTariff(
      [
        { kinds: [], unitMinutes: 60, price: 250, freeMinutes: 15, dayCap: 2000 },
        { kinds: ['MOTORCYCLE'], unitMinutes: 60, price: 100 },
      ],
      'EUR',
    )
    expect(rates.map(({ name, for: whom }) => [name, whom])).toEqual([
      ['Parking', undefined],
      ['Motorcycle', { kinds: ['MOTORCYCLE'] }],
    ])
    expect(caps?.map((cap) => cap.rates)).toEqual([['Parking']])
    expect(free?.[0]?.for?.kinds).not.toContain('MOTORCYCLE')
    expect(free?.[0]?.for?.kinds).toContain('STANDARD')
  })

  it('writes money without small coins without a point', () => {
    const { rates, rounding } = simpleTariff([{ kinds: [], unitMinutes: 30, price: 200 }], 'JPY')
    expect([rates[0]?.steps[0]?.add, rounding.to]).toEqual(['200', '1'])
  })
})

describe('the examples of a simple price', () => {
  it('are at least three stays, with the free minutes, and some of each kind with a price of its own', () => {
    expect(typicalStays([{ kinds: [], unitMinutes: 60, price: 1 }]).map(({ minutes }) => minutes)).toEqual([
      60, 300, 1440,
    ])
    expect(
      typicalStays([
        { kinds: [], unitMinutes: 1440, price: 1, freeMinutes: 20 },
        { kinds: ['STANDARD'], unitMinutes: 60, price: 1 },
      ]),
    ).toEqual([
      { minutes: 20, kind: 'COMPACT' },
      { minutes: 60, kind: 'COMPACT' },
      { minutes: 1440, kind: 'COMPACT' },
      { minutes: 2880, kind: 'COMPACT' },
      { minutes: 60, kind: 'STANDARD' },
      { minutes: 300, kind: 'STANDARD' },
    ])
  })

  it('begin at nine on a day after which no clock changes', () => {
    const friday = new Date('2026-03-27T12:00:00Z')
    expect(exampleStart('Europe/Berlin', 60, friday)).toBe('2026-03-29T07:00:00Z')
    expect(exampleStart('Europe/Berlin', 1440, friday)).toBe('2026-03-29T07:00:00Z')
  })
})
