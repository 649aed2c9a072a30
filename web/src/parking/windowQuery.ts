import type { LocationQuery } from 'vue-router'
import { nextQuarter, plusMinutes } from '@/platform/localtime'
import { isFarther, RESERVE_AHEAD_DAYS_MAX, type TimeWindow } from '@/ui/window'

const FIRST_GUESS_MINUTES = 120
// Somebody still reads the page: the same grace as the window picker gives.
const GRACE_MS = 60_000

export function firstGuess(now: Date = new Date()): TimeWindow {
  const from = nextQuarter(now)
  return { from, until: plusMinutes(from, FIRST_GUESS_MINUTES) }
}

/** The window of an address; one that has begun meanwhile starts at the next quarter and lasts as long. */
export function windowOf(query: LocationQuery, now: Date = new Date()): TimeWindow | undefined {
  const from = instant(query.from)
  const until = instant(query.until)
  if (from === undefined || until === undefined || until <= from) {
    return undefined
  }
  if (from < now.getTime() - GRACE_MS) {
    const start = nextQuarter(now)
    return { from: start, until: plusMinutes(start, (until - from) / 60_000) }
  }
  const window = { from: written(from), until: written(until) }
  return isFarther(window.from, RESERVE_AHEAD_DAYS_MAX, now) ? undefined : window
}

export function textOf(query: LocationQuery, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function shifted({ from, until }: TimeWindow, minutes: number): TimeWindow {
  return { from: plusMinutes(from, minutes), until: plusMinutes(until, minutes) }
}

function instant(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(time) ? time : undefined
}

function written(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
