import { expectAccessible } from '../support/accessibility';
import { clusterSpec } from './support/kubernetes';
import { expect, test } from './support/test';

test('two chosen pods of three are restarted, and watched to the end', async ({ page, kubernetes }) => {
  test.setTimeout(240_000);
  const place = await kubernetes.createCluster('journey-restart', clusterSpec(3));
  await kubernetes.healthy(place);
  const chosen = [`${place.name}-0-0`, `${place.name}-0-2`];

  await page.goto(`/k8s/clusters/${place.namespace}/${place.name}?tab=pods`);
  for (const pod of chosen) {
    await page.getByRole('checkbox', { name: `Choose ${pod}` }).check();
  }
  await expect(page).toHaveURL(new RegExp(`pods=${chosen.join('%2C')}`));
  await page.getByRole('button', { name: 'Restart 2 pods…' }).click();
  const dialog = page.getByRole('dialog', { name: `Restart pods of ${place.name}` });
  await dialog.getByRole('radio', { name: /^Cold/ }).check();
  for (const pod of chosen) {
    await expect(dialog.getByRole('checkbox', { name: new RegExp(`^${pod}`) })).toBeChecked();
  }
  await expectAccessible(page);
  // Behind the dialog, as soon as the operator begins; it may be over by the time the dialog is closed.
  const running = page.locator('section[aria-label="Operation under way"]');
  const shown = running.getByText('of 2 pods done').waitFor();
  await dialog.getByRole('button', { name: 'Restart 2 pods' }).click();
  await shown;
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('tab', { name: 'Operations' }).click();
  const pods = page.getByRole('table', { name: 'Pods of the operation' });
  await expect(pods.getByRole('row', { name: /journey-restart-0-0 done/ })).toBeVisible({ timeout: 90_000 });
  await expect(pods.getByRole('row', { name: /journey-restart-0-2 done/ })).toBeVisible({ timeout: 90_000 });
  await expect(running).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('main').getByText('2 of 2 pods done · 100 %')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Pods' }).click();
  for (const [pod, count] of [
    [chosen[0], 1],
    [`${place.name}-0-1`, 0],
  ] as const) {
    const row = page.getByRole('row', { name: new RegExp(`Choose ${pod ?? ''} `) });
    await expect(row.getByText('by the operator:')).toHaveCount(count);
    await expect(row.getByText('ready', { exact: true })).toBeVisible({ timeout: 60_000 });
  }

  await page.getByRole('tab', { name: 'Operations' }).click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(
    page.getByText('Taken out of the spec again').or(page.getByText('No operation')),
  ).toBeVisible();
});
