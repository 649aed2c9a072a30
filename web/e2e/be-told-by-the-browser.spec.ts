import type { BrowserContext, Page } from '@playwright/test'
import { CHROMIUM, CHROMIUM_ARGUMENTS } from './browser'
import { expect, test } from './journey'
import { PushService } from './pushService'
import { plate, windowIn } from './server'

// A browser without windows shows no notifications.
test.use({ launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS } })

test('a driver switches a browser on, and it shows that a reservation is confirmed', async ({
  admin,
  driver,
}) => {
  const service = await PushService.open()
  try {
    const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
    const { page, server } = await driver('Nina Notified', { permissions: ['notifications'] })
    const key = await subscribeWith(page.context(), service)

    await page.goto('/profile/notifications')
    const confirmed = page.getByRole('group', { name: 'Reservation confirmed' })
    await expect(confirmed.getByRole('checkbox', { name: 'Browser' })).toBeHidden()
    await page.getByRole('switch', { name: 'Show them in this browser' }).click()
    await expect(page.getByText('This browser shows notifications now', { exact: true })).toBeVisible()
    expect(await key()).toMatch(/^[\w-]{87}$/)
    await expect(page.getByRole('list', { name: 'Browsers that show notifications' })).toContainText(
      'this one',
    )
    // What is near comes by itself; the rest is for the driver to choose.
    const reminder = page.getByRole('group', { name: 'Reminder before the start' })
    await expect(reminder.getByRole('checkbox', { name: 'Browser' })).toBeChecked()
    await confirmed.getByRole('checkbox', { name: 'Browser' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()

    const made = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(24 * 60, 120) })
    await expect.poll(() => service.notes).toHaveLength(1)

    await deliver(page, service.notes[0] ?? '')
    await expect
      .poll(() => shown(page))
      .toContainEqual({
        title: expect.stringContaining(`Confirmed: ${lot.name}`),
        page: `/reservations/${made.id}`,
      })
  } finally {
    service.close()
  }
})

/** The browser cannot register where its maker is out of reach. @returns the key it was asked to register with */
async function subscribeWith(context: BrowserContext, service: PushService): Promise<() => Promise<string>> {
  let asked = ''
  await context.exposeFunction('registeredWith', (key: string) => (asked = key))
  await context.addInitScript((subscription) => {
    const made = { ...subscription, toJSON: () => subscription, unsubscribe: async () => true }
    let current: unknown = null
    PushManager.prototype.getSubscription = async () => current as PushSubscription
    PushManager.prototype.subscribe = async (options) => {
      await (window as never as { registeredWith: (key: unknown) => unknown }).registeredWith(
        options?.applicationServerKey,
      )
      current = made
      return made as never
    }
  }, service.subscription())
  return async () => asked
}

async function deliver(page: Page, data: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((found) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const one = registrations.find(({ isDeleted }) => !isDeleted)
      if (one) {
        found(one.registrationId)
      }
    }),
  )
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data,
  })
}

function shown(page: Page) {
  return page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready
    return (await worker.getNotifications()).map(({ title, data }) => ({ title, page: data?.page }))
  })
}
