import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { extractText } from 'unpdf'
import { Cluster, WEB_HEADER } from './cluster'
import { expect, returning, test } from './journey'
import { plate, Server, somebody, windowIn } from './server'
import { beside, lotAddress, payWith } from './steps'

// Two servers start.
test.describe.configure({ timeout: 180_000 })

let cluster: Cluster
test.beforeAll(async () => {
  cluster = await Cluster.start()
})
test.afterAll(() => cluster.stop())

test('what one process books, the other shows at once, and a third does the rest', async ({
  admin,
  open,
}) => {
  const lot = await admin.makeLot()
  const window = windowIn(60, 120)
  const at = (web: 0 | 1) => ({
    baseURL: cluster.url,
    extraHTTPHeaders: { [WEB_HEADER]: String(web) },
  })

  const watcher = await open(at(1))
  await test.step('somebody looks at a lot on one of them', async () => {
    await watcher.goto(lotAddress(lot, window))
    await expect(watcher.getByRole('radio', { name: /^Spot A-1, .* free$/ })).toBeVisible()
  })

  const driver = await open({ ...returning(cluster.url), ...at(0) })
  const person = somebody('Cora Cluster')
  const ownPlate = plate()
  const server = await Server.register(driver.context().request, person)
  const held = await server.reserve({ lotId: lot.id, plate: ownPlate, ...window })
  await test.step('a driver reserves on the other, and the first shows it by itself', async () => {
    await expect(watcher.getByRole('radio', { name: /^Spot A-1, .* taken$/ })).toBeVisible()
  })

  await test.step('she pays, and the news of it comes by way of the process that works', async () => {
    await driver.goto(`/reservations/${held.id}`)
    await driver.getByRole('button', { name: /^Pay / }).click()
    await payWith(driver, 'success')
    await expect(driver.getByText('Payment received')).toBeVisible()
    await expect(beside(driver, 'Paid')).toHaveText('€5.00')
  })

  await test.step('she asks the one for a list and a report, and takes them from the other', async () => {
    await driver.goto('/reservations')
    await driver.getByRole('button', { name: 'Export' }).click()
    await driver.getByRole('menuitem', { name: /CSV/ }).click()
    await driver.goto('/exports')
    await driver.getByRole('textbox', { name: 'Month' }).fill(window.from.slice(0, 7))
    await driver.getByRole('button', { name: 'Make report' }).click()

    const elsewhere = await open({ ...returning(cluster.url), ...at(1) })
    await Server.signIn(elsewhere.context().request, person)
    await elsewhere.goto('/exports')
    const list = await download(elsewhere, 'Download Reservations')
    expect(list.toString()).toContain(ownPlate)
    const report = await download(elsewhere, /^Download Parking in /)
    const { text } = await extractText(new Uint8Array(report), { mergePages: true })
    for (const said of [person.name, lot.name, ownPlate, '€5.00']) {
      expect(text).toContain(said)
    }

    await elsewhere.goto('/messages')
    await expect(elsewhere.getByRole('button', { name: /^Confirmed: / })).toBeVisible()
    await expect(elsewhere.getByRole('button', { name: /file is ready/i }).first()).toBeVisible()
  })
})

/** Of the newest file of this name, once it is made. */
async function download(page: Page, name: string | RegExp): Promise<Buffer> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name }).first().click()
  return readFile(await (await coming).path())
}
