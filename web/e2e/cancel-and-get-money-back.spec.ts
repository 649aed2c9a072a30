import { expect, test } from './journey'
import { plate, windowIn } from './server'
import { beside, payWith } from './steps'

test('a driver who cancels late sees what comes back before, and gets it', async ({ admin, driver }) => {
  const lot = await admin.makeLot({
    hourMinor: 400,
    cancellation: { freeUntilMinutesBefore: 120, lateRefundPercent: 25 },
  })
  const { page, server } = await driver('Clara Cancel')
  const { id } = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(45, 120) })

  await page.goto(`/reservations/${id}`)
  await page.getByRole('button', { name: 'Pay €8.00' }).click()
  await payWith(page, 'success')
  await expect(page.getByText('Payment received')).toBeVisible()

  await page.getByRole('button', { name: 'Cancel the reservation' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel this reservation?' })
  await expect(beside(question, 'You get back')).toHaveText('€2.00')
  await expect(beside(question, 'Kept under the cancellation rules')).toHaveText('€6.00')
  await question.getByRole('button', { name: 'Cancel the reservation' }).click()

  await expect(page.getByRole('heading', { name: 'This reservation was cancelled' })).toBeVisible()
  await expect(page.getByText('€2.00 is on its way back to you.').first()).toBeVisible()
  await expect(beside(page, 'Given back')).toHaveText('€2.00')

  await page.goto('/reservations')
  await page.getByRole('button', { name: 'Cancelled' }).click()
  await expect(page.getByRole('main')).toContainText(lot.name)
})
