import type { LocationQuery } from 'vue-router'
import type { Message, OutboxData } from '@/platform/api/generated'
import { SEARCH_CHARACTERS_MAX } from '@/platform/useFilter'

export const kinds = [
  'WELCOME',
  'EMAIL_CONFIRMATION',
  'PASSWORD_RESET',
  'RESERVATION_CONFIRMED',
  'RESERVATION_CHANGED',
  'RESERVATION_CANCELLED',
  'RECEIPT',
  'EXPORT_READY',
  'REMINDER',
  'HOLD_LAPSING',
  'OVERSTAY',
  'NO_SHOW',
  'MONTHLY_REPORT',
  'WAITING_FOR_YOU',
  'BOOKS_DIFFER',
] as const satisfies readonly Message['kind'][]

export const statuses = [
  'QUEUED',
  'SENT',
  'FAILED',
  'DROPPED',
] as const satisfies readonly Message['status'][]

export const looks = {
  QUEUED: ['warning', 'i-lucide-clock'],
  SENT: ['success', 'i-lucide-check'],
  FAILED: ['error', 'i-lucide-circle-x'],
  DROPPED: ['neutral', 'i-lucide-circle-slash'],
} as const satisfies Record<Message['status'], readonly [string, string]>

/** What is looked for, and which one is open; everything empty where it does not matter. */
export interface MessageFilter {
  q: string
  kind: Message['kind'] | ''
  status: Message['status'] | ''
  message: string
}

export const nothing: MessageFilter = { q: '', kind: '', status: '', message: '' }

export function filterOf(address: LocationQuery): MessageFilter {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '')
  return {
    q: text('q').slice(0, SEARCH_CHARACTERS_MAX),
    kind: kinds.find((kind) => kind === address.kind) ?? '',
    status: statuses.find((status) => status === address.status) ?? '',
    message: text('message'),
  }
}

export function addressOf({ q, ...others }: MessageFilter): Record<string, string> {
  return Object.fromEntries(Object.entries({ q: q.trim(), ...others }).filter(([, value]) => value))
}

export function isFiltered({ q, kind, status }: MessageFilter): boolean {
  return Boolean(q.trim() || kind || status)
}

export function queryOf({ q, kind, status }: MessageFilter): NonNullable<OutboxData['query']> {
  return { q: q.trim() || undefined, kind: kind || undefined, status: status || undefined }
}

const CHARSET = /<meta charset="utf-8">/i

/** The mail's own page, whose links open beside ours and not in its frame. */
export function framed(html: string): string {
  return html.replace(CHARSET, (charset) => `${charset}<base target="_blank">`)
}
