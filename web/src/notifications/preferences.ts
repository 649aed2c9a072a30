import type { NotificationPreferences, NotificationPreferencesRequest } from '@/platform/api/generated'

export type Channel = NotificationPreferences['available'][number]
export type Kind = NotificationPreferences['kinds'][number]['kind']

/** What the form holds. */
export interface PreferenceForm {
  timeZone: string
  quiet: boolean
  quietFrom: string
  quietUntil: string
  phone: string
  chatUrl: string
  channels: Partial<Record<Kind, Channel[]>>
}

const QUIET_FROM = '22:00'
const QUIET_UNTIL = '07:00'

/** Before anything was chosen, the clocks are those of this browser. */
export function formOf(saved: NotificationPreferences, browserZone: string): PreferenceForm {
  return {
    timeZone: saved.isChosen ? saved.timeZone : browserZone,
    quiet: saved.quietFrom !== undefined,
    quietFrom: saved.quietFrom ?? QUIET_FROM,
    quietUntil: saved.quietUntil ?? QUIET_UNTIL,
    phone: saved.phone ?? '',
    chatUrl: saved.chatUrl ?? '',
    channels: Object.fromEntries(saved.kinds.map(({ kind, channels }) => [kind, [...channels]])),
  }
}

/** Which ways a kind may take: those that are there, and reach somebody. */
export function waysOf(saved: NotificationPreferences, form: PreferenceForm, hasBrowser: boolean): Channel[] {
  const reaches: Record<Channel, boolean> = {
    EMAIL: true,
    SMS: form.phone.trim() !== '',
    CHAT: form.chatUrl.trim() !== '',
    PUSH: hasBrowser,
  }
  return saved.available.filter((channel) => reaches[channel])
}

/** The first browser brings some kinds with it, without touching what else was chosen and is not saved yet. */
export function withPushOf(saved: NotificationPreferences, form: PreferenceForm): PreferenceForm['channels'] {
  const pushed = saved.kinds.filter(({ channels }) => channels.includes('PUSH'))
  return {
    ...form.channels,
    ...Object.fromEntries(pushed.map(({ kind }) => [kind, toggled(form.channels[kind] ?? [], 'PUSH', true)])),
  }
}

export function toggled(channels: readonly Channel[], channel: Channel, on: boolean): Channel[] {
  const others = channels.filter((one) => one !== channel)
  return on ? [...others, channel] : others
}

export function requestOf(
  saved: NotificationPreferences,
  form: PreferenceForm,
  hasBrowser: boolean,
): NotificationPreferencesRequest {
  const ways = waysOf(saved, form, hasBrowser)
  return {
    timeZone: form.timeZone,
    quietFrom: form.quiet ? form.quietFrom : undefined,
    quietUntil: form.quiet ? form.quietUntil : undefined,
    phone: form.phone.replace(/[\s()-]/g, '') || undefined,
    chatUrl: form.chatUrl.trim() || undefined,
    // A way whose number was taken out reaches nobody any more.
    kinds: saved.kinds.map(({ kind }) => ({
      kind,
      channels: (form.channels[kind] ?? []).filter((channel) => ways.includes(channel)),
    })),
  }
}
