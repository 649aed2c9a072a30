import { describe, expect, it } from 'vitest'
import type { CancellationPolicy, SpotKind } from '@/platform/api/generated'
import { cancellationLines, cancellationWords, hoursLines } from './lotWords'

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const

describe('opening hours', () => {
  it('puts days with the same hours together', () => {
    expect(
      hoursLines([
        { days: [...weekdays], from: '06:00', until: '22:00' },
        { days: ['SATURDAY'], from: '08:00', until: '02:00' },
      ]),
    ).toEqual([
      { days: 'Mon – Fri', hours: '06:00 – 22:00' },
      { days: 'Sat', hours: '08:00 – 02:00 (next day)' },
      { days: 'Sun', hours: 'closed' },
    ])
  })

  it('names a lunch break', () => {
    const everyDay = [...weekdays, 'SATURDAY', 'SUNDAY'] as const
    expect(
      hoursLines([
        { days: [...everyDay], from: '14:00', until: '24:00' },
        { days: [...everyDay], from: '06:00', until: '12:00' },
      ]),
    ).toEqual([{ days: 'Every day', hours: '06:00 – 12:00, 14:00 – 24:00' }])
  })

  it('has nothing to say of a lot that never closes', () => {
    expect(hoursLines([])).toEqual([])
  })
})

describe('the cancellation policy', () => {
  const withChargers: CancellationPolicy = {
    freeUntilMinutesBefore: 60,
    lateRefundPercent: 50,
    exceptions: [{ kind: 'EV_CHARGING', freeUntilMinutesBefore: 1440, lateRefundPercent: 0 }],
  }
  const usual =
    'Free until 1\u00a0h before the start. After that you get 50% back, and nothing once it has begun.'
  const chargers = 'Free until 1\u00a0d before the start. After that nothing is given back.'
  const unpaid = 'Free at any time before you check in: you pay on leaving.'

  it('is told in sentences', () => {
    expect(
      cancellationWords(
        { freeUntilMinutesBefore: 60, lateRefundPercent: 50 },
        'PAY_WHEN_RESERVING',
        'STANDARD',
      ),
    ).toBe(
      'Free until 1\u00a0h before the start. After that you get 50% back, and nothing once it has begun.',
    )
    expect(
      cancellationWords(
        { freeUntilMinutesBefore: 90, lateRefundPercent: 0 },
        'PAY_WHEN_RESERVING',
        'STANDARD',
      ),
    ).toBe('Free until 1\u00a0h 30\u00a0min before the start. After that nothing is given back.')
    expect(
      cancellationWords(
        { freeUntilMinutesBefore: 0, lateRefundPercent: 50 },
        'PAY_WHEN_RESERVING',
        'STANDARD',
      ),
    ).toBe('Free until the start; nothing is given back once it has begun.')
  })

  it('is short where nothing was paid', () => {
    expect(
      cancellationWords({ freeUntilMinutesBefore: 60, lateRefundPercent: 50 }, 'PAY_ON_LEAVING', 'STANDARD'),
    ).toBe('Free at any time before you check in: you pay on leaving.')
  })

  it('is that of the kind that was chosen', () => {
    expect(cancellationWords(withChargers, 'PAY_WHEN_RESERVING', 'EV_CHARGING')).toBe(chargers)
    expect(cancellationWords(withChargers, 'PAY_WHEN_RESERVING', 'COMPACT')).toBe(usual)
    expect(cancellationWords(withChargers, 'PAY_ON_LEAVING', 'EV_CHARGING')).toBe(unpaid)
  })

  it('is told of a lot with a line for each kind that has terms of its own', () => {
    const lines = (...kinds: SpotKind[]) =>
      cancellationLines({
        cancellation: withChargers,
        paymentPolicy: 'PAY_WHEN_RESERVING',
        kinds: kinds.map((kind) => ({ kind, total: 1, free: 1 })),
      })
    expect(lines('STANDARD', 'EV_CHARGING')).toEqual([
      { words: usual },
      { kind: 'EV_CHARGING', words: chargers },
    ])
    expect(lines('STANDARD', 'COMPACT')).toEqual([{ words: usual }])
    expect(lines('EV_CHARGING')).toEqual([{ kind: 'EV_CHARGING', words: chargers }])
    expect(lines()).toEqual([{ words: usual }])
  })

  it('is one line where nothing was paid', () => {
    const kinds = [{ kind: 'EV_CHARGING' as const, total: 1, free: 1 }]
    expect(cancellationLines({ cancellation: withChargers, paymentPolicy: 'PAY_ON_LEAVING', kinds })).toEqual(
      [{ words: unpaid }],
    )
  })
})
