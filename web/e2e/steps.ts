import { expect, type Locator, type Page } from '@playwright/test'
import type { Lot } from '../src/platform/api/generated'
import type { Person } from './server'

/** What several journeys do on the way. */

export async function find(page: Page, lot: { name: string }): Promise<Locator> {
  await page.getByRole('searchbox', { name: 'Where to?' }).fill(lot.name)
  const card = page.getByRole('article').filter({ has: page.getByRole('link', { name: lot.name }) })
  await expect(card).toBeVisible()
  return card
}

export function lotAddress(lot: Lot, { from, until }: { from: string; until: string }): string {
  return `/lots/${lot.id}?${new URLSearchParams({ from, until })}`
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

export async function register(page: Page, { name, email, password }: Person): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
}

export const cards = {
  success: '4242 4242 4242 4242',
  threeDSecure: '4000 0000 0000 3220',
  declined: '4000 0000 0000 0002',
} as const

/** From the provider's page; it fills in the rest of a card by itself. */
export async function payWith(page: Page, card: keyof typeof cards): Promise<void> {
  await page.getByRole('link', { name: cards[card] }).click()
  await expect(page.getByRole('textbox', { name: 'Test card number' })).toHaveValue(cards[card])
  await page.getByRole('button', { name: /^Pay / }).click()
}

/** Of the price, the payments or a preview: what stands beside these words. */
export function beside(where: Page | Locator, words: string): Locator {
  return where.locator('dt', { hasText: words }).locator('xpath=following-sibling::dd[1]')
}

export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(excess, `pixels by which ${page.url()} is too wide`).toBeLessThanOrEqual(0)
}

/** Everything that was on its way has arrived. */
export async function expectSettled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}
