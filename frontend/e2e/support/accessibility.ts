import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Tooltips and notifications are drawn at the end of the document, outside the landmarks; their triggers name them. */
const OUTSIDE_LANDMARKS = ['region'];
const SCHEMES = ['light', 'dark'] as const;

/**
 * Fails when axe finds a violation of WCAG 2.2 A or AA, or of axe's best practices, in either colour scheme.
 * `exclude` are selectors of what is not ours.
 */
export async function expectAccessible(page: Page, exclude: readonly string[] = []): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const builder = new AxeBuilder({ page }).withTags(TAGS).disableRules(OUTSIDE_LANDMARKS);
    for (const selector of exclude) builder.exclude(selector);
    const { violations } = await builder.analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }));
    expect(found, `accessible in the ${colorScheme} scheme at ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
