import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { NAMESPACE } from './support/kubernetes';
import { expect, test } from './support/test';

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

test('a cluster that is made elsewhere appears in the list, and goes with it', async ({
  page,
  kubernetes,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Kubernetes', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Kubernetes clusters' })).toBeVisible();
  await expect(row(page, 'demo')).toContainText('healthy');
  await expect(row(page, 'listed')).toHaveCount(0);

  await kubernetes.createCluster('listed');
  await expect(row(page, 'listed')).toBeVisible();
  await expect(row(page, 'listed')).toContainText('1 / 1', { timeout: 60_000 });
  await expect(row(page, 'listed')).toContainText('healthy', { timeout: 60_000 });
  await expectAccessible(page);

  await row(page, 'listed').getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'listed', exact: true })).toBeVisible();
  await page.goBack();

  await kubernetes.tidy();
  await expect(row(page, 'listed')).toHaveCount(0);
});

test('what is filtered stands in the address, and is kept under a name', async ({ page, kubernetes }) => {
  await kubernetes.createCluster('filtered');
  await page.goto('/k8s/clusters');
  await expect(row(page, 'demo')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a cluster' }).fill('filt');
  await expect(row(page, 'demo')).toHaveCount(0);
  await expect(row(page, 'filtered')).toBeVisible();
  await expect(page).toHaveURL(/q=filt/);

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Mine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(row(page, 'demo')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Mine', exact: true }).click();
  await expect(page).toHaveURL(/q=filt/);
  await expect(row(page, 'demo')).toHaveCount(0);

  await page.goto('/k8s/clusters?labels=%3D%3D');
  await expect(page.getByRole('textbox', { name: 'Label selector' })).toHaveAttribute('aria-invalid', 'true');
  await page.goto(`/k8s/clusters?namespace=${NAMESPACE}&sort=age&order=desc`);
  await expect(page.getByRole('columnheader', { name: 'Made' })).toHaveAttribute('aria-sort', 'descending');
});

test('rows are walked through by keys', async ({ page, kubernetes }) => {
  await kubernetes.createCluster('walked');
  await page.goto('/k8s/clusters');
  await expect(row(page, 'walked')).toBeVisible();
  await page.getByRole('link', { name: 'demo', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('link', { name: 'walked', exact: true })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('link', { name: 'demo', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'demo', exact: true })).toBeVisible();
});

test('the list fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/k8s/clusters');
  await expect(row(page, 'demo')).toContainText('healthy');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
