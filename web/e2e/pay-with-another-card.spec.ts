import { expect, test } from './journey'
import { plate, windowIn } from './server'
import { beside, payWith } from './steps'

test('a driver whose card is declined pays with another one', async ({ admin, driver }) => {
  const lot = await admin.makeLot()
  const { page, server } = await driver('Dora Declined')
  const { id } = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(30, 120) })

  await page.goto(`/reservations/${id}`)
  await page.getByRole('button', { name: 'Pay €5.00' }).click()
  await payWith(page, 'declined')
  await expect(page.getByRole('alert')).toContainText('Nothing was paid. Try another card.')

  await test.step('she goes back, and is told there too', async () => {
    await page.getByRole('link', { name: 'Cancel and go back' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'The payment did not go through' })).toBeVisible()
    await expect(page.getByRole('heading', { name: /^Pay to keep spot/ })).toBeVisible()
  })

  await page.getByRole('button', { name: 'Pay €5.00' }).click()
  await payWith(page, 'success')
  await expect(page.getByText('Payment received')).toBeVisible()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(beside(page, 'Paid')).toHaveText('€5.00')
})

test('a driver says yes to her bank, after a no', async ({ admin, driver }) => {
  const lot = await admin.makeLot()
  const { page, server } = await driver('Tara Threesecure')
  const { id } = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(30, 60) })

  await page.goto(`/reservations/${id}`)
  await page.getByRole('button', { name: 'Pay €2.50' }).click()
  await payWith(page, 'threeDSecure')
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing was paid')

  await payWith(page, 'threeDSecure')
  await expect(page.getByRole('heading', { name: 'Pay €2.50 to parkapp demo?' })).toBeVisible()
  await page.getByRole('button', { name: 'Authorise payment' }).click()
  await expect(page.getByText('Payment received')).toBeVisible()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
})
