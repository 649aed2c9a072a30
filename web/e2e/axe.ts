import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
// All that another colour mode can change.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Notes every known barrier of the page as it stands, in light and in dark; the test goes on, and fails in the end. */
export async function expectAccessible(page: Page): Promise<void> {
  const ours = (await page.locator('#app').count()) > 0
  for (const colorScheme of ['light', 'dark'] as const) {
    // Reduced motion, so that no colour is measured halfway through a transition.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (ours) {
      await page.waitForFunction((mode) => document.documentElement.classList.contains(mode), colorScheme)
    }
    // Beside a message stand the library's guards, which take the focus only to pass it on.
    // Only what frames hold needs another page, opened each time, for its findings to be put together in.
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .setLegacyMode(page.frames().length === 1)
      .exclude('[role="region"] > span[aria-hidden="true"]')
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(WCAG_22_AA) : axe.withRules(COLOUR_RULES)
    ).analyze()
    const found = violations
      .map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) }))
      .filter(({ id }) => id !== 'target-size')
    const small = violations.find(({ id }) => id === 'target-size')
    for (const { target } of small?.nodes ?? []) {
      const where = target.join(' ')
      // Pins stand where their lots are, close to each other or not; the list beside the map has the same lots.
      if ((await page.getByRole('region', { name: 'Map of car parks' }).locator(where).count()) === 0) {
        found.push({ id: 'target-size', help: small?.help ?? '', where: [where] })
      }
    }
    expect.soft(found, `${page.url()} in ${colorScheme}`).toEqual([])
  }
}
