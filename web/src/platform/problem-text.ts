import { hasText, translate } from './i18n'
import type { Problem } from './problem'

/** What is wrong with each field, with its name, as people read it where it is one of those they see. */
export function fieldTexts({ errors }: Problem): string[] {
  return errors.map(({ field, message }) => {
    const key = `platform.field.${field}`
    return translate('platform.fieldMessage', { field: hasText(key) ? translate(key) : field, message })
  })
}

/** The title and the explanation a person reads, in their language, whatever the server wrote. */
export function problemText(problem: Problem): { title: string; detail: string } {
  const key = hasText(`problems.${problem.type}.title`) ? problem.type : 'unexpected'
  return { title: translate(`problems.${key}.title`), detail: translate(`problems.${key}.detail`) }
}
