import type { LocationQuery } from 'vue-router'
import { nextQuarter, plusMinutes } from '@/platform/localtime'
import { isFarther, RESERVE_AHEAD_DAYS_MAX, STAY_DAYS_MAX, type TimeWindow } from '@/ui/window'

const FIRST_GUESS_MINUTES = 120
// Somebody still reads the page: the same grace as the window picker gives.
const GRACE_MS = 60_000
const FIRST_INSTANT = Date.parse('1970-01-01T00:00:00Z')
const LAST_INSTANT = Date.parse('9999-12-31T00:00:00Z')

export function firstGuess(now: Date = new Date()): TimeWindow {
  const from = nextQuarter(now)
  return { from, until: plusMinutes(from, FIRST_GUESS_MINUTES) }
}

export type WindowFault = 'unreadable' | 'order' | 'past' | 'far' | 'long'

/**
 * The window of an address, and what is wrong with what stands there. One that has begun meanwhile starts at the next
 * quarter and lasts as long; with any other fault there is none.
 */
export function windowOf(
  query: LocationQuery,
  now: Date = new Date(),
): { window?: TimeWindow; fault?: WindowFault } {
  if (textOf(query, 'from') === undefined && textOf(query, 'until') === undefined) {
    return {}
  }
  const from = instant(query.from)
  const until = instant(query.until)
  if (from === undefined || until === undefined) {
    return { fault: 'unreadable' }
  }
  if (until <= from) {
    return { fault: 'order' }
  }
  if (isFarther(written(until), STAY_DAYS_MAX, new Date(from))) {
    return { fault: 'long' }
  }
  if (from < now.getTime() - GRACE_MS) {
    const start = nextQuarter(now)
    return { window: { from: start, until: plusMinutes(start, (until - from) / 60_000) }, fault: 'past' }
  }
  const window = { from: written(from), until: written(until) }
  return isFarther(window.from, RESERVE_AHEAD_DAYS_MAX, now) ? { fault: 'far' } : { window }
}

export function textOf(query: LocationQuery, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function shifted({ from, until }: TimeWindow, minutes: number): TimeWindow {
  return { from: plusMinutes(from, minutes), until: plusMinutes(until, minutes) }
}

/** Of the years that can be written with four digits and that the server takes; clocks are not asked beyond. */
export function instant(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return time >= FIRST_INSTANT && time <= LAST_INSTANT ? time : undefined
}

export function written(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
