import { translate } from '@/platform/i18n'
import { formatMinutes } from '@/platform/format'
import type { StayLike } from './composer'

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

/** "Tue, 1 Dec 2026, 09:00 – 10:30, Motorcycle": local times, whatever zone they are in. */
export function writeStay(stay: StayLike): string {
  const [date = '', from = ''] = stay.from.split('T')
  const [lastDate = '', until = ''] = stay.until.split('T')
  if (!from || !until) return '–'
  const end = date === lastDate ? until : `${writeDay(lastDate)}, ${until}`
  return [
    `${writeDay(date)}, ${from} – ${end}`,
    stay.kind && stay.kind !== 'STANDARD' && translate(`ui.kind.${stay.kind}`),
    stay.vehicle,
    ...(stay.concessions ?? []),
    stay.lostTicket && translate('tariffs.compose.try.lost'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** By the clock on the wall, which is what somebody who types both times thinks of. */
export function writeLength({ from, until }: Pick<StayLike, 'from' | 'until'>): string {
  const minutes = Math.round((Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000)
  return minutes > 0 ? formatMinutes(minutes) : ''
}

export function plusLocal(local: string, minutes: number): string {
  const time = Date.parse(`${local}Z`)
  return Number.isNaN(time) ? '' : new Date(time + minutes * 60_000).toISOString().slice(0, 16)
}

function writeDay(date: string): string {
  const time = Date.parse(`${date}T00:00Z`)
  return Number.isNaN(time) ? date : day.format(time)
}

/** "Tue, 1 Dec 2026, 09:00" */
export function writeMoment(local: string): string {
  const [date = '', time = ''] = local.split('T')
  return time ? `${writeDay(date)}, ${time.slice(0, 5)}` : '–'
}
