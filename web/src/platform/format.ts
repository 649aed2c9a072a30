import { parseAbsolute, toCalendarDate } from '@internationalized/date'
import type { Money } from './api/generated'

// English by default as it is read here; a currency that is grouped in its own way brings its locale.
const reader = navigator.languages?.find((language) => language.startsWith('en')) ?? 'en-GB'
const grouping: Record<string, string> = {
  INR: 'en-IN',
  PKR: 'en-IN',
  BDT: 'en-IN',
  NPR: 'en-IN',
  LKR: 'en-IN',
}

type When = string | Date

/** Exact at any size: the digits are placed as text, never as a binary fraction. */
export function formatMoney({ amountMinor, currency }: Money, locale = grouping[currency] ?? reader): string {
  const format = moneyFormat(locale, currency)
  return format.format(decimal(amountMinor, format.resolvedOptions().maximumFractionDigits ?? 0))
}

/** A decimal in the currency's major unit, as tariffs are written: "0.029167" keeps all of its digits. */
export function formatAmount(amount: string, currency: string): string {
  const locale = grouping[currency] ?? reader
  const digits = Math.max(minorDigits(currency), amount.replace(/\.?0*$/, '').split('.')[1]?.length ?? 0)
  return cached(
    `amount|${locale}|${currency}|${digits}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        maximumFractionDigits: digits,
      }),
  ).format(amount as `${number}`)
}

/** "12.50" for an input field. */
export function moneyInput({ amountMinor, currency }: Money): string {
  return decimal(amountMinor, minorDigits(currency))
}

/** What was typed as minor units, or nothing if it is not an amount of this currency: "12.5" → 1250. */
export function parseMoney(typed: string, currency: string): Money | undefined {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d{1,13})(?:[.,](\d+))?$/.exec(typed.trim())
  if (!match || (match[3] ?? '').length > digits) {
    return undefined
  }
  const amountMinor = Number(`${match[2]}${(match[3] ?? '').padEnd(digits, '0')}`)
  return { amountMinor: match[1] && amountMinor ? -amountMinor : amountMinor, currency }
}

export function minorDigits(currency: string): number {
  return moneyFormat('en', currency).resolvedOptions().maximumFractionDigits ?? 2
}

/** "Tue 1 Dec, 09:00" as a clock at the lot shows it; with the year when it is not this one. */
export function formatInstant(instant: When, zone: string, now: When = new Date()): string {
  return dateTimeFormat(zone, yearOf(instant, zone) !== yearOf(now, zone)).format(date(instant))
}

export function formatDate(instant: When, zone: string): string {
  return cached(
    `date|${zone}`,
    () =>
      new Intl.DateTimeFormat(reader, {
        timeZone: zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
      }),
  ).format(date(instant))
}

/** "1 Dec" of a day on the calendar, as 2026-12-01. */
export function formatDay(day: string): string {
  return cached(
    'day',
    () => new Intl.DateTimeFormat(reader, { timeZone: 'UTC', day: 'numeric', month: 'short' }),
  ).format(new Date(`${day}T00:00:00Z`))
}

export function formatTime(instant: When, zone: string): string {
  return cached(
    `time|${zone}`,
    () =>
      new Intl.DateTimeFormat(reader, {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  ).format(date(instant))
}

/** "Tue 1 Dec, 09:00 – 11:30", with the second date only when it is another day there. */
export function formatRange(from: When, until: When, zone: string, now: When = new Date()): string {
  const end =
    localDay(from, zone) === localDay(until, zone) ? formatTime(until, zone) : formatInstant(until, zone, now)
  return `${formatInstant(from, zone, now)} – ${end}`
}

/** "in 5 minutes", "2 hours ago". */
export function formatRelative(instant: When, now: When = new Date()): string {
  const seconds = Math.round((date(instant).getTime() - date(now).getTime()) / 1000)
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? (['second', 1] as const)
  return cached('relative', () => new Intl.RelativeTimeFormat(reader, { numeric: 'auto' })).format(
    Math.trunc(seconds / size),
    unit,
  )
}

/** "2 h 30 min", "3 d 4 h": the time that really passes between two instants. */
export function formatDuration(from: When, until: When): string {
  return formatMinutes(Math.round((date(until).getTime() - date(from).getTime()) / 60_000))
}

export function formatMinutes(total: number): string {
  const days = Math.floor(total / 1440)
  const hours = Math.floor((total % 1440) / 60)
  const minutes = total % 60
  const parts = [days && unit(days, 'd'), hours && unit(hours, 'h'), minutes && unit(minutes, 'min')]
  return parts.filter(Boolean).join(' ') || unit(0, 'min')
}

/** A line never ends between a number and its unit. */
function unit(count: number | string, name: string): string {
  return `${count}\u00a0${name}`
}

export function formatDistance(meters: number): string {
  return meters < 995
    ? unit(Math.round(meters / 10) * 10, 'm')
    : unit(
        new Intl.NumberFormat(reader, { maximumFractionDigits: meters < 9950 ? 1 : 0 }).format(meters / 1000),
        'km',
      )
}

export function formatNumber(value: number): string {
  return cached('number', () => new Intl.NumberFormat(reader)).format(value)
}

export function formatPercent(share: number): string {
  return cached(
    'percent',
    () => new Intl.NumberFormat(reader, { style: 'percent', maximumFractionDigits: 0 }),
  ).format(share)
}

/** Whether clocks there are called the same as the reader's own; Asia/Calcutta is Asia/Kolkata. */
export function isOwnZone(zone: string): boolean {
  return canonicalZone(zone) === canonicalZone()
}

function canonicalZone(zone?: string): string {
  return cached(
    `zone|${zone ?? ''}`,
    () => new Intl.DateTimeFormat('en', { timeZone: zone }),
  ).resolvedOptions().timeZone
}

function decimal(amountMinor: number, digits: number): `${number}` {
  const text = Math.abs(amountMinor)
    .toString()
    .padStart(digits + 1, '0')
  const split = text.length - digits
  const fraction = digits ? `.${text.slice(split)}` : ''
  return `${amountMinor < 0 ? '-' : ''}${text.slice(0, split)}${fraction}` as `${number}`
}

function dateTimeFormat(zone: string, withYear: boolean) {
  return cached(
    `instant|${zone}|${withYear}`,
    () =>
      new Intl.DateTimeFormat(reader, {
        timeZone: zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        ...(withYear && { year: 'numeric' }),
      }),
  )
}

function moneyFormat(locale: string, currency: string) {
  return cached(
    `money|${locale}|${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
  )
}

function localDay(instant: When, zone: string): string {
  return toCalendarDate(parseAbsolute(date(instant).toISOString(), zone)).toString()
}

function yearOf(instant: When, zone: string): string {
  return localDay(instant, zone).slice(0, 4)
}

function date(when: When): Date {
  return typeof when === 'string' ? new Date(when) : when
}

// Making an Intl formatter costs far more than using it, and lists use the same few.
const formats = new Map<string, unknown>()

function cached<T>(key: string, make: () => T): T {
  if (!formats.has(key)) {
    formats.set(key, make())
  }
  return formats.get(key) as T
}
