import type { SignedIn } from './api/generated'
import { Problem, problemOf } from './problem'

// The access token lives in memory only: a script that got into the page finds nothing to carry away
// from storage, and the refresh cookie is out of its reach.
let accessToken: string | undefined
let refreshing: Promise<SignedIn> | undefined
let sessionChanged: (session: SignedIn | undefined) => void = () => {}

export function holdToken(token: string | undefined): void {
  accessToken = token
}

export function onSessionChanged(listener: (session: SignedIn | undefined) => void): void {
  sessionChanged = listener
}

/** The `fetch` of the generated client. Resolves with a success or rejects with a Problem (or an abort). */
export async function sendWithSession(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
    request.headers.set('Idempotency-Key', crypto.randomUUID())
  }
  const again = request.clone()
  const tokenUsed = accessToken
  let response = await send(request, tokenUsed)
  if (response.status === 401 && tokenUsed && !isAuthentication(request)) {
    await renew(tokenUsed)
    response = await send(again, accessToken)
  }
  if (!response.ok) {
    throw await problemOf(response)
  }
  return response
}

/** Gets a new access token for the refresh cookie; everybody who asks meanwhile gets the same answer. */
export function refreshSession(): Promise<SignedIn> {
  refreshing ??= acrossTabs(requestRefresh).finally(() => (refreshing = undefined))
  return refreshing
}

async function renew(staleToken: string): Promise<void> {
  if (accessToken !== staleToken) {
    return
  }
  try {
    await refreshSession()
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      holdToken(undefined)
      sessionChanged(undefined)
    }
    throw error
  }
}

async function requestRefresh(): Promise<SignedIn> {
  const response = await send(
    new Request(new URL('/api/auth/refresh', window.location.origin), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json' },
    }),
    undefined,
  )
  if (!response.ok) {
    throw await problemOf(response)
  }
  const session = (await response.json()) as SignedIn
  holdToken(session.accessToken)
  sessionChanged(session)
  return session
}

// The refresh cookie rotates and the server ends the session when an old one comes back, so two tabs
// must never present the same one. Browsers keep locks from pages on plain http.
function acrossTabs<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator && navigator.locks
    ? (navigator.locks.request('parkapp-refresh', work) as Promise<T>)
    : work()
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token) {
    request.headers.set('Authorization', `Bearer ${token}`)
  }
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) {
      throw error
    }
    throw new Problem('offline', 0)
  }
}

function isAuthentication(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/api/auth/')
}
