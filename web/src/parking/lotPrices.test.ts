import { describe, expect, it } from 'vitest'
import type { TariffVersion } from '@/platform/api/generated'
import { rulingAt, shownVersions } from './lotPrices'

const version = (id: string, effectiveFrom: string, effectiveUntil?: string): TariffVersion => ({
  id,
  version: 1,
  hash: '',
  state: 'IN_FORCE',
  createdAt: effectiveFrom,
  effectiveFrom,
  effectiveUntil,
  tariff: {
    clock: 'ELAPSED',
    seconds: 'COUNTED',
    whenRatesChange: 'UNIT_IS_CUT',
    outsideRates: 'FREE',
    rounding: { to: '0.01', mode: 'HALF_UP' },
    rates: [],
  },
})
const past = version('past', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z')
const now = version('now', '2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z')
const next = version('next', '2027-01-01T00:00:00Z')

describe('the prices of a lot', () => {
  it('are those that rule and those to come, in their order', () => {
    const shown = shownVersions([next, now, past], new Date('2026-12-01T00:00:00Z'))
    expect(shown.map(({ id }) => id)).toEqual(['now', 'next'])
  })

  it('are for a stay those of the time when it begins', () => {
    expect(rulingAt([now, next], '2026-12-31T23:59:00Z')?.id).toBe('now')
    expect(rulingAt([now, next], '2027-01-01T00:00:00Z')?.id).toBe('next')
    expect(rulingAt([now], '2027-01-01T00:00:00Z')).toBeUndefined()
  })
})
