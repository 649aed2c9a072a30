import { nextTick } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { translate } from './i18n'
import { useSession, whenSessionEnds } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name in the texts; shown in the browser's tab. */
    title: string
    /** Only for people who are signed in. */
    signedIn?: boolean
    /** Only for people who hold this permission; implies signedIn. */
    permission?: string
    /** Pages for those who run lots get the side navigation. */
    area?: 'operate'
    /** Has much beside each other, and takes what the screen gives. */
    wide?: boolean
    /** An entry in the area's navigation. */
    nav?: { label: string; icon: string; order: number }
    /** One of several pages about the same thing, with its name and its place among them. */
    tab?: { of: string; label: string; order: number }
    /** An entry in the menu of one's own account, with this icon. */
    accountMenu?: string
  }
}

const contributed = import.meta.glob<RouteRecordRaw[]>('/src/*/routes.ts', { eager: true, import: 'default' })

export const routes: RouteRecordRaw[] = Object.values(contributed).flat()

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

export function isOpenTo(meta: RouteLocationNormalized['meta']): boolean {
  const session = useSession()
  if (meta.permission) {
    return session.may(meta.permission)
  }
  return !meta.signedIn || session.signedIn.value
}

export function signInRoute(back: string) {
  return { name: 'sign-in', query: back === '/' ? {} : { back } }
}

router.beforeEach((to) => {
  if (isOpenTo(to.meta)) {
    return true
  }
  return useSession().signedIn.value ? { name: 'forbidden' } : signInRoute(to.fullPath)
})

router.afterEach((to, from, failure) => {
  if (failure) {
    return
  }
  document.title = pageTitle(translate(to.meta.title))
  // A first page is announced by the browser; a change of query is the same page.
  if (from.matched.length && to.path !== from.path) {
    void nextTick(moveFocusToHeading)
  }
})

whenSessionEnds(() => {
  const here = router.currentRoute.value
  if (!isOpenTo(here.meta)) {
    void router.push(signInRoute(here.fullPath))
  }
})

export function pageTitle(name: string): string {
  return `${name} · parkapp`
}

let awaited: MutationObserver | undefined

/** To the page's heading; while it is still loading, to the page, and on to the heading when it comes. */
function moveFocusToHeading(): void {
  awaited?.disconnect()
  const main = document.querySelector<HTMLElement>('main')
  const heading = () => document.querySelector<HTMLElement>('main h1')
  if (!main || focusOn(heading())) {
    return
  }
  focusOn(main)
  awaited = new MutationObserver((_, observer) => {
    // Whoever has gone on meanwhile is not called back.
    if (document.activeElement !== main || focusOn(heading())) {
      observer.disconnect()
    }
  })
  awaited.observe(main, { childList: true, subtree: true })
}

function focusOn(target: HTMLElement | null): boolean {
  if (target) {
    target.tabIndex = -1
    target.focus({ preventScroll: true })
  }
  return target !== null
}
