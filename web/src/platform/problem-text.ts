import { hasText, translate } from './i18n'
import type { Problem } from './problem'

/** The title and the explanation a person reads, in their language, whatever the server wrote. */
export function problemText(problem: Problem): { title: string; detail: string } {
  const key = hasText(`problems.${problem.type}.title`) ? problem.type : 'unexpected'
  return { title: translate(`problems.${key}.title`), detail: translate(`problems.${key}.detail`) }
}
