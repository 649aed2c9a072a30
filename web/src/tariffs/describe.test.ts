import { describe, expect, it } from 'vitest'
import type { Tariff, TariffCap, TariffRate, TariffWindow } from '@/platform/api/generated'
import { formatAmount } from '@/platform/format'
import { describeTariff, humane, type TariffWords } from './describe'
import { dayNames, describeWindows, lengthWords } from './describeTimes'

interface Published {
  currency: string
  versions: { tariff: Tariff }[]
}
const demo = import.meta.glob<Tariff>('../../../server/src/main/resources/demo/tariffs/*.json', {
  eager: true,
  import: 'default',
})
const published = import.meta.glob<Published>('../../../server/src/test/resources/tariffs/published/*.json', {
  eager: true,
  import: 'default',
})
const real = [
  ...Object.entries(demo).map(([path, tariff]) => ({ path, currency: 'EUR', tariff })),
  ...Object.entries(published).flatMap(([path, { currency, versions }]) =>
    versions.map(({ tariff }) => ({ path, currency, tariff })),
  ),
].map((one) => ({ ...one, path: one.path.split('/').slice(-3).join('/') }))

const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const workdays = week.slice(0, 5)
const parking: TariffRate = {
  name: 'Parking',
  steps: [{ perMinutes: 60, add: '2.00', count: 'STARTED' }],
  restarts: { every: 'STAY' },
}

function tariff(part: Partial<Tariff> = {}): Tariff {
  return {
    clock: 'ELAPSED',
    seconds: 'COUNTED',
    whenRatesChange: 'UNIT_IS_CUT',
    outsideRates: 'REFUSED',
    rounding: { to: '0.01', mode: 'HALF_UP' },
    rates: [parking],
    ...part,
  }
}

const words = (part: Partial<Tariff>) => describeTariff(tariff(part), 'EUR')
const rateOf = (part: Partial<TariffRate>) => words({ rates: [{ ...parking, ...part }] }).groups[0]?.rates[0]
const rows = (steps: TariffRate['steps']) =>
  rateOf({ steps })?.rows.map(({ label, price }) => `${label}: ${price}`)
const cap = (part: Partial<TariffCap>) =>
  words({ caps: [{ name: 'Cap', amount: '13.00', per: { every: 'STAY' }, ...part }] }).caps[0]?.label

