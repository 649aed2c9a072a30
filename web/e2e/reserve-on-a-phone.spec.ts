import type { Page } from '@playwright/test'
import { expect, test } from './journey'
import { plate } from './server'
import { expectNoSidewaysScrolling, find } from './steps'

const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
}

/** Of all that were loaded until now, a line each. */
const scriptsOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.js'))
      .join('\n'),
  )

test('a driver on the road finds what is near, looks at the map, and reserves', async ({ admin, driver }) => {
  // Somewhere with nothing else around, so that the demo city does not come into it.
  const position = { lat: 47.2 + Math.random() / 2, lng: 9 + Math.random() / 2 }
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING', position })
  const { page } = await driver('Pia Phone', {
    ...phone,
    permissions: ['geolocation'],
    geolocation: { latitude: position.lat + 0.002, longitude: position.lng },
  })

  await page.goto('/')
  await page.getByRole('button', { name: 'Near me' }).tap()
  const card = page.getByRole('article').filter({ hasText: lot.name })
  await expect(card).toContainText(/\d+\sm away/)
  await expectNoSidewaysScrolling(page)
  expect(await scriptsOf(page), 'what only maps and charts need').not.toMatch(/maplibre|echarts/)

  await test.step('the map shows it, and leads there', async () => {
    await page.getByRole('button', { name: 'Map', exact: true }).tap()
    await page.getByRole('button', { name: new RegExp(`^${lot.name}, `) }).tap()
    await expect(card).toBeVisible()
    expect(await scriptsOf(page), 'what a map needs').toMatch(/maplibre/)
    await expectNoSidewaysScrolling(page)
    await page.getByRole('button', { name: 'List', exact: true }).tap()
  })

  await (await find(page, lot)).getByRole('link', { name: lot.name }).tap()
  await expect(page.getByRole('heading', { name: lot.name, level: 1 })).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await page.getByRole('radio', { name: 'Spot A-1, Standard, free' }).tap()
  await page.getByLabel('Number plate').fill(plate())
  await page.getByRole('button', { name: 'Reserve', exact: true }).tap()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  await expectNoSidewaysScrolling(page)
})
