import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Tariff } from '@/platform/api/generated'
import {
  dayNameOf,
  documentOf,
  draftOf,
  keyOf,
  move,
  namedIn,
  removeDays,
  renameDays,
  renameRate,
} from './draft'
import { gapsOf, readDocument } from './shape'
import { fromTemplate } from './templates'

const PUBLISHED = '../server/src/test/resources/tariffs/published'
const DEMO = '../server/src/main/resources/demo/tariffs'

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown
const published = readdirSync(PUBLISHED).flatMap((file) => {
  const { versions } = read(`${PUBLISHED}/${file}`) as { versions: { tariff: Tariff }[] }
  return versions.map(({ tariff }, index) => ({ name: `${file} ${index + 1}`, tariff }))
})
const demo = readdirSync(DEMO).map((file) => ({ name: file, tariff: read(`${DEMO}/${file}`) as Tariff }))

const event = () => draftOf(fromTemplate('event', 'EUR', '2026-11-22'))

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('is not there')
  return value
}

describe('a tariff that is being written', () => {
  it.each([...published, ...demo])('is again the document it came from: $name', ({ tariff }) => {
    expect(documentOf(draftOf(tariff))).toEqual(tariff)
  })

  it.each([...published, ...demo])('lacks nothing where it is published: $name', ({ tariff }) => {
    expect(gapsOf(tariff)).toEqual([])
    expect(readDocument(JSON.stringify(tariff))).toEqual({ tariff })
  })

  it('leaves out what was left empty, and keeps the places of entries', () => {
    const draft = event()
    draft.name = ''
    draft.caps = []
    draft.specialDays = {}
    there(draft.rates[0]).for = {}
    there(draft.rates[0]).steps = [{ total: '' }, { total: '3' }]
    const document = documentOf(draft)
    expect(document).not.toHaveProperty('name')
    expect(document).not.toHaveProperty('caps')
    expect(document).not.toHaveProperty('specialDays')
    expect(document.rates[0]).not.toHaveProperty('for')
    expect(document.rates[0]?.steps).toEqual([{}, { total: '3' }])
  })

  it('still says that something is wanted where its value is missing', () => {
    const draft = event()
    draft.lostTicket = { price: '' }
    draft.offers = [
      { name: 'Night', steps: [{ total: '5' }], taken: 'ALWAYS', covers: { minutes: undefined } },
    ]
    expect(documentOf(draft)).toMatchObject({ lostTicket: {}, offers: [{ covers: {} }] })
  })

  it('takes the caps of a rate along to its new name, unless another rate has the old one', () => {
    const draft = event()
    renameRate(draft, 1, 'Hours')
    expect(draft.caps?.[0]?.rates).toEqual(['Hours'])
    draft.rates.push({ ...there(draft.rates[1]) })
    renameRate(draft, 2, 'More hours')
    expect(draft.caps?.[0]?.rates).toEqual(['Hours'])
  })

  it('takes windows and cycles along when special days get another name, or go', () => {
    const draft = event()
    there(draft.rates[1]).restarts = { every: 'CLOCK', at: '00:00', days: ['MONDAY', 'EVENT_DAY'] }
    renameDays(draft, 'EVENT_DAY', 'CONCERT')
    expect(Object.keys(draft.specialDays ?? {})).toEqual(['CONCERT'])
    expect(draft.rates[0]?.when?.[0]?.days).toEqual(['CONCERT'])
    expect(draft.rates[1]?.restarts.days).toEqual(['MONDAY', 'CONCERT'])
    removeDays(draft, 'CONCERT')
    expect(documentOf(draft).specialDays).toBeUndefined()
    expect(draft.rates[1]?.restarts.days).toEqual(['MONDAY'])
  })

  it('writes the names of days as the language does', () => {
    expect(dayNameOf('Public holiday')).toBe('PUBLIC_HOLIDAY')
    expect(dayNameOf(' 1. Fête! ')).toBe('FETE')
    expect(dayNameOf('…')).toBe('')
  })

  it('knows whom its parts are for', () => {
    const draft = event()
    there(draft.rates[0]).for = { vehicles: ['VAN', 'CAR'] }
    draft.discounts = [
      { name: 'Half', percentOff: '50', for: { vehicles: ['CAR'], concessions: ['RESIDENT'] } },
    ]
    expect(namedIn(draft, 'vehicles')).toEqual(['CAR', 'VAN'])
    expect(namedIn(draft, 'concessions')).toEqual(['RESIDENT'])
  })

  it('keeps the key of an entry that is moved', () => {
    const list = [{ a: 1 }, { a: 2 }]
    const [first, second] = list.map(keyOf)
    move(list, 0, 1)
    expect(list.map(keyOf)).toEqual([second, first])
    move(list, 1, 1)
    expect(list).toEqual([{ a: 2 }, { a: 1 }])
  })
})
