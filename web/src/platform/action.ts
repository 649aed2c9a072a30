import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { asProblem, type Problem } from './problem'

export interface ActionContext {
  /** Spread into the request: `reserve({ body, headers })`. */
  headers: { 'Idempotency-Key': string }
}

interface ActionOptions<Result> {
  /** Tags of the API whose answers are out of date afterwards, as named in the contract: 'reservations'. */
  refreshes?: readonly string[]
  onDone?: (result: Result) => unknown
}

/**
 * Something a person does once. Pressing the button again after a lost connection is the same action, so
 * it keeps its idempotency key and cannot happen twice; after a definite answer, or with other input, it
 * is a new one.
 */
export function useAction<Input, Result>(
  act: (input: Input, context: ActionContext) => Promise<{ data: Result }>,
  { refreshes = [], onDone }: ActionOptions<Result> = {},
) {
  const queries = useQueryClient()
  let pending: { key: string; input: string } | undefined

  return useMutation<Result, Problem, Input>({
    mutationFn: async (input) => {
      const written = JSON.stringify(input) ?? ''
      if (pending?.input !== written) {
        pending = { key: crypto.randomUUID(), input: written }
      }
      try {
        const { data } = await act(input, { headers: { 'Idempotency-Key': pending.key } })
        pending = undefined
        return data
      } catch (error) {
        const problem = asProblem(error)
        if (!problem.unsettled) {
          pending = undefined
        }
        throw problem
      }
    },
    onSuccess: async (result) => {
      await onDone?.(result)
      if (refreshes.length) {
        void queries.invalidateQueries({ predicate: (query) => hasTag(query.queryKey, refreshes) })
      }
    },
  })
}

function hasTag(key: readonly unknown[], tags: readonly string[]): boolean {
  const head = key[0]
  return (
    typeof head === 'object' &&
    head !== null &&
    'tags' in head &&
    Array.isArray(head.tags) &&
    head.tags.some((tag) => tags.includes(tag))
  )
}
