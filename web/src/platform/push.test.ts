import { describe, expect, it } from 'vitest'
import { browserName, pushState } from './push'

const LINUX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'

describe('a browser', () => {
  it('is named as people know it', () => {
    expect(browserName(LINUX)).toBe('Firefox on Linux')
    expect(browserName(IPHONE)).toBe('Safari on iPhone')
    expect(browserName(EDGE)).toBe('Edge on Windows')
    expect(browserName('something else')).toBe('Browser')
  })

  it('says what keeps it from showing notifications', () => {
    expect(pushState(view({ isSecureContext: false }))).toBe('insecure')
    expect(pushState(view({ PushManager: undefined }))).toBe('unsupported')
    expect(pushState(view({ PushManager: undefined }, { userAgent: IPHONE, maxTouchPoints: 5 }))).toBe(
      'install',
    )
    expect(pushState(view({ Notification: { permission: 'denied' } }))).toBe('denied')
    expect(pushState(view())).toBe('ready')
  })
})

function view(changes: object = {}, navigator: object = {}): Window & typeof globalThis {
  const whole = {
    isSecureContext: true,
    PushManager: Object,
    Notification: { permission: 'default' },
    navigator: { serviceWorker: {}, userAgent: LINUX, maxTouchPoints: 0, ...navigator },
    ...changes,
  }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as never
}
