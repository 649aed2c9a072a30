import { refDebounced } from '@vueuse/core'
import { type Ref, ref, watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'
import { useStaying } from './useStaying'

/** A search waits so long for the next letter. */
export const TYPING_MILLIS = 250

/** Of a text that is searched for; the server refuses longer ones. */
export const SEARCH_CHARACTERS_MAX = 100

/**
 * What the person sets, and what is asked for: a little later, so that typing is not one question a letter. It stands in
 * the page's address, so that a list can be sent to somebody, and going back finds it.
 */
export function useFilter<Filter extends object>(
  filterOf: (address: LocationQuery) => Filter,
  addressOf: (filter: Filter) => Record<string, string | string[]>,
) {
  const route = useRoute()
  const router = useRouter()
  const staying = useStaying()
  const filter = ref(filterOf(route.query)) as Ref<Filter>
  const written = ref(filter.value) as Ref<Filter>
  const asked = refDebounced(written, TYPING_MILLIS)

  watch(filter, (now) => (written.value = { ...now }), { deep: true })
  watch(asked, (now) => staying() && void router.replace({ query: addressOf(now) }))
  watch(
    () => route.query,
    (query) => {
      const there = filterOf(query)
      if (JSON.stringify(addressOf(there)) !== JSON.stringify(addressOf(asked.value))) {
        filter.value = there
      }
    },
  )
  return { filter, asked }
}
