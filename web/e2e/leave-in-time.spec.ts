import { expect, test } from './journey'
import { windowIn } from './server'
import { beside, lotAddress } from './steps'

test('a driver reads what a lot charges, and leaves a little earlier for less', async ({ page, admin }) => {
  const lot = await admin.makeLot({ hourMinor: 250 })
  await page.goto(lotAddress(lot, windowIn(60, 130)))
  const summary = page.getByRole('region', { name: 'Your parking' })
  const total = beside(summary, 'Total')
  const prices = page.getByRole('region', { name: 'Prices' })

  await test.step('the prices are there in words, and as a curve with a table', async () => {
    await expect(beside(prices, 'Each started hour')).toHaveText('€2.50')
    await expect(prices.getByRole('img', { name: /Your stay of 2 h 10 min costs €7\.50/ })).toBeVisible()
    await prices.getByText('Show as a table').click()
    await expect(prices.getByRole('row', { name: 'Up to 3 h €7.50' })).toBeVisible()
  })

  await test.step('ten minutes less save an hour', async () => {
    await expect(total).toHaveText('€7.50')
    await expect(summary.getByRole('button', { name: /^50 minutes more cost nothing/ })).toBeVisible()
    await summary.getByRole('button', { name: /^Leave by \d\d:\d\d and pay €2\.50 less$/ }).click()
    await expect(total).toHaveText('€5.00')
    await expect(page.getByText('Parked for 2 h', { exact: true })).toBeVisible()
  })
})
