import { refDebounced } from '@vueuse/core'
import { ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { addressOf, filterOf } from './deskFilter'
import { useStaying } from './useStaying'

const TYPING_MILLIS = 250

/** What the person sets, and what is asked for: a little later, so that typing is not one question a letter. */
export function useDeskFilter() {
  const route = useRoute()
  const router = useRouter()
  const staying = useStaying()
  const filter = ref(filterOf(route.query))
  const written = ref(filter.value)
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
