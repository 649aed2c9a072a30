import type { TariffDay, TariffDayPeriod } from '@/platform/api/generated'

/** Rates in the order in which they are written keep their colour; there are as many as a legend can tell apart. */
export const RATE_COLOURS = 8

const DAY_MINUTES = 1440

export interface Stretch extends TariffDayPeriod {
  /** Of the day, in percent. */
  left: number
  width: number
}

export function stretchesOf({ periods }: TariffDay): Stretch[] {
  return periods.map((period) => {
    const from = minutesOf(period.from)
    const until = minutesOf(period.until)
    return { ...period, left: (from / DAY_MINUTES) * 100, width: ((until - from) / DAY_MINUTES) * 100 }
  })
}

export function colourOf(rate: string, rates: readonly string[]): string {
  return `var(--rate-${(rates.indexOf(rate) % RATE_COLOURS) + 1})`
}

/** Days that look the same stand together in words: "00:00–07:00 Night, 07:00–20:00 Day". */
export function wordsOf({ periods }: TariffDay, nothing: string): string {
  return periods.map(({ from, until, rate }) => `${from}–${until} ${rate ?? nothing}`).join(', ')
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
