import { describe, expect, it } from 'vitest'
import { cancellationWords, hoursLines } from './lotWords'

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
  it('is told in sentences', () => {
    expect(
      cancellationWords({ freeUntilMinutesBefore: 60, lateRefundPercent: 50 }, 'PAY_WHEN_RESERVING'),
    ).toBe('Free until 1 h before the start. After that you get 50% back, and nothing once it has begun.')
    expect(
      cancellationWords({ freeUntilMinutesBefore: 90, lateRefundPercent: 0 }, 'PAY_WHEN_RESERVING'),
    ).toBe('Free until 1 h 30 min before the start. After that nothing is given back.')
    expect(
      cancellationWords({ freeUntilMinutesBefore: 0, lateRefundPercent: 50 }, 'PAY_WHEN_RESERVING'),
    ).toBe('Free until the start; nothing is given back once it has begun.')
  })

  it('is short where nothing was paid', () => {
    expect(cancellationWords({ freeUntilMinutesBefore: 60, lateRefundPercent: 50 }, 'PAY_ON_LEAVING')).toBe(
      'Free at any time before you check in: you pay on leaving.',
    )
  })
})