/** All texts of the description in one. */
function all(description: TariffWords): string {
  const texts: string[] = []
  JSON.stringify(description, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return texts.join('\n')
}

/** Every value that stands under one of these names, anywhere in the document. */
function under(document: unknown, ...names: string[]): string[] {
  const found: string[] = []
  JSON.stringify(document, (name, value: unknown) => {
    if (name === 'examples') return undefined
    if (names.includes(name) && typeof value === 'string') found.push(value)
    return value
  })
  return [...new Set(found)]
}

describe.each(real)('$path', ({ tariff: document, currency }) => {
  const text = all(describeTariff(document, currency))

  it('says every amount', () => {
    const amounts = under(
      document,
      'add',
      'total',
      'amount',
      'price',
      'amountOff',
      'priceAtMost',
      'pay',
      'credit',
    )
    for (const amount of amounts) {
      expect(text).toContain(Number(amount) === 0 ? 'ree' : formatAmount(amount, currency))
    }
    expect(amounts).not.toEqual([])
  })

  it('says every name and every time', () => {
    for (const name of under(document, 'name').filter((one) => one !== document.name)) {
      expect(text).toContain(name)
    }
    for (const time of under(document, 'from', 'until', 'at', 'chargedFromClock')) {
      if (time !== '00:00' && time !== '24:00') expect(text).toContain(time)
    }
  })

  it('is made of texts that exist', () => {
    expect(text).not.toMatch(/tariffs\.words|undefined|NaN|\{/)
  })
})

describe('lengths', () => {
  it.each([
    [1, '1 minute'],
    [20, '20 minutes'],
    [60, '1 hour'],
    [90, '1 hour 30 minutes'],
    [1440, '24 hours'],
    [1980, '33 hours'],
    [4320, '3 days'],
    [4321, '3 days 1 minute'],
  ])('of %i minutes are %s', (minutes, text) => {
    expect(lengthWords(minutes)).toBe(text)
  })
})

describe('times', () => {
  const said = (windows: TariffWindow[], special: string[] = []) => describeWindows(windows, special)

  it('take days in a row together', () => {
    expect(said([{ days: workdays, from: '06:00', until: '18:00' }])).toBe('Monday to Friday, 06:00–18:00')
    expect(said([{ days: ['SUNDAY', 'SATURDAY', 'PUBLIC_HOLIDAY'] }], ['PUBLIC_HOLIDAY'])).toBe(
      'Saturday, Sunday and public holidays, all day',
    )
    expect(dayNames(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'FRIDAY'], [])).toBe('Monday to Wednesday and Friday')
  })

  it('take the hours of the same days together, and the days of the same hours', () => {
    expect(
      said([
        { days: ['MONDAY'], from: '20:00', until: '24:00' },
        { days: ['MONDAY'], from: '00:00', until: '07:00' },
        { days: ['TUESDAY'], from: '00:00', until: '07:00' },
      ]),
    ).toBe('Monday, 20:00–24:00; Monday and Tuesday, 00:00–07:00')
    expect(
      said([
        { days: ['MONDAY'], from: '20:00', until: '24:00' },
        { days: ['MONDAY'], from: '00:00', until: '07:00' },
      ]),
    ).toBe('Monday, 00:00–07:00 and 20:00–24:00')
  })

  it('say where a day ends on the next one', () => {
    expect(said([{ from: '18:00', until: '05:30' }])).toBe('every day, 18:00–05:30 (next day)')
    expect(said([{ from: '18:00', until: '00:00' }])).toBe('every day, 18:00–24:00')
    expect(said([{ from: '00:00', until: '24:00' }])).toBe('every day')
    expect(said([])).toBe('at all times')
  })

  it('leave out days with a name only where there are any', () => {
    expect(dayNames(week, [])).toBe('every day')
    expect(dayNames(week, ['PUBLIC_HOLIDAY'])).toBe('every day but public holidays')
    expect(dayNames([...week, 'FAIR'], ['FAIR'])).toBe('every day')
  })

  it('know seasons', () => {
    expect(said([{ days: ['SUNDAY'], season: { from: '05-01', until: '09-30' } }])).toBe(
      'Sunday, all day, from 1 May to 30 September',
    )
  })
})

describe('a table of steps', () => {
  it('says what is charged once and what again and again', () => {
    expect(
      rows([
        { upToMinutes: 30, total: '5.00' },
        { upToMinutes: 60, total: '8.00' },
      ]),
    ).toEqual(['Up to 30 minutes: €5.00', 'Up to 1 hour: €8.00'])
    expect(
      rows([
        { upToMinutes: 60, total: '2.00' },
        { perMinutes: 60, add: '1.00', count: 'STARTED' },
      ]),
    ).toEqual(['Up to 1 hour: €2.00', 'Each further started hour: €1.00'])
    expect(
      rows([{ upToMinutes: 480, perMinutes: 30, add: '4.50', count: 'STARTED' }, { total: '40' }]),
    ).toEqual(['Each started 30 minutes, up to 8 hours: €4.50', 'Longer, in total: €40.00'])
    expect(rows([{ perMinutes: 30, add: '0.029167', count: 'EXACT' }])).toEqual([
      'Per 30 minutes, in proportion to the time: €0.029167',
    ])
    expect(rows([{ total: '0.00' }])).toEqual(['Flat price: free'])
  })

  it('says when it begins anew, and where it ends', () => {
    const notes = (restarts: TariffRate['restarts'], upToMinutes = 1440) =>
      rateOf({ steps: [{ upToMinutes, total: '5.00' }], restarts })?.notes
    expect(notes({ every: 'HOURS', hours: 24 })).toEqual(['Begins anew every 24 hours from entry'])
    expect(notes({ every: 'STAY' })).toEqual(['No price for more than 24 hours'])
    expect(notes({ every: 'CLOCK', at: '06:00', days: ['MONDAY'] })).toEqual([
      'Begins anew at 06:00 (Monday)',
      'No price for more than 24 hours',
    ])
  })
})

describe('a cap', () => {
  it('says of what it is the most', () => {
    expect(cap({ per: { every: 'CLOCK', at: '00:00' } })).toBe('At most, from midnight to midnight')
    expect(cap({ per: { every: 'CLOCK', at: '06:00' } })).toBe('At most, from 06:00 to 06:00 of the next day')
    expect(cap({ per: { every: 'HOURS', hours: 24 } })).toBe('At most, in each 24 hours from entry')
    expect(cap({ per: { every: 'HOURS', hours: 24, times: 1 } })).toBe(
      'At most, in the first 24 hours from entry, once only',
    )
    expect(cap({ per: { every: 'CLOCK', at: '06:00', days: workdays } })).toBe(
      'At most, until the next 06:00 (Monday to Friday)',
    )
    expect(cap({ per: { every: 'PERIOD' }, when: [{ from: '22:30', until: '07:00' }] })).toBe(
      'At most, every day, 22:30–07:00 (next day)',
    )
    expect(cap({ for: { kinds: ['MOTORCYCLE'] }, rates: ['Day', 'Night'] })).toBe(
      'At most, for the whole stay, for “Day” and “Night” together, for motorcycle spots',
    )
  })

  it('of one price stands with it', () => {
    const { caps, groups } = words({
      caps: [{ name: 'Day ticket', amount: '9.00', rates: ['Parking'], per: { every: 'STAY' } }],
    })
    expect(caps).toEqual([])
    expect(groups[0]?.rates[0]?.rows.at(-1)).toEqual({
      label: 'At most, for the whole stay',
      price: '€9.00',
      name: 'Day ticket',
    })
  })
})

describe('whom a price is for', () => {
  it('stands above it, after what is for everybody', () => {
    const { groups } = words({
      rates: [
        { ...parking, name: 'Badge', for: { concessions: ['BLUE_BADGE'], kinds: ['STANDARD', 'COMPACT'] } },
        { ...parking, name: 'Bus', for: { vehicles: ['BUS', 'coach'] } },
        parking,
      ],
    })
    expect(groups.map(({ whom }) => whom)).toEqual([
      'Everybody but those below',
      'Standard and compact spots, drivers with “Blue badge”',
      'Vehicle class “BUS” or “coach”',
    ])
  })

  it('is named as people name it', () => {
    expect([humane('BLUE_BADGE'), humane('P+R'), humane('BUS'), humane('Cinema')]).toEqual([
      'Blue badge',
      'P+R',
      'BUS',
      'Cinema',
    ])
  })
})

describe('the rest of a tariff', () => {
  it('says free minutes, kept or lost', () => {
    expect(
      words({
        free: [
          { minutes: 20, whenExceeded: 'CHARGED_FROM_ENTRY', oncePer: { every: 'CLOCK', at: '00:00' } },
          {
            minutes: 60,
            whenExceeded: 'TAKEN_OFF',
            for: { kinds: ['EV_CHARGING'] },
            when: [{ from: '08:00', until: '18:00' }],
            oncePer: { every: 'HOURS', hours: 12 },
          },
        ],
      }).free,
    ).toEqual([
      'Up to 20 minutes free, once a day for each plate; longer stays pay from entry',
      '1 hour free at the beginning, for EV charging spots, entering every day, 08:00–18:00, once in 12 hours for each plate; longer stays pay only the time after',
    ])
  })

  it('says offers with all their conditions', () => {
    expect(
      words({
        offers: [
          {
            name: 'Overnight',
            entry: [{ from: '17:00', until: '24:00' }],
            exit: [{ from: '00:00', until: '07:30' }],
            atLeastMinutes: 61,
            atMostMinutes: 870,
            steps: [{ total: '5.00' }],
            covers: { at: '06:00', days: ['MONDAY'] },
            taken: 'IF_LOWER',
          },
        ],
      }).offers,
    ).toEqual([
      {
        name: 'Overnight',
        conditions: [
          'Enter every day, 17:00–24:00',
          'Leave every day, 00:00–07:30',
          'Stay longer than 1 hour',
          'Stay 14 hours 30 minutes at most',
        ],
        rows: [{ label: 'Flat price', price: '€5.00' }],
        notes: [
          'Covers the time until 06:00 (Monday); the rest is charged as a new stay',
          'If that is cheaper than the other prices',
        ],
      },
    ])
  })

  it('says discounts and surcharges, and who gets them', () => {
    const { discounts, surcharges } = words({
      discounts: [
        { name: 'Cinema', for: { concessions: ['CINEMA'] }, minutesOff: 120, takenFrom: 'END' },
        { name: 'Residents', percentOff: '50' },
        { name: 'Shop', amountOff: '3.00' },
        { name: 'Hotel', priceAtMost: '10.00' },
      ],
      surcharges: [{ name: 'Night exit', amount: '10.00', exit: [{ from: '23:00', until: '06:00' }] }],
    })
    expect(discounts.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'Cinema: 2 hours free at the end, for drivers with “Cinema”',
      'Residents: 50% off',
      'Shop: €3.00 off',
      'Hotel: €10.00 at most',
    ])
    expect(surcharges[0]?.text).toBe('€10.00 more, for leaving every day, 23:00–06:00 (next day)')
  })

  it('says what everybody should know', () => {
    expect(
      words({
        rates: [{ ...parking, when: [{ days: workdays, from: '06:00', until: '18:00' }] }],
        maximumStayMinutes: 10_080,
        exitGraceMinutes: 15,
        reentry: { withinMinutes: 30 },
        lostTicket: { chargedFromClock: '06:00' },
        topUps: [{ pay: '10.00', credit: '11.00' }],
        tax: { name: 'VAT', percent: '19.0', included: true },
      }).rules,
    ).toEqual([
      'At other times you cannot park here.',
      'You can stay 7 days at most.',
      'Once you have paid, you have 15 minutes to leave.',
      'Coming back within 30 minutes counts as one stay, and what you paid counts too.',
      'Lost ticket: charged from the last 06:00 on.',
      'Prepay €10.00 and get €11.00 of credit.',
      'Prices include 19% VAT.',
    ])
  })

  it('speaks of other times only where there are any', () => {
    const when = (...windows: TariffWindow[]) =>
      words({ outsideRates: 'FREE', rates: [{ ...parking, when: windows }] }).rules
    const free = ['At other times parking is free.']
    expect(when({ from: '06:00', until: '18:00' }, { from: '18:00', until: '06:00' })).toEqual([])
    expect(when({ from: '06:00', until: '18:00' })).toEqual(free)
    expect(when({ days: week })).toEqual([])
    expect(when({ days: workdays })).toEqual(free)
  })

  it('says which dates have a name', () => {
    expect(words({ specialDays: { PUBLIC_HOLIDAY: ['2027-04-02', '12-25', '01-01'] } }).days).toEqual([
      { name: 'Public holidays', text: '1 January and 25 December every year; 2 April 2027' },
    ])
  })
})
