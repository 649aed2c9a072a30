import { type Browser, type BrowserRequest, removeBrowser } from './api/generated'

/** Why this browser shows nothing, and cannot be made to from here; `ready` where it can. */
export type PushState = 'ready' | 'insecure' | 'install' | 'unsupported' | 'denied'

/** Why this browser could not be switched on, though it seemed able to. */
export class PushFailure extends Error {
  constructor(readonly why: 'denied' | 'unanswered' | 'unreachable') {
    super(why)
  }
}

const WORKER = '/push-worker.js'
// By this a browser knows itself in the list. Whoever clears the site's data loses the subscription with it.
const KNOWN_AS = 'parkapp-browser'

/** What this browser can do, before anybody is asked. */
export function pushState(view: Window & typeof globalThis = window): PushState {
  if (!view.isSecureContext) {
    return 'insecure'
  }
  if (!('serviceWorker' in view.navigator && 'PushManager' in view && 'Notification' in view)) {
    const isApple =
      /iPhone|iPad|Macintosh/.test(view.navigator.userAgent) && view.navigator.maxTouchPoints > 1
    return isApple ? 'install' : 'unsupported'
  }
  return view.Notification.permission === 'denied' ? 'denied' : 'ready'
}

/** "Firefox on Linux": for the list, so that one knows which is which. */
export function browserName(agent: string): string {
  const found = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1]
  const browser = found([
    [/Edg\w*\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/SamsungBrowser\//, 'Samsung Internet'],
    [/Firefox\/|FxiOS\//, 'Firefox'],
    [/Chrome\/|CriOS\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = found([
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X|Macintosh/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser ?? 'Browser', system].filter(Boolean).join(' on ')
}

/** Which of one's browsers this is, where it still is one. */
export async function thisBrowser(known: readonly Browser[]): Promise<Browser | undefined> {
  const subscribed = await subscription()
  const id = localStorage.getItem(KNOWN_AS)
  return subscribed ? known.find((browser) => browser.id === id) : undefined
}

/**
 * Asks the person, and then the browser for its address.
 * @param publicKey the server's, to which the subscription is bound
 */
export async function subscribe(publicKey: string): Promise<BrowserRequest> {
  const answer = await Notification.requestPermission()
  if (answer !== 'granted') {
    throw new PushFailure(answer === 'denied' ? 'denied' : 'unanswered')
  }
  try {
    await navigator.serviceWorker.register(WORKER)
    const { pushManager } = await navigator.serviceWorker.ready
    // One that is bound to another key is of no use any more, and stands in the way.
    await (await pushManager.getSubscription())?.unsubscribe()
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    const { endpoint, keys } = made.toJSON()
    return {
      endpoint: endpoint ?? '',
      p256dh: keys?.p256dh ?? '',
      auth: keys?.auth ?? '',
      name: browserName(navigator.userAgent),
    }
  } catch {
    throw new PushFailure('unreachable')
  }
}

/** Once the server knows it. */
export function remember({ id }: Browser): void {
  localStorage.setItem(KNOWN_AS, id)
}

/** Shows what it will look like. */
export async function greet(title: string, body: string): Promise<void> {
  const worker = await navigator.serviceWorker.ready
  await worker.showNotification(title, { body, tag: KNOWN_AS, icon: '/mark-192.png' })
}

/**
 * Whoever signs out is not to be told on: the next one at this browser is somebody else. Either of the two ends is
 * enough for that, so neither waits for the other, and neither fails it.
 */
export async function switchOff(id = localStorage.getItem(KNOWN_AS)): Promise<void> {
  localStorage.removeItem(KNOWN_AS)
  await Promise.allSettled([id ? removeBrowser({ path: { id } }) : undefined, unsubscribe()])
}

async function unsubscribe(): Promise<void> {
  await (await subscription())?.unsubscribe()
}

async function subscription(): Promise<PushSubscription | null | undefined> {
  if (pushState() === 'insecure' || !('serviceWorker' in navigator)) {
    return undefined
  }
  const registered = await navigator.serviceWorker.getRegistration('/')
  return registered?.pushManager?.getSubscription()
}
