import type { Money } from '@/platform/api/generated'
import { formatMoney } from '@/platform/format'
import { translate } from '@/platform/i18n'

/** "€1.00 missing": a sign alone is easily overlooked. */
export function differenceText({ amountMinor, currency }: Money): string {
  const amount = formatMoney({ amountMinor: Math.abs(amountMinor), currency })
  if (amountMinor === 0) {
    return translate('desk.difference.none')
  }
  return amountMinor < 0
    ? translate('desk.difference.missing', { amount })
    : translate('desk.difference.surplus', { amount })
}
