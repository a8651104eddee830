import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/accessibility';
import { NAMESPACE } from './support/kubernetes';
import { expect, test } from './support/test';

const DEMO = `/k8s/clusters/${NAMESPACE}/demo`;

/** Each part of the page, and something that is there once it has come. */
const PARTS = [
  ['Overview', 'Racks by zone'],
  ['Pods', 'demo-0-0'],
  ['Operations', 'History'],
  ['Events', 'Lifecycle'],
  ['Configuration', 'Pods by what they run with'],
  ['Reconciliation', 'Circuit breaker'],
  ['Storage', 'No claims'],
  ['Autoscaler', 'No autoscaler'],
  ['Networking', 'Endpoints of the pods'],
  ['Monitoring', 'Built-in alerts'],
  ['Template', 'Not made from a template'],
  ['YAML', 'As written'],
] as const;

test('every part of a cluster’s page is reached by the keyboard, has an address, and is accessible', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto(DEMO);
  await page.getByRole('tab', { name: 'Overview' }).focus();
  for (const [name, sign] of PARTS) {
    await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel').getByText(sign).first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
  }
  await page.goto(`${DEMO}?tab=networking`);
  await expect(page.getByRole('tab', { name: 'Networking' })).toHaveAttribute('aria-selected', 'true');
});

test('the overview shows where pods stand, and what the nodes themselves say beside them', async ({
  page,
}) => {
  await page.goto(DEMO);
  await expect(page.getByRole('img', { name: /^Phase Completed/ })).toBeVisible();
  const nodes = page.getByRole('table', { name: 'Aerospike nodes' });
  for (const pod of ['demo-0-0', 'demo-0-1', 'demo-0-2']) {
    await expect(nodes.getByRole('cell', { name: pod, exact: true })).toBeVisible();
  }
  await expect(
    page.getByRole('table', { name: 'Conditions' }).getByRole('row', { name: /^Available True/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /demo-0-1/ }).click();
  await expect(page).toHaveURL(/tab=pods.*pods=demo-0-1|pods=demo-0-1.*tab=pods/);
  await expect(page.getByRole('checkbox', { name: 'Choose demo-0-1' })).toBeChecked();
});

test('events are narrowed by chips, searched and exported', async ({ page }) => {
  await page.goto(`${DEMO}?tab=events`);
  const table = page.getByRole('table', { name: 'Events' });
  await expect(table.getByRole('cell', { name: 'Scheduled', exact: true }).first()).toBeVisible();
  await page
    .getByRole('group', { name: 'Categories' })
    .getByText(/^Network/)
    .click();
  await expect(page).toHaveURL(/events=NETWORK/);
  await expect(table.getByRole('cell', { name: 'Scheduled', exact: true })).toHaveCount(0);
  await expect(table.getByText('ServiceCreated')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search events' }).fill('headless');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(2);
  expect(text).toContain('ServiceCreated');
});

test('logs of pods are followed, searched, copied and downloaded', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${DEMO}?tab=pods&log=open`);
  const log = page.getByRole('log', { name: 'Log' });
  await expect(page.getByText('following')).toBeVisible();
  for (const pod of ['demo-0-0', 'demo-0-1', 'demo-0-2']) {
    await expect(log.getByText(`in pod ${pod} `)).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('pod DEMO-0-1');
  await expect(log.locator('mark')).toHaveText('pod demo-0-1');
  await expect(page).toHaveURL(/find=/);
  await page.getByRole('button', { name: 'Copy the log' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^[^\n]*in pod demo-0-1 [^\n]*\n$/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the log' }).click();
  expect(await readFile(await (await downloading).path(), 'utf8')).toContain('in pod demo-0-1 ');

  await page.goto(`${DEMO}?tab=pods&log=open&pods=demo-0-2&tail=100`);
  await expect(page.getByRole('heading', { name: 'Log of demo-0-2' })).toBeVisible();
  await page.getByRole('textbox', { name: /regular expression/ }).fill('nothing like it$');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 lines')).toBeVisible();
  await page.getByRole('textbox', { name: /regular expression/ }).fill('started .* in pod');
  await page.keyboard.press('Enter');
  await expect(log).toContainText('in pod demo-0-2 ');
});

test.describe('who may only look', () => {
  test.use({ baseURL: process.env.ACM_E2E_VIEWER ?? 'http://127.0.0.1:1' });

  test('is told which right a restart would need', async ({ page }) => {
    await page.goto(`${DEMO}?tab=pods`);
    const restart = page.getByRole('button', { name: 'Restart all pods…' });
    await expect(restart).toHaveAttribute('aria-disabled', 'true');
    await restart.focus();
    await expect(
      page.getByText('This server lacks the right “patch aerospikeclusters.acko.io” in Kubernetes'),
    ).toBeVisible();
    await expectAccessible(page);
  });
});
