import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RouteMeta } from 'vue-router'
import { isOpenTo, router, routes } from './router'
import { restoreSession, useSession } from './session'
import { hasText } from './i18n'
import { remember } from './push'

const session = useSession()
const asha = { id: 'u1', name: 'Asha', email: 'asha@example.org', permissions: ['lots:write'], operators: [] }
const signedIn = { accessToken: 't', tokenType: 'Bearer', expiresIn: 900, user: asha }
const meta = (rest: Partial<RouteMeta>): RouteMeta => ({ title: 'x', ...rest })

let requests: Request[]

async function server(request: Request): Promise<Response> {
  requests.push(request)
  return request.method === 'DELETE' || new URL(request.url).pathname === '/api/auth/logout'
    ? new Response(null, { status: 204 })
    : new Response(JSON.stringify(signedIn), { headers: { 'Content-Type': 'application/json' } })
}

beforeEach(async () => {
  requests = []
  vi.stubGlobal('fetch', server)
  await session.signOut()
  requests = []
})

describe('the session', () => {
  it('knows who signed in and what they may do', async () => {
    await session.signIn({ email: asha.email, password: 'x' })
    expect(session.user.value?.name).toBe('Asha')
    expect(session.may('lots:write')).toBe(true)
    expect(session.may('accounts:manage')).toBe(false)
  })

  it('is restored for who was signed in here before, and asks nothing for anybody else', async () => {
    await restoreSession()
    expect(requests).toEqual([])
    await session.signIn({ email: asha.email, password: 'x' })
    await restoreSession()
    expect(requests.at(-1)?.url).toMatch(/\/api\/auth\/refresh$/)
  })

  it('keeps no token where a script could find it', async () => {
    await session.signIn({ email: asha.email, password: 'x' })
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('"t"')
  })
})

describe('signing out', () => {
  const browser = { id: 'b1', name: 'Firefox', service: 'example.org', createdAt: '2026-11-23T08:00:00Z' }
  const paths = () => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)

  beforeEach(async () => {
    await session.signIn({ email: asha.email, password: 'x' })
    remember(browser)
    requests = []
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.stubGlobal('isSecureContext', undefined)
    Reflect.deleteProperty(navigator, 'serviceWorker')
  })

  it('switches this browser off while that is still allowed', async () => {
    const unsubscribe = vi.fn(async () => true)
    serviceWorker(async () => ({ pushManager: { getSubscription: async () => ({ unsubscribe }) } }))
    await session.signOut()
    expect(paths()).toEqual(['DELETE /api/me/browsers/b1', 'POST /api/auth/logout'])
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer t')
    expect(unsubscribe).toHaveBeenCalledOnce()
    await session.signIn({ email: asha.email, password: 'x' })
    requests = []
    await session.signOut()
    expect(paths()).toEqual(['POST /api/auth/logout'])
  })

  it('ends the session though the browser does not let us at its subscription', async () => {
    serviceWorker(() => Promise.reject(new DOMException('no storage here', 'SecurityError')))
    await session.signOut()
    expect(paths()).toContain('POST /api/auth/logout')
    expect(session.signedIn.value).toBe(false)
  })

  it('ends the session though the browser and the server say nothing about its subscription', async () => {
    vi.useFakeTimers()
    serviceWorker(() => new Promise(() => {}))
    vi.stubGlobal('fetch', (request: Request) =>
      request.method === 'DELETE' ? (requests.push(request), new Promise(() => {})) : server(request),
    )
    const left = session.signOut()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(paths()).toEqual(['DELETE /api/me/browsers/b1'])
    await vi.advanceTimersByTimeAsync(2_000)
    await left
    expect(paths()).toEqual(['DELETE /api/me/browsers/b1', 'POST /api/auth/logout'])
  })

  function serviceWorker(getRegistration: () => Promise<unknown>) {
    vi.stubGlobal('isSecureContext', true)
    Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { getRegistration } })
  }
})

describe('routes', () => {
  it('are open to those who may', async () => {
    expect(isOpenTo(meta({}))).toBe(true)
    expect(isOpenTo(meta({ signedIn: true }))).toBe(false)
    await session.signIn({ email: asha.email, password: 'x' })
    expect(isOpenTo(meta({ signedIn: true }))).toBe(true)
    expect(isOpenTo(meta({ permission: 'lots:write' }))).toBe(true)
    expect(isOpenTo(meta({ permission: 'accounts:manage' }))).toBe(false)
  })

  it('send visitors to sign in and remember where they wanted to go', async () => {
    const page = { template: '<p />' }
    router.addRoute({ path: '/secret', component: page, meta: meta({ signedIn: true }) })
    // The real page would have to be compiled first.
    const signIn = routes.find(({ name }) => name === 'sign-in')
    router.addRoute({ path: '/sign-in', name: 'sign-in', component: page, meta: signIn?.meta ?? meta({}) })
    await router.push('/secret?x=1')
    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { back: '/secret?x=1' } })
  })

  it.each(routes.map((route) => [route.path, route] as const))('%s has a title', (_path, route) => {
    expect(hasText(route.meta?.title ?? '')).toBe(true)
  })
})
