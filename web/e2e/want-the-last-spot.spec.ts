import { expect, test } from './journey'
import { plate, windowIn } from './server'
import { lotAddress } from './steps'

test('of two drivers who want the last spot one gets it, and the other is offered another', async ({
  admin,
  driver,
  watch,
}) => {
  const lot = await admin.makeLot({
    paymentPolicy: 'PAY_ON_LEAVING',
    spots: [
      { prefix: 'A-', first: 1, last: 1, kind: 'STANDARD' },
      { prefix: 'E-', first: 1, last: 1, kind: 'EV_CHARGING' },
    ],
  })
  const window = windowIn(60, 120)
  const both = await Promise.all([driver('Anna First'), driver('Ben Second')])
  for (const { page } of both) {
    await page.goto(lotAddress(lot, window))
    await page.getByLabel('Number plate').fill(plate())
    await expect(page.getByText('Any free spot, Standard')).toBeVisible()
  }

  // Refused by the server, or told by the live line before the button was through: both are right.
  watch.expectRefusal(409, /^\/api\/reservations$/)
  await Promise.all(
    both.map(({ page }) => page.getByRole('button', { name: 'Reserve', exact: true }).click()),
  )
  const outcomes = await Promise.all(
    both.map(async ({ page }) => {
      const got = page.getByRole('region', { name: /spot A-1/ })
      const told = page.getByRole('alert')
      await expect(got.or(told)).toBeVisible()
      return (await got.isVisible()) ? 'got' : 'told'
    }),
  )
  expect(outcomes.toSorted()).toEqual(['got', 'told'])

  for (const { page } of both.filter((_, index) => outcomes[index] === 'told')) {
    const told = page.getByRole('alert')
    await expect(told.getByRole('link', { name: 'Free car parks nearby' })).toBeVisible()
    await told.getByRole('button', { name: 'Take a spot of kind: EV charging' }).click()
    await expect(page.getByText('Any free spot, EV charging')).toBeVisible()
    await page.getByRole('button', { name: 'Reserve', exact: true }).click()
    await expect(page.getByRole('region', { name: /spot E-1/ })).toBeVisible()
  }
})

test('a driver learns at once that somebody else took the spot she chose', async ({ admin, driver }) => {
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
  const window = windowIn(60, 120)
  const anna = await driver('Anna First')
  const ben = await driver('Ben Second')

  await anna.page.goto(lotAddress(lot, window))
  await anna.page.getByRole('radio', { name: 'Spot A-2, Standard, free' }).click()
  await expect(anna.page.getByText('Spot A-2, Level 1')).toBeVisible()
  const spotId = new URL(anna.page.url()).searchParams.get('spot') ?? undefined
  await ben.server.reserve({ lotId: lot.id, spotId, plate: plate(), ...window })

  const told = anna.page.getByRole('alert').filter({ hasText: 'not free' })
  await expect(told).toContainText('Spot A-2 is not free for that time')
  await told.getByRole('button', { name: /^Take A-\d, Level 1$/ }).click()
  await expect(told).toBeHidden()
  await anna.page.getByLabel('Number plate').fill(plate())
  await anna.page.getByRole('button', { name: 'Reserve', exact: true }).click()
  await expect(anna.page.getByRole('region', { name: /spot A-[13]/ })).toBeVisible()

  // Back on the page of the car park, it is no stranger who has taken what she took.
  await anna.page.goBack()
  const hers = anna.page.getByRole('alert').filter({ hasText: /You have reserved spot A-[13] already/ })
  await hers.getByRole('link', { name: 'Show the reservation' }).click()
  await expect(anna.page.getByRole('region', { name: /spot A-[13]/ })).toBeVisible()
})
