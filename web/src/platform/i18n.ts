import { createI18n } from 'vue-i18n'
import { problems } from './problems.en'

type Texts = { [key: string]: string | Texts }

// Each capability brings its own texts; they are found under the name of its folder: lots.find.title.
const files = import.meta.glob<Texts>('/src/*/texts.en.ts', { eager: true, import: 'default' })

const en: Texts = { problems }
for (const [path, texts] of Object.entries(files)) {
  en[path.split('/')[2] ?? path] = texts
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en },
})

/** For code outside components. */
export const translate = i18n.global.t
export const hasText = i18n.global.te
