import type { Export } from '@/platform/api/generated'
import { formatNumber } from '@/platform/format'

export function isUnderWay({ status }: Pick<Export, 'status'>): boolean {
  return status === 'QUEUED' || status === 'RUNNING'
}

/** How far it is, from 0 to 100; null where nobody knows how far it will go. */
export function percentOf({ rowsDone, rowsTotal }: Pick<Export, 'rowsDone' | 'rowsTotal'>): number | null {
  return rowsTotal ? Math.min(100, Math.floor((100 * rowsDone) / rowsTotal)) : null
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** As people compare sizes: 247 MB. */
export function formatSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  return `${formatNumber(Number(value.toFixed(digits)))} ${UNITS[unit]}`
}

/** 2026-11 as November 2026. */
export function formatMonth(month: string): string {
  return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}
