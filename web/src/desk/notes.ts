import type { Money } from '@/platform/api/generated'
import { minorDigits } from '@/platform/format'

const FACES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
const OFFERED_MAX = 3

/** What people are likely to hand over for an amount: the next few round sums above it. */
export function likelyGiven({ amountMinor, currency }: Money): Money[] {
  const unit = 10 ** minorDigits(currency)
  const sums = new Set<number>()
  for (const face of FACES) {
    const sum = Math.ceil(amountMinor / (face * unit)) * face * unit
    if (sum > amountMinor) {
      sums.add(sum)
    }
  }
  return [...sums]
    .sort((one, other) => one - other)
    .slice(0, OFFERED_MAX)
    .map((sum) => ({ amountMinor: sum, currency }))
}
