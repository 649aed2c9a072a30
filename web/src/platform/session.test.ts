import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { RouteMeta } from 'vue-router'
import { isOpenTo, router, routes } from './router'
import { restoreSession, useSession } from './session'
import { hasText } from './i18n'

const session = useSession()
const asha = { id: 'u1', name: 'Asha', email: 'asha@example.org', permissions: ['lots:write'], operators: [] }
const signedIn = { accessToken: 't', tokenType: 'Bearer', expiresIn: 900, user: asha }
const meta = (rest: Partial<RouteMeta>): RouteMeta => ({ title: 'x', ...rest })

let requests: Request[]

beforeEach(async () => {
  requests = []
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request)
    return new URL(request.url).pathname === '/api/auth/logout'
      ? new Response(null, { status: 204 })
      : new Response(JSON.stringify(signedIn), { headers: { 'Content-Type': 'application/json' } })
  })
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
