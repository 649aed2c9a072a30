import { useDocumentVisibility, useThrottleFn } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'

const POLL_MS = 20_000
const AT_MOST_EVERY_MS = 1500

/**
 * Calls whenever the free spots of the lot have changed: as the server tells it, or from time to time where the
 * line does not hold. A page in the background asks nothing; when it is looked at again it is brought up to date.
 */
export function useLiveLot(id: string, onNews: () => unknown) {
  const visibility = useDocumentVisibility()
  const tell = useThrottleFn(onNews, AT_MOST_EVERY_MS, true)
  let source: EventSource | undefined
  let polling: ReturnType<typeof setInterval> | undefined

  function listen() {
    stop()
    if (typeof EventSource === 'undefined') {
      poll()
      return
    }
    source = new EventSource(`/api/lots/${encodeURIComponent(id)}/live`)
    source.addEventListener('availability', () => void tell())
    source.addEventListener('open', () => {
      clearInterval(polling)
      polling = undefined
    })
    // The browser connects again by itself unless it was refused; meanwhile we ask.
    source.addEventListener('error', poll)
  }

  function poll() {
    polling ??= setInterval(() => void tell(), POLL_MS)
  }

  function stop() {
    source?.close()
    source = undefined
    clearInterval(polling)
    polling = undefined
  }

  watch(visibility, (now) => (now === 'visible' ? listen() : stop()), { immediate: true })
  onScopeDispose(stop)
}
