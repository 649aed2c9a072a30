import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useAction } from './action'
import { Problem } from './problem'

function action(answers: (Problem | string)[]) {
  const keys: string[] = []
  let act!: ReturnType<typeof useAction<string, string>>
  mount(
    defineComponent({
      setup() {
        act = useAction(async (_input: string, { headers }) => {
          keys.push(headers['Idempotency-Key'])
          const answer = answers.shift() ?? 'done'
          if (answer instanceof Problem) throw answer
          return { data: answer }
        })
        return () => null
      },
    }),
  )
  const run = (input: string) => act.mutateAsync(input).catch((problem: unknown) => problem)
  return { run, keys }
}

const offline = new Problem('offline', 0)

describe('an action', () => {
  it('keeps its key while nobody knows whether it happened', async () => {
    const { run, keys } = action([offline, new Problem('internal-error', 500), 'done'])
    await run('a')
    await run('a')
    expect(await run('a')).toBe('done')
    expect(new Set(keys).size).toBe(1)
  })

  it('is a new one after an answer, be it yes or no', async () => {
    const { run, keys } = action(['done', new Problem('spot-taken', 409), 'done'])
    await run('a')
    await run('a')
    await run('a')
    expect(new Set(keys).size).toBe(3)
  })

  it('is a new one with other input', async () => {
    const { run, keys } = action([offline, 'done'])
    await run('a')
    await run('b')
    expect(new Set(keys).size).toBe(2)
  })
})
