import { type InfiniteData, QueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { Problem } from './problem'

export const queryClient = new QueryClient({
  defaultOptions: {
    // Offline is answered with a problem that says so, not with a silent wait.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      // A refusal stays a refusal; only silence and failures of the server are worth another try.
      retry: (failures, error) => failures < 2 && error instanceof Problem && error.unsettled,
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
  },
})

/** Spread into a list's infinite options: how one page leads to the next. */
export const keyset = {
  initialPageParam: {},
  getNextPageParam: (page: { nextCursor?: string }) => page.nextCursor,
}

/** What useInfiniteQuery({ ...somethingInfiniteOptions(…), ...keyset }) gives. */
export interface Pages<Item> {
  data: Ref<InfiniteData<{ items: Item[] }, unknown> | undefined>
  error: Ref<unknown>
  hasNextPage: Ref<boolean>
  isFetchingNextPage: Ref<boolean>
  fetchNextPage: () => unknown
  refetch: () => unknown
}
