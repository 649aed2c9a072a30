import { defineConfig } from '@playwright/test'
import { CHROMIUM, CHROMIUM_ARGUMENTS } from './e2e/browser'

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  // The journeys share one server and its demo city, in which each makes lots and people of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // On a shared machine a page may once come too late; a journey that needed a second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  // A busy machine is slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.PARKAPP_URL ?? 'http://localhost:8080',
    // What pages show does not depend on where they are tested; the lots of the journeys are in this zone.
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Recording every step takes a quarter of the time; `npm run e2e -- --trace on` shows what went wrong.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_HEADLESS ?? CHROMIUM, args: CHROMIUM_ARGUMENTS },
  },
})
