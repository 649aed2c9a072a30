import { describe, expect, it } from 'vitest'
import contract from '../../openapi.json'
import { hasText } from './i18n'
import { Problem } from './problem'
import { problemText } from './problem-text'
import { problems } from './problems.en'

const sources = import.meta.glob<string>(
  ['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!../**/generated/**'],
  {
    eager: true,
    query: '?raw',
    import: 'default',
  },
)

describe('texts', () => {
  it.each(contract.components.schemas.Problem.properties.type.enum)('has words for %s', (type) => {
    expect(Object.keys(problems)).toContain(type.split('/').pop())
  })

  it('says something for a problem nobody has heard of', () => {
    expect(problemText(new Problem('brand-new', 418)).title).toBe('Something went wrong')
  })

  it.each(Object.keys(sources))('exist for every key used in %s', (path) => {
    const used = [...(sources[path] ?? '').matchAll(/(?:\bt|translate)\(\s*'([\w-]+(?:\.[\w-]+)+)'/g)].map(
      (use) => use[1],
    )
    expect(used.filter((key) => key && !hasText(key))).toEqual([])
  })
})
