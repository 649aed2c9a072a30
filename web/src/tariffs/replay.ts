import type { Money, TariffReplayResult } from '@/platform/api/generated'

/** How much all stays together would have brought in more, or less (negative), and by which share of before. */
export function difference({ before, after }: Pick<TariffReplayResult, 'before' | 'after'>): {
  money: Money
  share?: number
} {
  const amountMinor = after.amountMinor - before.amountMinor
  return {
    money: { amountMinor, currency: after.currency },
    ...(before.amountMinor > 0 && { share: amountMinor / before.amountMinor }),
  }
}

/** The whole days of a period, as instants: from the first one's beginning to the end of the last one. */
export function periodOf(
  from: string,
  until: string,
  midnight: (date: string) => string | undefined,
  dayAfter: (instant: string) => string,
): { from: string; until: string } | undefined {
  const begin = midnight(from)
  const end = midnight(until)
  return begin && end && from <= until ? { from: begin, until: dayAfter(end) } : undefined
}
