import { expect, returning, test } from './journey'
import { ADMIN, plate, Server, somebody, windowIn } from './server'
import { signIn } from './steps'

/** Looked at from outside: no script runs in it, not even a test's. */
const FRAME = 'The message as a mail shows it'
const NEW_PASSWORD = 'eleven patient pelicans'

test('somebody who forgot the password gets a mail, sets a new one and is in', async ({
  page,
  open,
  baseURL,
  playwright,
}) => {
  const person = somebody('Frieda Forgetful')
  const http = await playwright.request.newContext({ baseURL })
  const server = await Server.register(http, person)

  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByLabel('Email').fill(person.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('Look into your mailbox')).toBeVisible()
  await expect.poll(() => server.messages()).toContain('PASSWORD_RESET')
  await http.dispose()

  // The demo's mailbox is its outbox.
  const link = await test.step('the mail is in the outbox', async () => {
    const desk = await open(returning(baseURL))
    await Server.signIn(desk.context().request, ADMIN)
    await desk.goto(`/operate/outbox?q=${encodeURIComponent(person.email)}&kind=PASSWORD_RESET`)
    await desk.getByRole('button', { name: /Set a new password/ }).click()
    await expect(desk.getByTitle(FRAME)).toHaveAttribute('srcdoc', /<h1[^>]*>Set a new password</)
    await desk.getByRole('button', { name: 'As text' }).click()
    const text = await desk.getByRole('article', { name: 'Message' }).locator('pre').innerText()
    return text.match(/\/reset-password\/\S+/)?.[0] ?? ''
  })

  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Your new password is set', { exact: true })).toBeVisible()
  await signIn(page, { ...person, password: NEW_PASSWORD })
  await expect(page.getByRole('button', { name: `Account of ${person.name}` })).toBeVisible()
})

test('a driver reserves, and finds the confirmation among their messages', async ({ admin, driver }) => {
  const lot = await admin.makeLot({ paymentPolicy: 'PAY_ON_LEAVING' })
  const { page, server } = await driver('Mona Mailbox')
  await server.reserve({ lotId: lot.id, plate: plate(), ...windowIn(24 * 60, 120) })

  await expect.poll(() => server.messages()).toContain('RESERVATION_CONFIRMED')

  await page.goto('/messages')
  await page.getByRole('button', { name: /^Confirmed: / }).click()
  await expect(page.getByTitle(FRAME)).toHaveAttribute('srcdoc', /alt="QR code of reservation P\d+"/)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /\.ics/ }).click()
  expect((await download).suggestedFilename()).toMatch(/^parking-P\d+\.ics$/)
})
