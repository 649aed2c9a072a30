import { computed, ref } from 'vue'
import {
  type Credentials,
  type CurrentUser,
  login,
  logout,
  register,
  type Registration,
  type SignedIn,
} from './api/generated'
import type { ActionContext } from './action'
import { holdToken, onSessionChanged, refreshSession } from './http'
import { switchOff } from './push'
import { queryClient } from './queries'

// Tells whether a refresh is worth asking for: a visitor who never signed in causes no refused request.
const SIGNED_IN_BEFORE = 'parkapp-signed-in'
// However long a push service or a service worker takes: who signs out is to be signed out.
const SWITCH_OFF_MS_MAX = 3_000

const user = ref<CurrentUser>()
const endings = new Set<() => void>()
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('parkapp-session')

onSessionChanged((session) => (session ? enter(session) : leave()))
tabs?.addEventListener('message', () => leave())

function enter(session: SignedIn): void {
  holdToken(session.accessToken)
  const somebodyElse = user.value?.id !== session.user.id
  user.value = session.user
  localStorage.setItem(SIGNED_IN_BEFORE, 'yes')
  if (somebodyElse) {
    queryClient.clear()
  }
}

function leave(): void {
  const wasSignedIn = user.value !== undefined
  holdToken(undefined)
  user.value = undefined
  localStorage.removeItem(SIGNED_IN_BEFORE)
  queryClient.clear()
  if (wasSignedIn) {
    endings.forEach((ending) => ending())
  }
}

async function signIn(credentials: Credentials) {
  const answer = await login({ body: credentials })
  enter(answer.data)
  return answer
}

async function signUp(registration: Registration, { headers }: ActionContext) {
  const answer = await register({ body: registration, headers })
  enter(answer.data)
  return answer
}

async function signOut(): Promise<void> {
  try {
    await Promise.race([switchOff(), new Promise((over) => setTimeout(over, SWITCH_OFF_MS_MAX))])
    await logout()
  } finally {
    leave()
    tabs?.postMessage('signed-out')
  }
}

/** At start-up: whoever signed in here before is signed in again, without noise when that has lapsed. */
export async function restoreSession(): Promise<void> {
  if (localStorage.getItem(SIGNED_IN_BEFORE)) {
    await refreshSession().catch(() => {})
  }
}

/** Called whenever a signed-in person no longer is: signed out, here or in another tab, or timed out. */
export function whenSessionEnds(ending: () => void): void {
  endings.add(ending)
}

/** Whether the person may do this: `may('lots:write')`. The server decides; this only shows or hides. */
function may(permission: string): boolean {
  return user.value?.permissions.includes(permission) ?? false
}

const signedIn = computed(() => user.value !== undefined)

/** After the person changed their own profile. */
function update(changes: Partial<CurrentUser>): void {
  if (user.value) {
    user.value = { ...user.value, ...changes }
  }
}

export function useSession() {
  return { user: computed(() => user.value), signedIn, may, signIn, signUp, signOut, update, resume: enter }
}
