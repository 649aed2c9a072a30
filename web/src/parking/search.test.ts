import { describe, expect, it } from 'vitest'
import {
  loosenings,
  lotRoute,
  lotStateOf,
  positionIn,
  queryOf,
  requestOf,
  searchOf,
  searchRoute,
} from './search'
import { firstGuess, windowOf } from './windowQuery'

const price = { amountMinor: 500, currency: 'EUR' }
const window = { from: '2026-12-01T09:00:00Z', until: '2026-12-01T11:00:00Z' }

describe('a search in the address', () => {
  it('comes back as it was written', () => {
    const query = {
      q: 'mall',
      near: '52.5,13.4',
      radius: '10000',
      kind: 'EV_CHARGING',
      free: '1',
      max: '12.50',
      sort: 'NEAREST',
    }
    expect(queryOf(searchOf(query))).toEqual(query)
  })

  it('is kept by the page of a lot, for the window chosen there', () => {
    const query = { q: 'mall & more', near: '52.5,13.4', kind: 'COMPACT', free: '1', max: '12.50' }
    const later = { from: '2026-12-01T10:00:00Z', until: '2026-12-01T12:00:00Z' }
    const lot = lotRoute('1', searchOf(query), 'map', window)
    expect(lot.query).toMatchObject({ ...window, kind: 'COMPACT' })
    expect(searchRoute(lot.query, later).query).toEqual({ ...query, view: 'map', ...later })
  })

  it('is not there to be kept when it is plain', () => {
    expect(lotRoute('1', searchOf({}), 'list', window).query).toEqual(window)
    expect(searchRoute(window, window).query).toEqual(window)
  })

  it('says nothing of what is plain', () => {
    expect(queryOf(searchOf({}))).toEqual({})
  })

  it('drops what it does not understand', () => {
    expect(queryOf(searchOf({ near: 'here', radius: '7', kind: 'BOAT', sort: 'NEAREST' }))).toEqual({})
  })

  it('asks in minor units of the currency', () => {
    const search = { ...searchOf({}), maxPrice: '12.5' }
    expect(requestOf(search, window, 'EUR').maxPriceMinor).toBe(1250)
    expect(requestOf({ ...search, maxPrice: '500' }, window, 'JPY').maxPriceMinor).toBe(500)
    expect(requestOf({ ...search, maxPrice: '-3' }, window, 'EUR').maxPriceMinor).toBeUndefined()
    expect(requestOf({ ...search, maxPrice: 'cheap' }, window, 'EUR').maxPriceMinor).toBeUndefined()
  })

  it('is no longer than the server takes', () => {
    expect(searchOf({ q: 'x'.repeat(120) }).q).toHaveLength(100)
  })

  it('takes a typed position for a place', () => {
    expect(positionIn('52.52, 13.405')).toEqual({ lat: 52.52, lng: 13.405 })
    expect(positionIn('560001')).toBeUndefined()
    expect(positionIn('95.1, 13')).toBeUndefined()
    expect(requestOf(searchOf({ q: '52.52,13.4' }), window, 'EUR')).toMatchObject({
      q: undefined,
      near: '52.52,13.4',
    })
  })
})

describe('the window in the address', () => {
  const now = new Date('2026-12-01T08:50:00Z')

  it('is kept while it lies ahead', () => {
    expect(windowOf(window, now)).toEqual({ window })
  })

  it('moves on when it has begun, lasts as long, and is said to have moved', () => {
    expect(windowOf(window, new Date('2026-12-01T09:40:00Z'))).toEqual({
      window: { from: '2026-12-01T09:45:00Z', until: '2026-12-01T11:45:00Z' },
      fault: 'past',
    })
  })

  it('is none where none was asked for', () => {
    expect(windowOf({ q: 'mall' }, now)).toEqual({})
  })

  it('is none when it makes no sense', () => {
    expect(windowOf({ from: window.until, until: window.from }, now)).toEqual({ fault: 'order' })
    expect(windowOf({ from: 'soon', until: window.until }, now)).toEqual({ fault: 'unreadable' })
    expect(windowOf({ from: window.from }, now)).toEqual({ fault: 'unreadable' })
  })

  it.each([
    '+010000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '1969-12-31T23:59:00Z',
    '-271821-04-20T00:00:00Z',
  ])('cannot be read with a year that no clock shows: %s', (odd) => {
    expect(windowOf({ from: odd, until: odd.replace(':00Z', ':30Z') }, now)).toEqual({ fault: 'unreadable' })
    expect(windowOf({ ...window, until: odd }, now)).toEqual({ fault: 'unreadable' })
  })

  it('is none when nothing can be reserved so far ahead', () => {
    const far = { from: '2028-01-15T09:00:00Z', until: '2028-01-15T11:00:00Z' }
    expect(windowOf(far, now)).toEqual({ fault: 'far' })
    expect(windowOf(far, new Date('2026-12-15T09:00:00Z'))).toEqual({ window: far })
    expect(windowOf({ ...window, until: far.until }, now)).toEqual({ fault: 'long' })
  })

  it('begins at the next quarter when nobody chose', () => {
    expect(firstGuess(now)).toEqual({ from: '2026-12-01T09:00:00Z', until: '2026-12-01T11:00:00Z' })
  })
})

describe('finding more', () => {
  it('gives up the smallest thing first', () => {
    const search = searchOf({ q: 'mall', near: '1,2', kind: 'COMPACT', free: '1', max: '3' })
    expect(loosenings(search).map(({ key }) => key)).toEqual(['price', 'kind', 'radius', 'full', 'words'])
    expect(loosenings(search)[2]?.change).toEqual({ radiusMeters: 10_000 })
    expect(loosenings(searchOf({}))).toEqual([])
  })
})

describe('how full a lot is', () => {
  it.each([
    [{ freeSpots: 0, totalSpots: 50 }, 'closed'],
    [{ freeSpots: 0, totalSpots: 50, price }, 'full'],
    [{ freeSpots: 3, totalSpots: 5, price }, 'few'],
    [{ freeSpots: 10, totalSpots: 100, price }, 'few'],
    [{ freeSpots: 11, totalSpots: 100, price }, 'plenty'],
  ] as const)('%o is %s', (lot, state) => {
    expect(lotStateOf(lot)).toBe(state)
  })
})
