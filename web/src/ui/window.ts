import { instantsOf, type LocalTime, localTimeOf, plusDays, plusMinutes } from '@/platform/localtime'

/** From `from` up to, but not including, `until`. */
export interface TimeWindow {
  from: string
  until: string
}

/** What stands in the fields of one end. `second` is the later of two equal times when clocks go back. */
export interface Draft extends LocalTime {
  second: boolean
}

export type EndFault = 'missing' | 'skipped' | 'past' | 'far' | 'order'

/** The server takes no reservation that begins later. */
export const RESERVE_AHEAD_DAYS_MAX = 400
/** Nor one that lasts longer. */
export const STAY_DAYS_MAX = 400

export interface Reading {
  window?: TimeWindow
  faults: { from?: EndFault; until?: EndFault }
  twice: { from: boolean; until: boolean }
}

export const quickDurations = [
  { key: 'hours', count: 1 },
  { key: 'hours', count: 2 },
  { key: 'hours', count: 4 },
  { key: 'day', count: 1 },
] as const

export type QuickDuration = (typeof quickDurations)[number]

export function draftOf(instant: string, zone: string): Draft {
  const local = localTimeOf(instant, zone)
  return { ...local, second: instantsOf(local, zone)[1] === wire(instant) }
}

/** @param aheadDaysMax how far ahead it may begin; as far as one likes without it */
export function readWindow(
  from: Draft,
  until: Draft,
  zone: string,
  now: Date,
  aheadDaysMax?: number,
): Reading {
  const start = readEnd(from, zone)
  const end = readEnd(until, zone)
  const faults: Reading['faults'] = { from: start.fault, until: end.fault }
  // A minute of grace: nobody is late while still reading the page.
  if (start.instant && Date.parse(start.instant) < now.getTime() - 60_000) {
    faults.from = 'past'
  }
  if (start.instant && aheadDaysMax !== undefined && isFarther(start.instant, aheadDaysMax, now)) {
    faults.from = 'far'
  }
  if (start.instant && end.instant && Date.parse(end.instant) <= Date.parse(start.instant)) {
    faults.until = 'order'
  }
  const window =
    start.instant && end.instant && !faults.from && !faults.until
      ? { from: start.instant, until: end.instant }
      : undefined
  return { window, faults, twice: { from: start.twice, until: end.twice } }
}

/** Days of 24 hours, as the server counts them. */
export function isFarther(instant: string, days: number, now: Date): boolean {
  return Date.parse(instant) > now.getTime() + days * 86_400_000
}

/** An hour is an hour that passes; a day ends at the same time on the clock. */
export function after(from: string, { key, count }: QuickDuration, zone: string): string {
  return key === 'day' ? plusDays(from, count, zone) : plusMinutes(from, count * 60)
}

export function instantOf(draft: Draft, zone: string): string | undefined {
  return readEnd(draft, zone).instant
}

/** The steps of the time list, with the time that is set even if it is none of them. */
export function quarters(including: string): string[] {
  const steps = Array.from(
    { length: 96 },
    (_, step) =>
      `${String(Math.floor(step / 4)).padStart(2, '0')}:${String((step % 4) * 15).padStart(2, '0')}`,
  )
  return !including || steps.includes(including) ? steps : [...steps, including].sort()
}

function readEnd(draft: Draft, zone: string): { instant?: string; fault?: EndFault; twice: boolean } {
  if (!draft.date || !draft.time) {
    return { fault: 'missing', twice: false }
  }
  const [first, second] = instantsOf(draft, zone)
  if (!first) {
    return { fault: 'skipped', twice: false }
  }
  return { instant: draft.second && second ? second : first, twice: second !== undefined }
}

function wire(instant: string): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
