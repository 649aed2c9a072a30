import type { Page } from '@playwright/test'
import type { Lot } from '../src/platform/api/generated'
import { expectAccessible } from './axe'
import { expect, returning, test } from './journey'
import { ADMIN, plate, Server, windowIn } from './server'
import { beside, expectNoSidewaysScrolling, lotAddress } from './steps'

const PHONE = { width: 390, height: 844 }

// A whole working day of an operator, with the checks of each step.
test.describe.configure({ timeout: 180_000 })

test('an operator composes a tariff from a template, and drivers pay it from its day on', async ({
  admin,
  open,
  driver,
  baseURL,
}) => {
  const lot = await admin.makeLot({ hourMinor: 250, paymentPolicy: 'PAY_ON_LEAVING' })
  const page = await open({ ...returning(baseURL), viewport: { width: 1440, height: 1000 } })
  await Server.signIn(page.context().request, ADMIN)
  const publish = page.getByRole('button', { name: 'Publish …' })
  const findings = page.getByRole('region', { name: 'Findings' })

  await test.step('she begins with a template', async () => {
    await page.goto(`/operate/lots/${lot.id}/prices`)
    await page.getByRole('link', { name: 'New version' }).first().click()
    await page.getByRole('button', { name: /^By the hour, with a day cap/ }).click()
    await expect(page.getByText('Ready to publish')).toBeVisible()
    await expect(page.getByRole('img', { name: 'Chart: Price by length of stay' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Which rate rules when' })).toContainText('Parking')
  })

  await test.step('another price, and its examples no longer come out right', async () => {
    await page.getByRole('group', { name: 'Parking' }).getByLabel('Added (EUR)').fill('3.00')
    await expect(page.getByText(/errors? (is|are) in the way/)).toBeVisible()
    await expect(publish).toBeDisabled()
    await expect(findings.getByText('Error:').first()).toBeVisible()
  })

  await test.step('she sees what it costs now, and agrees', async () => {
    await page.getByRole('button', { name: 'Show me' }).click()
    const first = page.getByRole('group', { name: 'Example 1' })
    await expect(first).toBeInViewport()
    await expect(first).toContainText('It costs €6.00 now.')
    await first.getByRole('button', { name: 'Use what it costs now' }).click()
    await expect(first).toContainText('Comes out right.')
    const third = page.getByRole('group', { name: 'Example 3' })
    await expect(third).toContainText('It costs €23.00 now.')
    await third.getByLabel('Costs (EUR)').fill('23')
    await expect(third).toContainText('Comes out right.')
  })

  await test.step('a mistake is shown where it is, and led to', async () => {
    await page.getByRole('button', { name: 'Caps' }).click()
    const cap = page.getByRole('group', { name: 'Day ticket' })
    await cap.getByLabel('At most (EUR)').fill('')
    await expect(cap.getByText('Error: This is needed.')).toBeVisible()
    await findings.getByRole('button', { name: 'Go there' }).first().click()
    await expect(cap).toBeInViewport()
    await cap.getByLabel('At most (EUR)').fill('20.00')
    await expect(page.getByText('Ready to publish')).toBeVisible()
  })

  await test.step('she tries a stay out, and keeps it as an example', async () => {
    const tryOut = page.getByRole('region', { name: 'Try it out' })
    await tryOut.getByRole('button', { name: '4 h', exact: true }).click()
    await expect(tryOut).toContainText('€12.00')
    await tryOut.getByRole('button', { name: 'Add as example' }).click()
    await expect(page.getByRole('group', { name: 'Example 4' })).toContainText('Comes out right.')
  })

  await test.step('nothing is lost when she leaves', async () => {
    await page.getByRole('link', { name: /^Prices of/ }).click()
    const question = page.getByRole('dialog', { name: 'This is not published yet' })
    await question.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('link', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('group', { name: 'Example 4' })).toContainText('Comes out right.')
  })

  await test.step('everybody can read and use it', async () => {
    for (const part of [
      'Special days',
      'Caps',
      'Free minutes',
      'Offers',
      'Discounts',
      'Surcharges',
      'The rest',
    ]) {
      const button = page.getByRole('button', { name: part })
      if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    }
    await expectAccessible(page)
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScrolling(page)
    await page.setViewportSize({ width: 1440, height: 1000 })
    await page.getByRole('tab', { name: 'Document' }).click()
    await expect(page.getByLabel('Tariff as JSON')).toHaveValue(/"add": "3.00"/)
    await expectAccessible(page)
  })

  await test.step('she publishes it from tomorrow', async () => {
    await expect(page.getByText('Ready to publish')).toBeVisible()
    await publish.click()
    const question = page.getByRole('dialog', { name: 'Publish this version' })
    await expect(question.getByRole('row', { name: '2 h €5.00 €6.00' })).toBeVisible()
    await expectAccessible(page)
    await question.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Version 2' })).toBeVisible()
    await expect(page.getByText('Upcoming', { exact: true })).toBeVisible()
  })

  await test.step('a driver books for today and for tomorrow, and sees both prices', async () => {
    const { page: driving } = await driver('Dora Driver')
    await choose(driving, lot, windowIn(2, 120), '€5.00')
    await driving.getByLabel('Number plate').fill(plate())
    await reserve(driving, '€5.00')
    // Her car is known by now.
    await choose(driving, lot, windowIn(24 * 60, 120), '€6.00')
    await reserve(driving, '€6.00')
  })
})

async function choose(page: Page, lot: Lot, window: { from: string; until: string }, total: string) {
  await page.goto(lotAddress(lot, window))
  await expect(beside(page.getByRole('region', { name: 'Your parking' }), 'Total')).toHaveText(total)
  await page
    .getByRole('radio', { name: /^Spot A-\d, Standard, free$/ })
    .first()
    .click()
}

async function reserve(page: Page, total: string) {
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(total)
}
