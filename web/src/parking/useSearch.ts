import { useNow } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'
import { isZone } from '@/platform/localtime'
import type { TimeWindow } from '@/ui/window'
import { queryOf, type Search, searchOf } from './search'
import { useStaying } from '@/platform/useStaying'
import { firstGuess, textOf, windowOf } from './windowQuery'

interface Asked extends Search {
  window?: TimeWindow
  /** In which the window is meant, where that is not the reader's own: a search that finds nothing cannot tell. */
  zone?: string
  view: 'list' | 'map'
}

function zoneIn(query: LocationQuery): string | undefined {
  const zone = textOf(query, 'zone')
  return zone && isZone(zone) ? zone : undefined
}

/** The search as the address has it, so that it can be shared, survives a reload and comes back with "back". */
export function useSearch() {
  const route = useRoute()
  const router = useRouter()
  const now = useNow({ interval: 30_000 })
  const staying = useStaying()

  // Nobody chose a time yet: it begins at the next quarter, also for somebody who looks for long.
  const guess = ref(firstGuess())
  watch(now, (time) => {
    if (Date.parse(guess.value.from) < time.getTime()) {
      guess.value = firstGuess(time)
    }
  })

  const inAddress = computed(() => windowOf(route.query))
  /** What is wrong with the window in the address. */
  const windowFault = computed(() => inAddress.value.fault)
  const asked = computed<Asked>(() => ({
    ...searchOf(route.query),
    window: inAddress.value.window,
    zone: zoneIn(route.query),
    view: textOf(route.query, 'view') === 'map' ? 'map' : 'list',
  }))
  const window = computed(() => asked.value.window ?? guess.value)

  // Two changes in a row must both arrive, though the router takes its time.
  let coming: Asked | undefined
  function change(part: Partial<Asked>) {
    if (!staying()) {
      return
    }
    coming = { ...(coming ?? asked.value), ...part }
    const { window: chosen, zone, view, ...search } = coming
    const query = { ...queryOf(search), ...chosen, ...(zone && { zone }), ...(view === 'map' && { view }) }
    void router.replace({ query }).finally(() => (coming = undefined))
  }

  return { asked, window, windowFault, change }
}
