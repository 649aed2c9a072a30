import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CancellationPolicy } from '@/platform/api/generated'
import {
  kindsLeft,
  newKindTerms,
  newPlace,
  newTerms,
  openingRules,
  placeRules,
  readPosition,
  termsOf,
  termsRules,
  writePosition,
} from './lotForm'
import { describeDays, describeHours, draftOfHours, overlapIn, runsPastMidnight } from './openingHours'

describe('a position', () => {
  it('is read as maps write it', () => {
    expect(readPosition('12.9716, 77.5946')).toEqual({ lat: 12.9716, lng: 77.5946 })
    expect(readPosition('-33.86 151.2')).toEqual({ lat: -33.86, lng: 151.2 })
    expect(readPosition('91, 0')).toBeUndefined()
    expect(readPosition('near the station')).toBeUndefined()
    expect(readPosition(writePosition({ lat: 12.97161234, lng: 77.5946 }))).toEqual({
      lat: 12.971612,
      lng: 77.5946,
    })
  })

  it('is asked for at its field', () => {
    const { issues } = v.safeParse(placeRules, {
      ...newPlace(),
      name: 'A',
      address: 'B',
      city: 'C',
      pinCode: '1',
      position: 'x',
    })
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(['position'])
  })
})

describe('terms of cancelling', () => {
  const usual = { freeUntilMinutesBefore: 60, lateRefundPercent: 50 }
  const terms = (cancellation: CancellationPolicy) =>
    termsOf({ paymentPolicy: 'PAY_WHEN_RESERVING', cancellation, noShowAfterMinutes: 60 })

  it('are sent as they came, with those of the kinds', () => {
    const cancellation = {
      ...usual,
      exceptions: [{ kind: 'EV_CHARGING' as const, freeUntilMinutesBefore: 1440, lateRefundPercent: 0 }],
    }
    expect(v.parse(termsRules, terms(cancellation)).cancellation).toEqual(cancellation)
    expect(v.parse(termsRules, terms(usual)).cancellation).toEqual({ ...usual, exceptions: [] })
  })

  it('are added for the next kind that has none, until every kind has some', () => {
    const { cancellation } = newTerms()
    for (let next = newKindTerms(cancellation); next; next = newKindTerms(cancellation)) {
      expect(kindsLeft(cancellation.exceptions)).toContain(next.kind)
      cancellation.exceptions.push(next)
    }
    expect(cancellation.exceptions.map(({ kind }) => kind)).toEqual([
      'COMPACT',
      'ACCESSIBLE',
      'EV_CHARGING',
      'MOTORCYCLE',
      'OVERSIZE',
      'STANDARD',
    ])
    expect(kindsLeft(cancellation.exceptions)).toEqual([])
    expect(kindsLeft(cancellation.exceptions, 'COMPACT')).toEqual(['COMPACT'])
  })

  it('of a kind are asked for at their own field', () => {
    const draft = terms({
      ...usual,
      exceptions: [{ kind: 'COMPACT', freeUntilMinutesBefore: 60, lateRefundPercent: 101 }],
    })
    const { issues } = v.safeParse(termsRules, draft)
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual([
      'cancellation.exceptions.0.lateRefundPercent',
    ])
  })
})

describe('opening hours', () => {
  it('are said in one line, days in runs', () => {
    expect(describeDays(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'SATURDAY', 'SUNDAY'])).toBe('Mon–Wed, Sat, Sun')
    expect(describeHours([{ days: ['FRIDAY'], from: '06:00', until: '24:00' }])).toEqual(['Fri 06:00–24:00'])
  })

  it('are nothing where a lot is always open', () => {
    expect(
      v.parse(openingRules, { always: true, openingHours: [{ days: [], from: '', until: '' }] }),
    ).toEqual({
      openingHours: [],
    })
    expect(draftOfHours([]).always).toBe(true)
  })

  it('want at least one day', () => {
    const { issues } = v.safeParse(openingRules, {
      always: false,
      openingHours: [{ days: [], from: '06:00', until: '22:00' }],
    })
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(['openingHours.0.days'])
  })

  it('overlap also past midnight and past Sunday, and not where they only touch', () => {
    const late = { days: ['SUNDAY' as const], from: '20:00', until: '02:00' }
    expect(overlapIn([late, { days: ['MONDAY'], from: '01:00', until: '09:00' }])).toBe(1)
    expect(overlapIn([late, { days: ['MONDAY'], from: '02:00', until: '09:00' }])).toBeUndefined()
    expect(overlapIn([{ days: ['MONDAY', 'TUESDAY'], from: '00:00', until: '00:00' }])).toBeUndefined()
  })

  it('show midnight as a clock does, and know what runs into the next day', () => {
    expect(draftOfHours([{ days: ['MONDAY'], from: '06:00', until: '24:00' }]).openingHours[0]?.until).toBe(
      '00:00',
    )
    expect(runsPastMidnight({ from: '18:00', until: '02:00' })).toBe(true)
    expect(runsPastMidnight({ from: '06:00', until: '00:00' })).toBe(false)
  })
})
