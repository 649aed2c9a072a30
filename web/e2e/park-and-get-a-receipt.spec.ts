import { readFile } from 'node:fs/promises'
import { expectAccessible } from './axe'
import { expect, test } from './journey'
import { plate, somebody, unique } from './server'
import { beside, payWith, register } from './steps'

test('a driver finds a spot, pays for it, parks, leaves and gets the receipt', async ({
  page,
  admin,
  watch,
}) => {
  const lot = await admin.makeLot({ hourMinor: 250, address: `${unique()}straße 7` })
  const driver = somebody('Nora Neu')
  const ownPlate = plate()

  await test.step('she sees the whole price before she signs in', async () => {
    await page.goto('/')
    await page.getByRole('searchbox', { name: 'Where to?' }).fill(lot.address)
    await page.getByRole('group', { name: 'How long' }).getByRole('button', { name: '4 hours' }).click()
    const card = page.getByRole('article').filter({ hasText: lot.name })
    await expect(card).toContainText('€10.00')
    await expect(card).toContainText('4 of 4 free')
    await card.getByRole('link', { name: lot.name }).click()
  })

  const summary = page.getByRole('region', { name: 'Your parking' })
  await test.step('she chooses her spot on the plan', async () => {
    await expect(page.getByRole('heading', { name: lot.name, level: 1 })).toBeVisible()
    await expect(beside(summary, 'Total')).toHaveText('€10.00')
    await page.getByRole('radio', { name: 'Spot A-3, Standard, free' }).click()
    await expect(summary).toContainText('Spot A-3, Level 1')
  })

  await test.step('she registers on the way, and nothing is lost', async () => {
    await page.getByRole('button', { name: 'Sign in to reserve' }).click()
    await page.getByRole('link', { name: 'Create one' }).click()
    await register(page, driver)
    await expect(summary).toContainText('Spot A-3, Level 1')
    await expect(beside(summary, 'Total')).toHaveText('€10.00')
  })

  await test.step('she reserves, and the spot is held while she pays', async () => {
    await page.getByLabel('Number plate').fill(ownPlate)
    await page.getByRole('button', { name: 'Reserve and pay' }).click()
    await expect(page.getByRole('heading', { name: 'Pay to keep spot A-3' })).toBeVisible()
    await expect(page.getByRole('timer')).toHaveText(/^(10:00|9:\d\d)$/)
    await page.getByRole('button', { name: 'Pay €10.00' }).click()
    await expect(page.getByRole('heading', { name: '€10.00' })).toBeVisible()
    await payWith(page, 'success')
    await expect(page.getByText('Payment received')).toBeVisible()
  })

  await test.step('she has her confirmation, with a code for the barrier', async () => {
    await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
    const code = page.getByRole('img', { name: 'QR code of reservation' })
    await expect(code).toBeVisible()
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expect(beside(page, 'Number plate')).toHaveText(ownPlate)
    await expect(beside(page, 'Paid')).toHaveText('€10.00')
  })

  await test.step('she parks, sees what it costs, and leaves', async () => {
    await page.getByRole('button', { name: 'Check in', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'You are parked on spot A-3' })).toBeVisible()
    await expect(page.getByRole('paragraph').filter({ hasText: 'if you leave now' })).toContainText('€10.00')
    await page.getByRole('button', { name: 'Check out', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Leave the car park?' })
    await expect(beside(question, 'Paid')).toHaveText('€10.00')
    await question.getByRole('button', { name: 'Check out', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Thank you for parking here' })).toBeVisible()
  })

  const receipts = page.getByRole('region', { name: 'Receipts' })
  const number = await receipts.getByText(/^R-\d{4}-\d{6}$/).innerText()

  for (const [paper, width] of [
    ['PDF, A4', 595],
    ['PDF, 80 mm roll', 226],
  ] as const) {
    await test.step(`she downloads the receipt as ${paper}`, async () => {
      const coming = page.waitForEvent('download')
      await receipts.getByRole('button', { name: `Download ${number}` }).click()
      await page.getByRole('menuitem', { name: paper }).click()
      const receipt = await coming
      const content = await readFile(await receipt.path(), 'latin1')
      expect(content.slice(0, 5)).toBe('%PDF-')
      expect(content).toContain(`/Title(Receipt ${number})`)
      expect(content).toMatch(new RegExp(`/MediaBox\\[0 0 ${width}[. ]`))
      expect(receipt.suggestedFilename()).toBe(`${number}.pdf`)
    })
  }

  await test.step('whoever has the receipt can verify it', async () => {
    await receipts.getByRole('link', { name: 'Verify' }).click()
    await expect(page.getByText('This is what was issued')).toBeVisible()
    await expect(page.getByRole('main')).toContainText(number)
    await expect(page.getByRole('main')).toContainText('€10.00')
    await expect(page.getByText('The tariff gives the same price for the same time.')).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(ownPlate)
    await expectAccessible(page)

    watch.expectRefusal(404, /^\/api\/receipts\/verify\//)
    await page.getByRole('textbox', { name: 'Code' }).fill('0000-0000')
    await page.getByRole('button', { name: 'Verify' }).click()
    await expect(page.getByText('No receipt has this code')).toBeVisible()
    await expectAccessible(page)
  })
})
