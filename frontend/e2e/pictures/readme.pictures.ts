import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Gateway } from '../support/gateway';

/** Samples, one a second, that make a chart worth looking at. */
const SAMPLES = 55;
const FOLDER = process.env.ACM_PICTURES ?? 'test-results/pictures';

test.beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
});

test('the dashboard, light', async ({ page, request }) => {
  const id = await new Gateway(request).demo();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`/connections/${id}/dashboard?window=1`);
  await expect
    .poll(() => samples(new Gateway(request), id), { timeout: 90_000, intervals: [1_000] })
    .toBeGreaterThan(SAMPLES);
  await page.mouse.move(0, 0);
  await expect(page.getByRole('figure', { name: 'Reads per second' })).toContainText(/success\s*[1-9]/);
  await page.screenshot({ path: join(FOLDER, 'dashboard.png') });
});

test('a record beside its set, dark', async ({ page, request }) => {
  const id = await new Gateway(request).demo();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/connections/${id}/namespaces/test/sets/users`);
  const row = page.getByRole('grid', { name: 'Records' }).getByRole('row').nth(3);
  await row.getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Value of name' })).toBeVisible();
  await page.screenshot({ path: join(FOLDER, 'records.png') });
});

/** How many samples of the cluster as a whole there are. */
async function samples(gateway: Gateway, connectionId: string): Promise<number> {
  type Answer = { readonly metrics: { readonly times: readonly unknown[] } | null };
  const { metrics } = await gateway.run<Answer>(
    'query ($id: ID!) { metrics(connectionId: $id, scopes: [CLUSTER], windowSeconds: 60) { times } }',
    { id: connectionId },
  );
  return metrics?.times.length ?? 0;
}
