import { readFile } from 'node:fs/promises'
import { expectAccessible } from './axe'
import { expect, returning, test } from './journey'
import { ADMIN, plate, Server, unique, windowIn } from './server'
import { beside, expectSettled, lotAddress, payWith } from './steps'

test('an operator follows a payment from a promo code to the ledger and back', async ({ admin, driver }) => {
  const { page: office, server: operator } = await driver('Olga Operator')
  await admin.letRun(await admin.makeOperator(), operator)
  const lot = await operator.makeLot({ hourMinor: 400 })
  const { page: car } = await driver('Paula Promo')
  const code = `SAVE-${unique().slice(0, 8).toUpperCase()}`

  await test.step('she makes a promo code', async () => {
    await office.goto('/operate/codes')
    await office.getByRole('button', { name: 'Add a code' }).click()
    const form = office.getByRole('dialog', { name: 'Add a code' })
    await form.getByLabel('Code', { exact: true }).fill(code)
    await form.getByLabel('Percent', { exact: true }).fill('25')
    await form.getByRole('button', { name: 'Add the code' }).click()
    await expect(office.getByRole('heading', { name: code })).toBeVisible()
  })

  await test.step('a driver reserves with it, and pays less', async () => {
    await car.goto(lotAddress(lot, windowIn(60, 120)))
    const summary = car.getByRole('region', { name: 'Your parking' })
    await expect(beside(summary, 'Total')).toHaveText('€8.00')
    await summary.getByRole('button', { name: 'I have a promo code' }).click()
    await summary.getByLabel('Promo code').fill(code)
    await summary.getByRole('button', { name: 'Apply' }).click()
    await expect(beside(summary, 'Total')).toHaveText('€6.00')
    await car.getByLabel('Number plate').fill(plate())
    await car.getByRole('button', { name: 'Reserve and pay' }).click()
    await car.getByRole('button', { name: 'Pay €6.00' }).click()
    await payWith(car, 'success')
    await expect(car.getByText('Payment received')).toBeVisible()
  })
  const number = await car
    .getByText(/^P\d{6,}$/)
    .first()
    .innerText()

  const entry = (what: string) => office.getByRole('listitem').filter({ hasText: what })
  await test.step('the operator finds the payment in the ledger by the reservation’s number', async () => {
    await office.goto('/operate/books')
    await office.getByRole('link', { name: 'Ledger' }).click()
    await expect(office.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible()
    await office.getByLabel('Reservation’s number').fill(number)
    await expect(office).toHaveURL(/reservation=P/)
    await expect(entry('Payment taken')).toContainText('€6.00')
    await expect(entry('Payment taken')).toContainText('Taken by payment providers')
    await expect(entry('Billed')).toContainText('Parking revenue')
    await expectAccessible(office)
  })

  await test.step('she goes on to the reservation, and gives some money back', async () => {
    await entry('Payment taken')
      .getByRole('link', { name: `Reservation ${number}` })
      .click()
    await expect(office.getByRole('heading', { name: lot.name, level: 1 })).toBeVisible()
    await expect(beside(office, 'Paid')).toHaveText('€6.00')

    await office.goto(`/operate/reservations?q=${number}`)
    await office.getByRole('button', { name: `Details of ${number}` }).click()
    await office.getByRole('button', { name: 'Correct the price' }).click()
    const question = office.getByRole('dialog', { name: 'Correct what is owed' })
    await question.getByLabel('Amount in EUR').fill('2.00')
    await question.getByLabel('Reason').fill('The lift was out of order')
    await expect(beside(question, 'Owed then')).toHaveText('€4.00')
    await expect(beside(question, 'Given back')).toHaveText('€2.00')
    await expectAccessible(office)
    await question.getByRole('button', { name: 'Correct', exact: true }).click()
    await expect(question).toBeHidden()
  })

  await test.step('the refund stands in the ledger', async () => {
    // The provider carries it out in its own time.
    await expect(async () => {
      await office.goto(`/operate/books/ledger?reservation=${number}`)
      await expectSettled(office)
      await expect(entry('Money given back')).toContainText('€2.00', { timeout: 1000 })
    }).toPass()
    await expect(entry('Billed less')).toContainText('Reductions of revenue')
  })

  await test.step('the driver finds both papers among his own, and takes the newer one', async () => {
    await car.goto('/receipts')
    const papers = car.getByRole('main').getByRole('listitem')
    await expect(papers).toHaveCount(2)
    await expect(papers.first()).toContainText('Credit note')
    await expect(papers.first()).toContainText('€2.00')
    await expect(papers.last()).toContainText('€6.00')
    await expectAccessible(car)
    const coming = car.waitForEvent('download')
    await papers.first().getByRole('button', { name: 'Download' }).click()
    await car.getByRole('menuitem', { name: 'PDF, A4' }).click()
    expect(await readFile(await (await coming).path(), 'latin1')).toContain('/Title(Credit note')
  })

  await test.step('the day adds up', async () => {
    await office.goto('/operate/books')
    await expect(office.getByText(/: everything adds up$/)).toBeVisible()
    await expect(office.getByRole('region', { name: 'Payouts' })).toContainText('No payout yet')
  })
})

/** Its three months of payments are paid out by the provider of the sandbox, day by day. */
const CITY_OPERATOR = '00000000-0000-7000-8000-0000000c17e5'

test('an accountant holds what the provider paid out against the books, and takes it away', async ({
  open,
  baseURL,
}) => {
  const page = await open(returning(baseURL))
  await Server.signIn(page.context().request, ADMIN)
  const payouts = page.getByRole('region', { name: 'Payouts' })

  await test.step('every line agrees, and nothing is missing', async () => {
    // The provider is asked soon after the start, in the background.
    await expect(async () => {
      await page.goto(`/operate/books?operator=${CITY_OPERATOR}`)
      await expectSettled(page)
      await expect(payouts.getByText('less a fee of').first()).toBeVisible({ timeout: 1000 })
    }).toPass()
    await expect(payouts.getByText('Agrees').first()).toBeVisible()
    await expect(payouts.getByText('No payment is missing at a provider.')).toBeVisible()
  })

  await test.step('she takes the lines of a month away', async () => {
    const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('From', { exact: true }).fill(monthAgo)
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Payouts as CSV' }).click()
    const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(10)
    expect(lines[1]).toContain('sandbox')
    expect(lines[1]).toContain('MATCHED')
  })
})
