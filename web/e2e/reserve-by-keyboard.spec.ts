import type { Locator, Page } from '@playwright/test'
import { expect, test } from './journey'
import { plate, Server, somebody } from './server'

const TABS_MAX = 60

test('a driver reserves without touching the mouse', async ({ page, admin, playwright, baseURL }) => {
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
  const driver = somebody('Kim Keyboard')
  const http = await playwright.request.newContext({ baseURL })
  await Server.register(http, driver)
  await http.dispose()
  const { keyboard } = page

  await page.goto('/')
  await expect(page.getByRole('main')).toBeVisible()
  await keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await keyboard.press('Enter')

  await tabTo(page, page.getByRole('searchbox', { name: 'Where to?' }))
  await keyboard.type(lot.name)
  const link = page.getByRole('link', { name: lot.name })
  await expect(link).toBeVisible()
  await tabTo(page, link)
  await keyboard.press('Enter')

  await test.step('she walks through the plan with the arrow keys', async () => {
    await expect(page.getByRole('heading', { name: lot.name, level: 1 })).toBeVisible()
    // Where the new page begins, past the navigation.
    await expect(page.locator('main:focus, main h1:focus')).toHaveCount(1)
    await tabTo(page, page.getByRole('radio', { name: 'Spot A-1, Standard, free' }))
    await keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Spot A-2, Standard, free' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Your parking' })).toContainText('Spot A-2, Level 1')
  })

  await test.step('she signs in', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Sign in to reserve' }))
    await keyboard.press('Enter')
    await tabTo(page, page.getByLabel('Email'))
    await keyboard.type(driver.email)
    await tabTo(page, page.getByLabel('Password', { exact: true }))
    await keyboard.type(driver.password)
    await keyboard.press('Enter')
  })

  await expect(page.getByRole('region', { name: 'Your parking' })).toContainText('Spot A-2, Level 1')
  await tabTo(page, page.getByLabel('Number plate'))
  await keyboard.type(plate())
  await tabTo(page, page.getByRole('button', { name: 'Reserve', exact: true }))
  await keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /spot A-2/ })).toBeVisible()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
})

async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible()
  for (let pressed = 0; pressed < TABS_MAX; pressed++) {
    if (await goal.evaluate((element) => element === document.activeElement)) {
      return
    }
    await page.keyboard.press('Tab')
  }
  await expect(goal).toBeFocused()
}
