import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const ORIGIN = 'https://parking.example'
const source = readFileSync('public/push-worker.js', 'utf8')

type Listener = (event: object) => void
const listeners: Record<string, Listener> = {}
const showNotification = vi.fn()
const openWindow = vi.fn()
const windows: { url: string; focus: () => void }[] = []

/** Runs the listener, and waits as the browser does. */
async function happens(name: string, event: object): Promise<void> {
  const waited: Promise<unknown>[] = []
  listeners[name]?.({ ...event, waitUntil: (work: Promise<unknown>) => waited.push(work) })
  await Promise.all(waited)
}

function click(page: unknown): Promise<void> {
  return happens('notificationclick', { notification: { close: () => {}, data: { page } } })
}

beforeEach(() => {
  showNotification.mockReset()
  openWindow.mockReset()
  windows.length = 0
  const self = {
    location: { origin: ORIGIN },
    registration: { showNotification },
    clients: { matchAll: async () => windows, openWindow },
    addEventListener: (name: string, listener: Listener) => (listeners[name] = listener),
  }
  new Function('self', source)(self)
})

describe('the worker', () => {
  it('shows what it is told, once under one id', async () => {
    await happens('push', { data: { json: () => ({ id: '7', title: 'Soon', text: 'Spot 4', page: '/x' }) } })
    expect(showNotification).toHaveBeenCalledWith(
      'Soon',
      expect.objectContaining({ body: 'Spot 4', tag: '7', data: { page: '/x' } }),
    )
  })

  it('shows something even if it understands nothing', async () => {
    await happens('push', { data: null })
    expect(showNotification).toHaveBeenCalledWith('parkapp', expect.anything())
  })

  it('opens the page that is meant, or goes to where it is open', async () => {
    await click('/reservations/1')
    expect(openWindow).toHaveBeenCalledWith(`${ORIGIN}/reservations/1`)
    const focus = vi.fn()
    windows.push({ url: `${ORIGIN}/reservations/1`, focus })
    await click('/reservations/1')
    expect(focus).toHaveBeenCalled()
    expect(openWindow).toHaveBeenCalledTimes(1)
  })

  it('opens nobody else’s page', async () => {
    await click('https://evil.example/')
    await click('//evil.example/')
    expect(openWindow.mock.calls).toEqual([[ORIGIN], [ORIGIN]])
  })
})
