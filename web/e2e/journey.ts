import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test'
import { ADMIN, type Person, Server, somebody } from './server'
import { Watch } from './watch'

export { expect } from '@playwright/test'

/** Somebody with a browser of their own, signed in there, and what they may do without it. */
export interface Seat {
  page: Page
  person: Person
  server: Server
}

interface Journey {
  watch: Watch
  /** Another browser: its own cookies, its own person. */
  open: (options?: BrowserContextOptions) => Promise<Page>
  /** A driver registered for this journey alone, signed in. */
  driver: (name: string, options?: BrowserContextOptions) => Promise<Seat>
}

interface Run {
  admin: Server
}

export const test = base.extend<Journey, Run>({
  admin: [
    async ({ playwright }, use, workerInfo) => {
      const http = await playwright.request.newContext({ baseURL: workerInfo.project.use.baseURL })
      await use(await Server.signIn(http, ADMIN))
      await http.dispose()
    },
    { scope: 'worker' },
  ],

  watch: [
    async ({ context }, use) => {
      const watch = new Watch()
      watch.on(context)
      await use(watch)
      watch.expectQuiet()
    },
    { auto: true },
  ],

  open: async ({ browser, watch }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      watch.on(context)
      return context.newPage()
    })
    await Promise.all(opened.map((context) => context.close()))
  },

  driver: async ({ open, baseURL }, use) => {
    await use(async (name, options) => {
      const page = await open({ ...returning(baseURL), ...options })
      const person = somebody(name)
      const server = await Server.register(page.context().request, person)
      return { page, person, server }
    })
  },
})

/** A browser in which somebody signed in before: its pages ask to go on by the cookie, which is there already. */
export function returning(baseURL: string | undefined): BrowserContextOptions {
  const origin = new URL(baseURL ?? '').origin
  const localStorage = [{ name: 'parkapp-signed-in', value: 'yes' }]
  return { storageState: { cookies: [], origins: [{ origin, localStorage }] } }
}
