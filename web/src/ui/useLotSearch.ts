import { keepPreviousData, useQueries, useQuery } from '@tanstack/vue-query'
import { refDebounced } from '@vueuse/core'
import { computed, ref, shallowReactive, watchEffect } from 'vue'
import type { LotSummary } from '@/platform/api/generated'
import { lotOptions, searchLotsOptions } from '@/platform/api/generated/@tanstack/vue-query.gen'
import { SEARCH_CHARACTERS_MAX, TYPING_MILLIS } from '@/platform/useFilter'

const SHOWN_MAX = 50

type Choice = Pick<LotSummary, 'id' | 'name' | 'currency' | 'timeZone'>

/**
 * Car parks that the person runs, found by typing; those that are chosen stay among them.
 *
 * @param chosen their ids
 * @param operator only this operator's; empty while it is not known
 */
export function useLotSearch(chosen: () => string[], operator: () => string | undefined = () => undefined) {
  const typed = ref('')
  const asked = refDebounced(typed, TYPING_MILLIS)
  const found = useQuery(
    computed(() => ({
      ...searchLotsOptions({
        query: {
          q: asked.value.trim().slice(0, SEARCH_CHARACTERS_MAX) || undefined,
          managed: true,
          operatorId: operator(),
          sort: 'NAME',
          limit: SHOWN_MAX,
        },
      }),
      placeholderData: keepPreviousData,
      enabled: operator() !== '',
    })),
  )
  const items = computed<Choice[]>(() => found.data.value?.items ?? [])

  const seen = shallowReactive(new Map<string, Choice>())
  watchEffect(() => items.value.forEach((lot) => seen.set(lot.id, lot)))
  const unseen = useQueries({
    queries: computed(() =>
      found.data.value
        ? chosen()
            .filter((id) => !seen.has(id))
            .map((id) => lotOptions({ path: { id } }))
        : [],
    ),
  })
  watchEffect(() => unseen.value.forEach(({ data }) => data && seen.set(data.id, data)))

  const lots = computed(() => {
    const listed = new Set(items.value.map(({ id }) => id))
    const others = chosen().flatMap((id) => (listed.has(id) ? [] : (seen.get(id) ?? [])))
    return [...others, ...items.value]
  })
  /** Whoever runs one or none is not asked. */
  const hasChoice = computed(() => chosen().length > 0 || asked.value !== '' || items.value.length > 1)

  return { typed, lots, hasChoice, isFetching: found.isFetching }
}
