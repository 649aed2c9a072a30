import { useDocumentVisibility, useThrottleFn } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'
import { eventsOf } from './eventStream'
import { sendWithSession } from './http'
import { Problem } from './problem'

const POLL_MS = 20_000
const AGAIN_FIRST_MS = 1000
const AGAIN_MAX_MS = 30_000
/** The server says something every 15 seconds. */
const SILENCE_MAX_MS = 40_000

/**
 * Calls whenever the server tells of something on this line, or, while the line does not hold, from time to time. A
 * page in the background listens to nothing; when it is looked at again it goes on after the last event it has seen.
 *
 * @param atMostEveryMs calls of a burst are made one, at its end
 */
export function useLive(path: string, onNews: () => unknown, atMostEveryMs = 1500) {
  const visibility = useDocumentVisibility()
  const tell = useThrottleFn(onNews, atMostEveryMs, true)
  let listening: AbortController | undefined
  let polling: ReturnType<typeof setInterval> | undefined
  let lastEventId: string | undefined

  async function listen(stopped: AbortSignal) {
    let again = AGAIN_FIRST_MS
    while (!stopped.aborted) {
      try {
        await follow(stopped, () => {
          again = AGAIN_FIRST_MS
          stopPolling()
        })
      } catch (error) {
        if (!stopped.aborted && isRefusal(error)) {
          poll()
          return
        }
      }
      if (!stopped.aborted) {
        poll()
        // Not all at once when a server comes back.
        await pause(again * (0.5 + Math.random()), stopped)
        again = Math.min(again * 2, AGAIN_MAX_MS)
      }
    }
  }

  async function follow(stopped: AbortSignal, onReady: () => void) {
    const silent = new AbortController()
    let watchdog = setTimeout(() => silent.abort(), SILENCE_MAX_MS)
    try {
      const answer = await sendWithSession(new URL(path, window.location.origin), {
        headers: { Accept: 'text/event-stream', ...(lastEventId && { 'Last-Event-ID': lastEventId }) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.any([stopped, silent.signal]),
      })
      if (!answer.body) {
        return
      }
      for await (const { name, id } of eventsOf(answer.body)) {
        clearTimeout(watchdog)
        watchdog = setTimeout(() => silent.abort(), SILENCE_MAX_MS)
        lastEventId = id || lastEventId
        if (name === 'ready' || name === 'reset') {
          onReady()
        }
        if (name && name !== 'ready') {
          void tell()
        }
      }
    } finally {
      clearTimeout(watchdog)
    }
  }

  function poll() {
    polling ??= setInterval(() => void tell(), POLL_MS)
  }

  function stopPolling() {
    clearInterval(polling)
    polling = undefined
  }

  function stop() {
    listening?.abort()
    listening = undefined
    stopPolling()
  }

  function start() {
    stop()
    listening = new AbortController()
    void listen(listening.signal)
  }

  watch(visibility, (now) => (now === 'visible' ? start() : stop()), { immediate: true })
  onScopeDispose(stop)
}

/** Asking again would be answered the same. Too many listeners are a matter of time. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
