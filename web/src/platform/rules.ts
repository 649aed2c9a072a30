import * as v from 'valibot'
import { parseMoney } from './format'
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

/** A whole number as it stands in a text field. */
export function typedNumber(min: number, max: number) {
  return v.pipe(
    line(12),
    v.regex(/^-?\d+$/, () => translate('platform.rules.whole')),
    v.transform(Number),
    wholeNumber(min, max),
  )
}

/** A whole number that may be left out; then the field is not sent. */
export function optionalTypedNumber(min: number, max: number) {
  return optionally(typedNumber(min, max))
}

/** "12.50" as minor units of a currency, which may be chosen in the same form. */
export function amount(currency: () => string) {
  return v.pipe(
    line(20),
    v.check(
      (text) => (parseMoney(text, currency())?.amountMinor ?? -1) >= 0,
      () => translate('platform.rules.amount', { currency: currency() }),
    ),
    v.transform((text) => parseMoney(text, currency())?.amountMinor ?? 0),
  )
}

export function optionalAmount(currency: () => string) {
  return optionally(amount(currency))
}

function optionally<Output>(rule: v.GenericSchema<string, Output>) {
  const empty = v.pipe(
    v.string(),
    v.trim(),
    v.literal(''),
    v.transform((): undefined => undefined),
  )
  // Not a union, whose one error would say less than that of the field itself.
  return v.lazy((typed): v.GenericSchema<string, Output | undefined> =>
    typeof typed === 'string' && typed.trim() === '' ? empty : rule,
  )
}
