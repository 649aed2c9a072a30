import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useLive } from './useLive'

const encoder = new TextEncoder()
let requests: Request[]
let line: ReadableStreamDefaultController<Uint8Array>
let answer: () => Response
let scope: EffectScope

function say(text: string) {
  line.enqueue(encoder.encode(text))
}

function open(): Response {
  return new Response(new ReadableStream<Uint8Array>({ start: (controller) => void (line = controller) }), {
    headers: { 'Content-Type': 'text/event-stream' },
  })
}

function listen(onNews: () => void) {
  scope = effectScope()
  scope.run(() => useLive('/api/reservations/live', onNews, 0))
}

beforeEach(() => {
  vi.useFakeTimers()
  requests = []
  answer = open
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request)
    const answered = answer()
    const mine = line
    // As a browser's does.
    request.signal.addEventListener('abort', () => mine?.error(new DOMException('aborted', 'AbortError')))
    return answered
  })
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('a live page', () => {
  it('hears of news, and not of the line being ready', async () => {
    const onNews = vi.fn()
    listen(onNews)
    await vi.advanceTimersByTimeAsync(10)
    say('id:a\nevent:ready\ndata:{}\n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(onNews).not.toHaveBeenCalled()
    say('id:b\nevent:reservation\ndata:{}\n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(onNews).toHaveBeenCalledTimes(1)
  })

  it('goes on after the last event it has seen when the line breaks', async () => {
    listen(() => {})
    await vi.advanceTimersByTimeAsync(10)
    expect(requests[0]?.headers.get('Last-Event-ID')).toBeNull()
    say('id:b\nevent:ready\ndata:{}\n\n')
    await vi.advanceTimersByTimeAsync(10)
    line.close()
    await vi.advanceTimersByTimeAsync(3000)
    expect(requests[1]?.headers.get('Last-Event-ID')).toBe('b')
  })

  it('takes everything as new after a reset', async () => {
    const onNews = vi.fn()
    listen(onNews)
    await vi.advanceTimersByTimeAsync(10)
    say('id:c\nevent:reset\ndata:{}\n\n')
    await vi.advanceTimersByTimeAsync(10)
    expect(onNews).toHaveBeenCalledTimes(1)
  })

  it('asks from time to time where listening is refused', async () => {
    answer = () =>
      new Response('{}', { status: 404, headers: { 'Content-Type': 'application/problem+json' } })
    const onNews = vi.fn()
    listen(onNews)
    await vi.advanceTimersByTimeAsync(41_000)
    expect(requests).toHaveLength(1)
    expect(onNews).toHaveBeenCalledTimes(2)
  })

  it('asks from time to time while there are too many listeners, and tries again', async () => {
    answer = () =>
      new Response('{}', { status: 429, headers: { 'Content-Type': 'application/problem+json' } })
    const onNews = vi.fn()
    listen(onNews)
    await vi.advanceTimersByTimeAsync(21_000)
    expect(onNews).toHaveBeenCalledTimes(1)
    expect(requests.length).toBeGreaterThan(2)
  })

  it('opens a silent line anew', async () => {
    listen(() => {})
    await vi.advanceTimersByTimeAsync(10)
    say('id:a\nevent:ready\ndata:{}\n\n')
    await vi.advanceTimersByTimeAsync(45_000)
    expect(requests.length).toBeGreaterThan(1)
  })

  it('stops listening when it is left', async () => {
    listen(() => {})
    await vi.advanceTimersByTimeAsync(10)
    scope.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
    expect(requests[0]?.signal.aborted).toBe(true)
  })
})
