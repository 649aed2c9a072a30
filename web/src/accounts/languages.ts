import type { Language } from '@/platform/api/generated'

/** Each in its own name: whoever looks for theirs may not read another. */
const names: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  hi: 'हिन्दी',
}

export const languages = (Object.keys(names) as Language[]).map((value) => ({ value, label: names[value] }))
