import { readFile } from 'node:fs/promises'
import { expect, test } from './journey'
import { plate, windowIn } from './server'

test('a driver exports the history, sees it made, and the file has what the page shows', async ({
  admin,
  driver,
}) => {
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
  const { page, server } = await driver('Fiona File')
  const first = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(60, 120) })
  const second = await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(240, 60) })

  await page.goto('/reservations')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  await page.getByRole('button', { name: 'Show my files' }).click()
  await expect(page.getByRole('heading', { name: 'My files' })).toBeVisible()
  await expect(page.getByText('2 rows')).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download Reservations' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^reservations-.*\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(3)
  for (const { number, plate: text } of [first, second]) {
    expect(
      lines.filter((line) => line.startsWith(`${number},CONFIRMED,${lot.name},`) && line.includes(text)),
    ).toHaveLength(1)
  }

  await page.getByRole('button', { name: 'Make report' }).click()
  await expect(page.getByText(/^Parking in /)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Download Parking in / })).toBeVisible()
})
