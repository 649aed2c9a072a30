import type { Job, JobOutcome, JobRun, JobStatus } from '@/platform/api/generated'

/** In the order in which somebody should look at them. */
export const statuses = [
  'FAILED',
  'RETRYING',
  'RUNNING',
  'DUE',
  'WAITING',
] as const satisfies readonly JobStatus[]

export const outcomes = [
  'FAILED',
  'CANCELLED',
  'HANDED_BACK',
  'SUCCEEDED',
] as const satisfies readonly JobOutcome[]

export const statusLooks = {
  FAILED: ['error', 'i-lucide-circle-x'],
  RETRYING: ['warning', 'i-lucide-rotate-cw'],
  RUNNING: ['info', 'i-lucide-loader'],
  DUE: ['neutral', 'i-lucide-circle-play'],
  WAITING: ['neutral', 'i-lucide-clock'],
} as const satisfies Record<JobStatus, readonly [string, string]>

export const outcomeLooks = {
  SUCCEEDED: ['success', 'i-lucide-check'],
  FAILED: ['error', 'i-lucide-circle-x'],
  CANCELLED: ['neutral', 'i-lucide-circle-slash'],
  HANDED_BACK: ['neutral', 'i-lucide-corner-up-left'],
} as const satisfies Record<JobOutcome, readonly [string, string]>

/** 0 to 100; undefined where the whole is not known. */
export function percent({ done, total }: Pick<Job, 'done' | 'total'>): number | undefined {
  return done === undefined || !total ? undefined : Math.min(100, Math.floor((done * 100) / total))
}

const UNITS = { H: 'h', M: 'min', S: 's' } as const

/** PT1H30M as 1 h 30 min; pauses of jobs are shorter than a day. */
export function pause(iso: string): string {
  return Array.from(
    iso.matchAll(/(\d+)([HMS])/g),
    ([, count, unit]) => `${count} ${UNITS[unit as keyof typeof UNITS]}`,
  ).join(' ')
}

/** How long a run took: 0.2 s, 12 s, 3 min 5 s. */
export function took({ startedAt, finishedAt }: Pick<JobRun, 'startedAt' | 'finishedAt'>): string {
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`
  }
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** 03:10:00 as 03:10. */
export function timeOfDay(text: string): string {
  return text.slice(0, 5)
}
