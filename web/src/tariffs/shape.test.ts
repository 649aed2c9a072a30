import { describe, expect, it } from 'vitest'
import type { Tariff } from '@/platform/api/generated'
import { gapsOf, readDocument } from './shape'
import { fromTemplate } from './templates'

const hourly = () => fromTemplate('hourly', 'EUR', '2026-11-22')

describe('what is missing in a tariff', () => {
  it('is said at its path, in words', () => {
    const tariff = {
      ...hourly(),
      rates: [{ name: 'Day', steps: [{ perMinutes: 60, add: '2,5' }], restarts: {} }],
      free: [{ whenExceeded: 'TAKEN_OFF' }],
      caps: [{ amount: '5.00', per: { every: 'STAY' } }],
    }
    expect(gapsOf(tariff).map(({ path, message }) => [path, message])).toEqual([
      ['rates[0].steps[0].add', 'Enter an amount, like 2.50.'],
      ['rates[0].restarts.every', 'This is needed.'],
      ['caps[0].name', 'This is needed.'],
      ['free[0].minutes', 'This is needed.'],
    ])
  })

  it('is also what goes with a choice', () => {
    const tariff = {
      ...hourly(),
      rates: [
        { name: 'Day', steps: [{}, { perMinutes: 60 }, { add: '2' }], restarts: { every: 'HOURS' } },
        { name: 'Night', steps: [{ total: '2' }], restarts: { every: 'CLOCK' } },
      ],
      offers: [{ name: 'Week', steps: [{ total: '2' }], taken: 'ALWAYS', covers: {} }],
      discounts: [{ name: 'Cinema' }],
      lostTicket: {},
    }
    expect(gapsOf(tariff).map(({ path }) => path)).toEqual([
      'rates[0].steps[0].total',
      'rates[0].steps[1].add',
      'rates[0].steps[2].perMinutes',
      'rates[0].restarts.hours',
      'rates[1].restarts.at',
      'offers[0].covers',
      'discounts[0]',
      'lostTicket',
    ])
  })

  it('leaves it to the server to say which fields there are', () => {
    expect(gapsOf({ ...hourly(), colour: 'blue' })).toEqual([])
  })
})

describe('a document that was typed', () => {
  it('is refused while it is no JSON, or no tariff', () => {
    expect(readDocument('{"rates": [')).toHaveProperty('fault')
    expect(readDocument('[]')).toHaveProperty('fault')
    expect(readDocument('{}')).toMatchObject({ path: 'rates' })
  })

  it('is refused where a form could not show it, with the path', () => {
    const broken = { ...hourly(), caps: { name: 'Day' } }
    expect(readDocument(JSON.stringify(broken))).toMatchObject({ path: 'caps' })
    const flat = { ...hourly(), rates: ['Day'] }
    expect(readDocument(JSON.stringify(flat))).toMatchObject({ path: 'rates[0]' })
  })

  it('may lack fields, which are findings then', () => {
    const unfinished = { rates: [{ name: 'Day', steps: [{}], restarts: { every: 'STAY' } }] }
    const read = readDocument(JSON.stringify(unfinished))
    expect(read).toHaveProperty('tariff.rounding')
    expect(gapsOf((read as { tariff: Tariff }).tariff).map(({ path }) => path)).toContain('clock')
  })

  it('is found in a file that names its source beside it', () => {
    expect(readDocument(JSON.stringify({ source: {}, tariff: hourly() }))).toEqual({ tariff: hourly() })
  })
})
