import * as v from 'valibot'
import { translate } from './i18n'

// The pieces forms are made of; each says what is wrong in the person's language.

/** A line that must not be left empty. */
export function line(longest = 200) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(() => translate('platform.rules.required')),
    v.maxLength(longest, () => translate('platform.rules.long', { count: longest })),
  )
}

/** A line that may stay empty; then the field is not sent. */
export function optionalLine(longest = 200) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(longest, () => translate('platform.rules.long', { count: longest })),
    v.transform((text) => text || undefined),
  )
}

export function email() {
  return v.pipe(
    line(254),
    v.email(() => translate('platform.rules.email')),
  )
}

/** Sent exactly as typed: a password may begin or end with a space. */
export function secret() {
  return v.pipe(
    v.string(),
    v.nonEmpty(() => translate('platform.rules.required')),
  )
}

export function newPassword() {
  return v.pipe(
    v.string(),
    v.minLength(8, () => translate('platform.rules.short', { count: 8 })),
    v.maxLength(128, () => translate('platform.rules.long', { count: 128 })),
  )
}

export function wholeNumber(min: number, max: number) {
  const range = () => translate('platform.rules.range', { min, max })
  return v.pipe(
    v.number(() => translate('platform.rules.whole')),
    v.integer(() => translate('platform.rules.whole')),
    v.minValue(min, range),
    v.maxValue(max, range),
  )
}
