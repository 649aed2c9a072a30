import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { lotOptions } from './api/generated/@tanstack/vue-query.gen'

/** In whose days a list is filtered: the car park's that it is filtered by (its id), else the person's own. */
export function useLotZone(lot: Ref<string>): Ref<string> {
  const found = useQuery(
    computed(() => ({ ...lotOptions({ path: { id: lot.value } }), enabled: lot.value !== '' })),
  )
  return computed(
    () => (lot.value && found.data.value?.timeZone) || Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
}
