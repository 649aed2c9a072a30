import type { Advice, Money } from '@/platform/api/generated'
import { formatInstant, formatMoney, formatTime } from '@/platform/format'
import { translate } from '@/platform/i18n'
import { localTimeOf } from '@/platform/localtime'

export interface Tip {
  kind: 'leave' | 'stay'
  text: string
  /** When to leave, for whoever takes it. */
  until: string
}

interface Stay {
  from: string
  until: string
  price: Money
  zone: string
}

/** Less is not worth a change of plans. */
const SAVED_SHARE_MIN = 0.01
const LONGER_MINUTES_MIN = 5
/** An hour less for an hour's price less is no news. */
const SAVED_PER_TIME_MIN = 2

/** What a driver gains by leaving a little earlier, or may stay for nothing. */
export function tipsOf({ leaveBy, saved, freeUntil }: Advice, stay: Stay): Tip[] {
  const { until, zone } = stay
  const tips: Tip[] = []
  if (leaveBy && saved && isWorthIt(leaveBy, saved, stay)) {
    const time = timeOf(leaveBy, until, zone)
    const text = translate('parking.advice.leave', { time, saved: formatMoney(saved) })
    tips.push({ kind: 'leave', until: leaveBy, text })
  }
  const longer = freeUntil ? Math.floor((Date.parse(freeUntil) - Date.parse(until)) / 60_000) : 0
  if (freeUntil && longer >= LONGER_MINUTES_MIN) {
    tips.push({ kind: 'stay', until: freeUntil, text: longerText(longer, timeOf(freeUntil, until, zone)) })
  }
  return tips
}

/** For a car that is inside, where the end is still open: until when it costs what it costs now. */
export function runningTip({ freeUntil }: Advice, zone: string, now: Date): string | undefined {
  return freeUntil && Date.parse(freeUntil) > now.getTime()
    ? translate('parking.advice.running', { time: timeOf(freeUntil, now.toISOString(), zone) })
    : undefined
}

function isWorthIt(leaveBy: string, saved: Money, { from, until, price }: Stay): boolean {
  const end = Date.parse(until)
  const timeShare = (end - Date.parse(leaveBy)) / (end - Date.parse(from))
  const savedShare = saved.amountMinor / price.amountMinor
  return savedShare >= SAVED_SHARE_MIN && savedShare >= timeShare * SAVED_PER_TIME_MIN
}

function longerText(minutes: number, time: string): string {
  return minutes % 60 === 0
    ? translate('parking.advice.hours', { count: minutes / 60, time }, minutes / 60)
    : translate('parking.advice.minutes', { count: minutes, time }, minutes)
}

function timeOf(instant: string, near: string, zone: string): string {
  return localTimeOf(instant, zone).date === localTimeOf(near, zone).date
    ? formatTime(instant, zone)
    : formatInstant(instant, zone)
}
