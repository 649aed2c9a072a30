import { describe, expect, it } from 'vitest'
import type { Severity, TariffFinding } from '@/platform/api/generated'
import { Problem } from '@/platform/problem'
import { countsOf, findingsOf, nearest, ordered, partOf, sectionPlace } from './findings'

const finding = (severity: Severity, path: string): TariffFinding => ({
  severity,
  path,
  code: 'CONTRADICTION',
  message: '',
})

describe('a finding', () => {
  it.each([
    ['clock', 'basics'],
    ['rounding.to', 'basics'],
    ['specialDays.PUBLIC_HOLIDAY[3]', 'specialDays'],
    ['rates[1].when[0]', 'rates'],
    ['caps', 'caps'],
    ['free[0].oncePer', 'free'],
    ['lostTicket', 'rest'],
    ['topUps[2].pay', 'rest'],
    ['examples[0].price', 'examples'],
    ['', 'basics'],
    ['something[0].else', 'basics'],
  ])('about %s belongs to %s', (path, part) => {
    expect(partOf(path)).toBe(part)
  })

  it('stands at the closest place that is shown', () => {
    const places = ['rates[1]', 'rates[1].when[0]', 'rates[10]', sectionPlace('rates')]
    expect(nearest(places, 'rates[1].when[0].from')).toBe('rates[1].when[0]')
    expect(nearest(places, 'rates[1].steps[0]')).toBe('rates[1]')
    expect(nearest(places, 'rates[10].name')).toBe('rates[10]')
    expect(nearest(places, 'rates[2].name')).toBe('#rates')
    expect(nearest([], 'exitGraceMinutes')).toBe('#rest')
  })

  it('comes before those that weigh less, and then in the order of the sections', () => {
    const findings = [
      finding('NOTE', 'clock'),
      finding('ERROR', 'examples[0]'),
      finding('WARNING', 'rates'),
      finding('ERROR', 'caps[0]'),
    ]
    expect(ordered(findings).map(({ path }) => path)).toEqual(['caps[0]', 'examples[0]', 'rates', 'clock'])
    expect(countsOf(findings)).toEqual([
      { severity: 'ERROR', count: 2 },
      { severity: 'WARNING', count: 1 },
      { severity: 'NOTE', count: 1 },
    ])
  })

  it('is made of what the server could not read', () => {
    const problem = new Problem('malformed-request', 400, undefined, [
      { field: 'tariff.rates[0].colour', message: 'is not a known field' },
      { field: 'timeZone', message: 'must be a time zone' },
    ])
    expect(findingsOf(problem)).toEqual([
      expect.objectContaining({
        severity: 'ERROR',
        path: 'rates[0].colour',
        message: 'is not a known field',
      }),
    ])
  })
})
