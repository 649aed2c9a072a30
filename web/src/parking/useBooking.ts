import { useNow, useSessionStorage } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { SpotKind } from '@/platform/api/generated'
import { plusMinutes } from '@/platform/localtime'
import type { TimeWindow } from '@/ui/window'
import { kinds } from './search'
import { firstGuess, instant, textOf, windowOf, written } from './windowQuery'

const FIRST_STAY_MINUTES = 120

interface Choice {
  window?: TimeWindow
  kind?: SpotKind
  spotId?: string
  /** The car is there already. */
  driveUp: boolean
}

/**
 * What a driver has chosen for a lot, in the address: it survives signing in, a reload and sharing. The plate is
 * nobody else's business and stays in this tab.
 */
export function useBooking() {
  const route = useRoute()
  const router = useRouter()
  const now = useNow({ interval: 30_000 })
  const plate = useSessionStorage('parkapp-plate', '')

  const guess = ref(firstGuess())
  watch(now, (time) => {
    if (Date.parse(guess.value.from) < time.getTime()) {
      guess.value = firstGuess(time)
    }
  })

  const inAddress = computed(() => windowOf(route.query))
  const choice = computed<Choice>(() => {
    const driveUp = textOf(route.query, 'now') === '1'
    return {
      driveUp,
      window: driveUp ? stay() : inAddress.value.window,
      kind: kinds.find((kind) => kind === textOf(route.query, 'kind')),
      spotId: textOf(route.query, 'spot'),
    }
  })
  const window = computed(() => choice.value.window ?? guess.value)

  /** What is wrong with the window in the address. */
  const windowFault = computed(() => (choice.value.driveUp ? undefined : inAddress.value.fault))

  /** From this minute until what the address says, while that lies ahead. */
  function stay(): TimeWindow {
    const from = new Date(Math.floor(now.value.getTime() / 60_000) * 60_000)
      .toISOString()
      .replace('.000Z', 'Z')
    const until = instant(route.query.until) ?? 0
    return {
      from,
      until: until > now.value.getTime() ? written(until) : plusMinutes(from, FIRST_STAY_MINUTES),
    }
  }

  function queryOf({ window: chosen, kind, spotId, driveUp }: Choice) {
    const search = textOf(route.query, 'search')
    return {
      ...(driveUp ? { now: '1', ...(chosen && { until: chosen.until }) } : chosen),
      ...(kind && { kind }),
      ...(spotId && { spot: spotId }),
      ...(search && { search }),
    }
  }

  let coming: Choice | undefined
  function change(part: Partial<Choice>) {
    coming = { ...(coming ?? choice.value), ...part }
    void router.replace({ query: queryOf(coming) }).finally(() => (coming = undefined))
  }

  /** Where to come back to with everything kept, the window too when nobody has touched it. */
  function address(): string {
    return router.resolve({ query: queryOf({ ...choice.value, window: window.value }) }).fullPath
  }

  return { choice, window, windowFault, plate, change, address }
}
