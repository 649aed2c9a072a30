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

test('what one process books, the other shows at once, and a third does the rest', async ({ admin, open }) => {
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
  const server = await Server.register(driver.context().request, somebody('Cora Cluster'))
  const held = await server.reserve({ lotId: lot.id, plate: plate(), ...window })
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
})
