import type { PriceLine } from '@/platform/api/generated'

/** How the amount came about, without the reductions: those are said with their currency, each by itself. */
export function plainDescription({ description, reductions }: PriceLine): string {
  const [first] = reductions ?? []
  const cut = first ? description.indexOf(`; ${first.rule} takes off `) : -1
  return cut < 0 ? description : description.slice(0, cut)
}
