import type { Page } from '@playwright/test'
import type { RouteRecordRaw } from 'vue-router'
import { expectAccessible } from './axe'
import { expect, returning, test } from './journey'
import { everyRoute } from './routes'
import { ADMIN, plate, Server, windowIn } from './server'
import { expectNoSidewaysScrolling, expectSettled, lotAddress } from './steps'

const DESK = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

test.use({ viewport: DESK })
// Dozens of pages, each examined twice; none of the journeys waits for another.
test.describe.configure({ mode: 'parallel', timeout: 180_000 })

/** Without barriers in light and in dark, and never wider than a phone. */
async function examine(page: Page): Promise<void> {
  await test.step(new URL(page.url()).pathname, async () => {
    await expectSettled(page)
    await expectNoSidewaysScrolling(page)
    await expectAccessible(page)
    await page.setViewportSize(PHONE)
    await expectSettled(page)
    await expectNoSidewaysScrolling(page)
    await page.setViewportSize(DESK)
  })
}

/** A page with an id in its address is examined where a journey names one; to forget it is an error. */
async function examineAll(page: Page, pages: RouteRecordRaw[], ids: Record<string, string>): Promise<void> {
  for (const { path } of pages) {
    const address = path
      .replace(/^\/:path\(.*$/, '/no/such/page')
      .replace(/\/:code\?$/, '')
      .replace(':token', 'used-long-ago')
      .replace(':id', ids[path] ?? ':id')
    expect(address, `an id for ${path}`).not.toContain(':')
    await page.goto(address)
    await examine(page)
  }
}

const operatorsRoutes = async (): Promise<RouteRecordRaw[]> =>
  (await everyRoute()).filter(({ meta }) => meta?.permission)

const isAboutLots = ({ path }: RouteRecordRaw): boolean => path.startsWith('/operate/lots')

test('everybody can read and use the pages for everybody', async ({ page, admin }) => {
  const lot = await admin.makeLot()
  const pages = (await everyRoute()).filter(({ meta }) => !meta?.signedIn && !meta?.permission)
  await examineAll(page, pages, { '/lots/:id': lot.id })

  await page.goto('/?q=nothingatallcalledthis')
  await expect(page.getByText('No car park fits')).toBeVisible()
  await examine(page)
})

test('everybody can read and use the pages of drivers', async ({ admin, driver, watch }) => {
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
  const paidLot = await admin.makeLot()
  const { page, server } = await driver('Rita Reader With A Rather Long Family Name')
  const window = windowIn(60, 120)
  const held = await server.reserve({ lotId: paidLot.id, plate: plate(), ...window })
  const confirmed = await server.reserve({ lotId: lot.id, plate: plate(), ...window })
  const parked = await server.reserve({
    lotId: lot.id,
    plate: plate(),
    driveUp: true,
    until: windowIn(60, 1).until,
  })

  const pages = (await everyRoute()).filter(({ meta }) => meta?.signedIn)
  await examineAll(page, pages, { '/reservations/:id': held.id })
  await page.goto(`/reservations/${parked.id}`)
  await examine(page)

  await page.goto(`/reservations/${confirmed.id}`)
  await examine(page)
  for (const question of ['Change or extend the time', 'Change the plate', 'Cancel the reservation']) {
    await page.getByRole('button', { name: question }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await examine(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  await page.goto(lotAddress(lot, window))
  await page
    .getByRole('radio', { name: /Standard, free$/ })
    .first()
    .click()
  await examine(page)

  await test.step('what is not theirs', async () => {
    watch.expectRefusal(404, /^\/api\/reservations\//)
    await page.goto('/reservations/00000000-0000-7000-8000-000000000000')
    await expect(page.getByText('Not found')).toBeVisible()
    await expectAccessible(page)
  })
})

test('everybody can read and use the pages about car parks for operators', async ({
  admin,
  open,
  baseURL,
}) => {
  const lot = await admin.makeLot()
  const page = await open(returning(baseURL))
  await Server.signIn(page.context().request, ADMIN)
  const pages = (await operatorsRoutes()).filter(isAboutLots)
  await examineAll(page, pages, Object.fromEntries(pages.map(({ path }) => [path, lot.id])))
})

test('everybody can read and use the other pages for operators', async ({ open, baseURL }) => {
  const page = await open(returning(baseURL))
  const { me } = await Server.signIn(page.context().request, ADMIN)
  const pages = (await operatorsRoutes()).filter((route) => !isAboutLots(route))
  await examineAll(page, pages, { '/operate/people/:id': me.id })
})

test('everybody can read and use the page of the test payments', async ({ admin, driver, watch }) => {
  const lot = await admin.makeLot()
  const { page, server } = await driver('Paul Payer')
  const { id } = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(60, 120) })
  await page.goto(`/reservations/${id}`)
  await page.getByRole('button', { name: /^Pay / }).click()
  await page.waitForURL(/\/sandbox\//)
  await examine(page)
  const checkout = page.url()

  watch.expectRefusal(422, /^\/sandbox\//)
  await page.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await examine(page)

  await page.getByRole('link', { name: '4000 0000 0000 3220' }).click()
  await page.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByRole('button', { name: 'Authorise payment' })).toBeVisible()
  await examine(page)
  await page.getByRole('button', { name: 'Authorise payment' }).click()
  await expect(page.getByText('Payment received')).toBeVisible()

  await page.goto(checkout)
  await expect(page.getByRole('heading', { name: 'This is paid' })).toBeVisible()
  await examine(page)
})
