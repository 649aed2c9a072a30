import * as v from 'valibot'
import type { CancellationPolicy, Lot, LotRequest, PaymentPolicy, SpotKind } from '@/platform/api/generated'
import { translate } from '@/platform/i18n'
import { line, optionalLine, typedNumber } from '@/platform/rules'
import { spotKinds } from '@/ui/spotKinds'
import { draftOfHours, type HoursDraft, hoursRules, week } from './openingHours'

const FREE_UNTIL_MINUTES_MAX = 43_200
const NO_SHOW_MINUTES_MIN = 5
const NO_SHOW_MINUTES_MAX = 10_080

/** The parts of a lot as they stand in forms; the fields are called as the server calls them. */
export interface PlaceDraft {
  name: string
  address: string
  city: string
  pinCode: string
  /** "12.9716, 77.5946" */
  position: string
  timeZone: string
}

export interface CancellationDraft {
  freeUntilMinutesBefore: string
  lateRefundPercent: string
}

export interface KindTermsDraft extends CancellationDraft {
  kind: SpotKind
}

export interface TermsDraft {
  paymentPolicy: PaymentPolicy
  cancellation: CancellationDraft & { exceptions: KindTermsDraft[] }
  noShowAfterMinutes: string
}

export interface NotesDraft {
  entryNotes: string
}

export function newPlace(): PlaceDraft {
  return {
    name: '',
    address: '',
    city: '',
    pinCode: '',
    position: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

export function newTerms(): TermsDraft {
  return {
    paymentPolicy: 'PAY_WHEN_RESERVING',
    cancellation: { freeUntilMinutesBefore: '60', lateRefundPercent: '50', exceptions: [] },
    noShowAfterMinutes: '60',
  }
}

export function placeOf(lot: Lot): PlaceDraft {
  const { name, address, city, pinCode, timeZone } = lot
  return { name, address, city, pinCode, timeZone, position: writePosition(lot.position) }
}

export function termsOf({
  paymentPolicy,
  cancellation,
  noShowAfterMinutes,
}: Pick<Lot, 'paymentPolicy' | 'cancellation' | 'noShowAfterMinutes'>): TermsDraft {
  return {
    paymentPolicy,
    cancellation: {
      ...draftOfTerms(cancellation),
      exceptions: (cancellation.exceptions ?? []).map((terms) => ({
        kind: terms.kind,
        ...draftOfTerms(terms),
      })),
    },
    noShowAfterMinutes: String(noShowAfterMinutes),
  }
}

function draftOfTerms({
  freeUntilMinutesBefore,
  lateRefundPercent,
}: Omit<CancellationPolicy, 'exceptions'>): CancellationDraft {
  return {
    freeUntilMinutesBefore: String(freeUntilMinutesBefore),
    lateRefundPercent: String(lateRefundPercent),
  }
}

/** The kinds that may still have terms of their own, besides the one that is being chosen. */
export function kindsLeft(taken: readonly KindTermsDraft[], besides?: SpotKind): SpotKind[] {
  return spotKinds.filter((kind) => kind === besides || !taken.some((terms) => terms.kind === kind))
}

/** For the next kind; a standard spot comes last, since the terms of the lot are mostly meant for it. */
export function newKindTerms({
  exceptions,
  ...usual
}: TermsDraft['cancellation']): KindTermsDraft | undefined {
  const left = kindsLeft(exceptions)
  const kind = left.find((one) => one !== 'STANDARD') ?? left[0]
  return kind && { kind, ...usual }
}

export function hoursOf({ openingHours }: Lot): HoursDraft {
  return draftOfHours(openingHours)
}

export function writePosition({ lat, lng }: { lat: number; lng: number }): string {
  const short = (degrees: number) => String(Math.round(degrees * 1e6) / 1e6)
  return `${short(lat)}, ${short(lng)}`
}

/** What was typed or pasted as "12.97, 77.59". */
export function readPosition(typed: string): LotRequest['position'] | undefined {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(typed)
  if (!match) {
    return undefined
  }
  const position = { lat: Number(match[1]), lng: Number(match[2]) }
  return Math.abs(position.lat) <= 90 && Math.abs(position.lng) <= 180 ? position : undefined
}

const position = v.pipe(
  line(60),
  v.check(
    (typed) => readPosition(typed) !== undefined,
    () => translate('lots.form.positionFault'),
  ),
  v.transform((typed) => readPosition(typed) ?? { lat: 0, lng: 0 }),
)

export const placeRules = v.object({
  name: line(120),
  address: line(200),
  city: line(100),
  pinCode: line(20),
  position,
  timeZone: line(60),
})

const cancellationRules = {
  freeUntilMinutesBefore: typedNumber(0, FREE_UNTIL_MINUTES_MAX),
  lateRefundPercent: typedNumber(0, 100),
}

export const termsRules = v.object({
  paymentPolicy: v.picklist(['PAY_WHEN_RESERVING', 'PAY_ON_LEAVING']),
  cancellation: v.object({
    ...cancellationRules,
    exceptions: v.array(v.object({ kind: v.picklist(spotKinds), ...cancellationRules })),
  }),
  noShowAfterMinutes: typedNumber(NO_SHOW_MINUTES_MIN, NO_SHOW_MINUTES_MAX),
})

export const openingRules = v.pipe(
  v.variant('always', [
    v.object({
      always: v.literal(true),
      openingHours: v.array(
        v.object({ days: v.array(v.picklist(week)), from: v.string(), until: v.string() }),
      ),
    }),
    v.object({ always: v.literal(false), openingHours: hoursRules }),
  ]),
  v.transform((hours) => ({ openingHours: hours.always ? [] : hours.openingHours })),
)

export const notesRules = v.object({ entryNotes: optionalLine(2000) })

export function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone')
}

export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code) ?? code}`,
  }))
}
