import { watchDebounced } from '@vueuse/core'
import { ref } from 'vue'
import type { Tariff } from '@/platform/api/generated'
import type { TariffDraft } from './draft'
import { readDocument } from './shape'

/** What somebody began to write for a lot, as it is kept in their browser. */
export interface Kept {
  /** When it was changed last. */
  at: string
  tariff: Tariff
}

const name = (lotId: string) => `parkapp-tariff-draft-${lotId}`

/** A browser may forbid to keep anything; then there is just no draft to go on with. */
export function readKept(lotId: string): Kept | undefined {
  try {
    const { at, tariff } = JSON.parse(localStorage.getItem(name(lotId)) ?? '{}') as Partial<Kept>
    const read = tariff && readDocument(JSON.stringify(tariff))
    return at && read && 'tariff' in read ? { at, tariff: read.tariff } : undefined
  } catch {
    return undefined
  }
}

export function forget(lotId: string): void {
  try {
    localStorage.removeItem(name(lotId))
  } catch {
    // Nothing was kept.
  }
}

/** Keeps what is written, from the first change on, until `stop`. */
export function useKeeping(lotId: string, draft: TariffDraft) {
  const savedAt = ref<string>()
  const changed = ref(false)

  function keep() {
    const at = new Date().toISOString()
    try {
      localStorage.setItem(name(lotId), JSON.stringify({ at, tariff: draft as Tariff }))
      savedAt.value = at
    } catch {
      savedAt.value = undefined
    }
  }

  const stop = watchDebounced(
    () => JSON.stringify(draft),
    () => {
      changed.value = true
      keep()
    },
    { debounce: 300, maxWait: 2000 },
  )

  return { savedAt, changed, keep, stop }
}
