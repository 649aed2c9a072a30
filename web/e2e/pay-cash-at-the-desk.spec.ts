import { expectAccessible } from './axe'
import { expect, test } from './journey'
import { plate, windowIn } from './server'
import { beside } from './steps'

test('an attendant opens a drawer, lets a car out, takes cash and counts', async ({ admin, driver }) => {
  const { page, server: attendant } = await driver('Cleo Cash')
  await admin.letRun(await admin.makeOperator(), attendant)
  const lot = await attendant.makeLot({ paymentPolicy: 'PAY_ON_LEAVING', hourMinor: 250 })
  const { server: guest } = await driver('Gil Guest')
  const car = plate()
  await guest.reserve({ lotId: lot.id, plate: car, driveUp: true, until: windowIn(60, 1).until })

  await test.step('she opens her drawer with a float', async () => {
    await page.goto('/operate/cash')
    await page.getByLabel('Float from the safe, EUR').fill('50.00')
    await page.getByRole('button', { name: 'Open the drawer' }).click()
    await expect(page.getByRole('region', { name: 'Your drawer is open' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('region', { name: 'Your drawer is open' })).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('Should be')
    await expectAccessible(page)
  })

  await test.step('she sees what a lost ticket would cost, and that it was not lost', async () => {
    await page.goto('/operate/gate')
    await page.getByLabel('Plate or number').fill(car)
    await page.getByRole('button', { name: `Lost ticket ${car}` }).click()
    const question = page.getByRole('dialog', { name: `${car} lost its ticket?` })
    await expect(question).toContainText('€2.50')
    await expectAccessible(page)
    await question.getByRole('button', { name: 'Go back' }).click()
    await expect(question).toBeHidden()
  })

  await test.step('she lets the car out, and takes the money without touching the mouse', async () => {
    await page.getByRole('button', { name: `Check out ${car}` }).click()
    const cash = page.getByRole('dialog', { name: `Take cash for ${car}` })
    await expect(cash.getByLabel('Given, EUR')).toBeFocused()
    await expectAccessible(page)
    await page.keyboard.type('2')
    await expect(cash).toContainText('€0.50 too little')
    await page.keyboard.type('0')
    await expect(cash).toContainText('€17.50')
    await page.keyboard.press('Enter')
    await expect(cash.getByText('Hand back €17.50')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await expect(cash).toBeHidden()
  })

  await test.step('she counts, learns what is missing, and says why', async () => {
    await page.goto('/operate/cash')
    await page.getByLabel('Counted, EUR').fill('52.00')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Close the drawer' }).click()
    await expect(page.getByRole('heading', { name: 'What happened?' })).toBeVisible()
    await page.reload()
    await expect(beside(page, 'Should be')).toHaveText('€52.50')
    await expect(beside(page, 'Difference')).toHaveText('€0.50 missing')
    await expectAccessible(page)
    await page.getByLabel('Reason').fill('A coin rolled away')
    await page.getByRole('button', { name: 'Save the reason' }).click()
    await expect(page.getByRole('heading', { name: 'Open a shift' })).toBeVisible()
  })

  await test.step('it stands among the shifts', async () => {
    await page.goto('/operate/shifts')
    const shift = page.getByRole('article', { name: `Cleo Cash, ${lot.name}` })
    await expect(shift).toContainText('€0.50 missing')
    await expect(shift).toContainText('A coin rolled away')
  })
})
