import type {
  CancellationPolicy,
  CancellationTerms,
  DayOfWeek,
  Lot,
  OpeningHours,
  PaymentPolicy,
  SpotKind,
} from '@/platform/api/generated'
import { formatMinutes, formatPercent } from '@/platform/format'
import { translate } from '@/platform/i18n'

const week: DayOfWeek[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

export interface HoursLine {
  days: string
  hours: string
}

/** The week from Monday, days with the same hours together: "Mon – Fri 06:00 – 22:00". None: always open. */
export function hoursLines(opening: readonly OpeningHours[]): HoursLine[] {
  if (opening.length === 0) {
    return []
  }
  const lines: { first: number; last: number; hours: string }[] = []
  week.forEach((day, index) => {
    const hours = hoursOn(day, opening)
    const before = lines.at(-1)
    if (before?.hours === hours) {
      before.last = index
    } else {
      lines.push({ first: index, last: index, hours })
    }
  })
  return lines.map(({ first, last, hours }) => ({ days: daysText(first, last), hours }))
}

function hoursOn(day: DayOfWeek, opening: readonly OpeningHours[]): string {
  const parts = opening
    .filter(({ days }) => days.includes(day))
    .sort((a, b) => a.from.localeCompare(b.from))
    .map(({ from, until }) =>
      from === '00:00' && (until === '24:00' || until === '00:00')
        ? translate('parking.lot.allDay')
        : `${from} – ${until}${until <= from ? ` (${translate('parking.lot.nextDay')})` : ''}`,
    )
  return parts.join(', ') || translate('parking.lot.closedAllDay')
}

function daysText(first: number, last: number): string {
  if (first === 0 && last === 6) {
    return translate('parking.lot.everyDay')
  }
  return first === last ? dayName(first) : `${dayName(first)} – ${dayName(last)}`
}

function dayName(index: number): string {
  return translate(`parking.lot.day.${week[index] ?? ''}`)
}

/** What somebody gets back who does not come after all to a spot of this kind, in sentences. */
export function cancellationWords(
  policy: CancellationPolicy,
  payment: PaymentPolicy,
  kind: SpotKind,
): string {
  if (payment === 'PAY_ON_LEAVING') {
    return translate('parking.lot.cancel.unpaid')
  }
  return termsWords(policy.exceptions?.find((terms) => terms.kind === kind) ?? policy)
}

export interface CancellationLine {
  /** None: all kinds that have no line of their own. */
  kind?: SpotKind
  words: string
}

/** The same for all the kinds that a lot has: what holds usually, then the kinds that have terms of their own. */
export function cancellationLines({
  cancellation,
  paymentPolicy,
  kinds,
}: Pick<Lot, 'cancellation' | 'paymentPolicy' | 'kinds'>): CancellationLine[] {
  if (paymentPolicy === 'PAY_ON_LEAVING') {
    return [{ words: translate('parking.lot.cancel.unpaid') }]
  }
  const own = kinds.map(({ kind }) => kind).filter((kind) => hasOwnTerms(cancellation, kind))
  const usual = kinds.length > own.length || own.length === 0 ? [{ words: termsWords(cancellation) }] : []
  return [
    ...usual,
    ...own.map((kind) => ({ kind, words: cancellationWords(cancellation, paymentPolicy, kind) })),
  ]
}

function hasOwnTerms({ exceptions = [] }: CancellationPolicy, kind: SpotKind): boolean {
  return exceptions.some((terms) => terms.kind === kind)
}

function termsWords({
  freeUntilMinutesBefore: minutes,
  lateRefundPercent: percent,
}: Omit<CancellationTerms, 'kind'>): string {
  const free =
    minutes === 0
      ? translate('parking.lot.cancel.freeUntilStart')
      : translate('parking.lot.cancel.free', { before: formatMinutes(minutes) })
  if (minutes === 0) {
    return free
  }
  const late =
    percent === 0
      ? translate('parking.lot.cancel.nothing')
      : translate('parking.lot.cancel.late', { percent: formatPercent(percent / 100) })
  return `${free} ${late}`
}
