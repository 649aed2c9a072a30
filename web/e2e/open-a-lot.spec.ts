import { expect, test } from './journey'
import { Server, somebody, unique } from './server'
import { beside, find, signIn } from './steps'

test('an operator opens a lot with spots and a price, and a driver finds it', async ({
  page,
  admin,
  open,
  playwright,
  baseURL,
}) => {
  const person = somebody('Olga Operator')
  const operator = await admin.makeOperator()
  const http = await playwright.request.newContext({ baseURL })
  await admin.letRun(operator, await Server.register(http, person))
  await http.dispose()
  const name = `Yard ${unique()}`

  await page.goto('/operate/lots')
  await signIn(page, person)
  await expect(page.getByText('No lots yet')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'New lot' }).first().click()

  await test.step('she is told at the fields what is missing', async () => {
    await page.getByRole('button', { name: 'Create lot' }).click()
    await expect(page.getByText('This is needed.').first()).toBeVisible()
  })

  await test.step('she says where it is, what it has and what it costs', async () => {
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Street address').fill('Hofgasse 3')
    await page.getByLabel('City').fill('Freiburg')
    await page.getByLabel('PIN code').fill('79100')
    await page.getByLabel('Position', { exact: true }).fill('47.9900, 7.8500')
    const level = page.getByRole('group', { name: 'Level 1' })
    await level.getByLabel('Prefix').fill('H-')
    await level.getByLabel('First no.').fill('1')
    await level.getByLabel('Last no.').fill('12')
    await expect(page.getByText('12 spots: H-1 … H-12')).toBeVisible()
    await page.getByLabel('Price (EUR)').fill('1.80')
    await page.getByRole('radio', { name: 'On leaving' }).click()
  })

  await test.step('she agrees with what stays will cost', async () => {
    const agreed = page.getByRole('checkbox', { name: 'These prices are right' })
    await expect(beside(page.getByRole('main'), '5 hours')).toHaveText('€9.00')
    await agreed.click()
    await expect(agreed).toBeChecked()
    await page.getByRole('button', { name: 'Create lot' }).click()
    await expect(page.getByText(`${name} is ready`).first()).toBeVisible()
  })

  await test.step('a driver finds it, with its price', async () => {
    const driver = await open()
    await driver.goto('/')
    const card = await find(driver, { name })
    await expect(card).toContainText('€3.60')
    await expect(card).toContainText('12 of 12 free')
    await card.getByRole('link', { name }).click()
    await expect(beside(driver.getByRole('region', { name: 'Your parking' }), 'Total')).toHaveText('€3.60')
    await expect(driver.getByRole('radio', { name: 'Spot H-12, Standard, free' })).toBeVisible()
  })
})
