import type { TariffVersion } from '@/platform/api/generated'

/** What rules now and what is to come; what is over concerns nobody who still comes. */
export function shownVersions(versions: readonly TariffVersion[], now: Date): TariffVersion[] {
  return versions
    .filter(({ effectiveUntil }) => !effectiveUntil || Date.parse(effectiveUntil) > now.getTime())
    .sort((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom))
}

/** The version that prices a stay which begins then. */
export function rulingAt(versions: readonly TariffVersion[], instant: string): TariffVersion | undefined {
  const time = Date.parse(instant)
  return versions.findLast(
    ({ effectiveFrom, effectiveUntil }) =>
      Date.parse(effectiveFrom) <= time && (!effectiveUntil || time < Date.parse(effectiveUntil)),
  )
}
