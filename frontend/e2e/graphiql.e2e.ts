import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

/** GraphiQL with a query in its editor, and nothing reachable but the gateway. */
async function openWith(page: Page, baseURL: string | undefined, query: string): Promise<void> {
  const own = new URL(baseURL ?? '').origin;
  await page.route(
    (url) => url.origin !== own,
    (route) => route.abort('internetdisconnected'),
  );
  await page.goto('/graphiql');
  const editor = page
    .getByRole('region', { name: 'Query Editor' })
    .or(page.locator('.graphiql-query-editor'));
  await editor.locator('.CodeMirror').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(query);
}

test('GraphiQL works without internet: a query answers', async ({ page, baseURL }) => {
  await openWith(page, baseURL, '{ connections { name } }');
  await page.getByRole('button', { name: /Execute query/ }).click();
  await expect(page.locator('.result-window')).toContainText('"name": "demo"');
});

test('GraphiQL shows the items of a subscription as they come', async ({ page, baseURL, demo }) => {
  await openWith(
    page,
    baseURL,
    `subscription { metrics(connectionId: "${demo}", scopes: [CLUSTER], windowSeconds: 1) { kind at } }`,
  );
  await page.getByRole('button', { name: /Execute query/ }).click();
  const result = page.locator('.result-window');
  await expect(result).toContainText('"kind": "SNAPSHOT"');
  await expect(result).toContainText('"kind": "CHANGE"');
  await page.getByRole('button', { name: /Stop query/ }).click();
});

test('GraphiQL documents the schema', async ({ page, baseURL }) => {
  await openWith(page, baseURL, '{ connections { name } }');
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await expect(page.getByRole('link', { name: 'Subscription' })).toBeVisible();
});
