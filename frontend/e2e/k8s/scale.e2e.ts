import { expectAccessible } from '../support/accessibility';
import { expect, test } from './support/test';

test('a cluster is scaled by a plan and watched to the end, then deleted by its name', async ({
  page,
  kubernetes,
}) => {
  const place = await kubernetes.createCluster('scaled');
  await kubernetes.healthy(place);
  await page.goto('/k8s/clusters');
  await page.getByRole('button', { name: 'Actions for scaled' }).click();
  await page.getByRole('menuitem', { name: 'Scale…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Scale scaled' });
  await expect(dialog.getByText('nothing would change')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Scale to 1 node' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Nodes' }).fill('2');
  await expect(dialog.getByText('Pods are added')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Scale to 2 nodes' }).click();

  const progress = dialog.getByRole('status', { name: 'Progress of scaled' });
  await expect(progress).toContainText('2 of 2 pods ready', { timeout: 60_000 });
  await expect(progress).toContainText('healthy', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /scaled/ });
  await expect(row).toContainText('2 / 2');

  await page.getByRole('button', { name: 'Actions for scaled' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const deletion = page.getByRole('dialog', { name: 'Delete scaled?' });
  await expect(deletion.getByText('scaled-0-1')).toBeVisible();
  await expect(deletion.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await deletion.getByRole('textbox', { name: 'Type scaled to confirm' }).fill('scaled');
  await expectAccessible(page);
  await deletion.getByRole('button', { name: 'Delete' }).click();
  await expect(deletion).toBeHidden();
  await expect(row).toHaveCount(0, { timeout: 60_000 });
});
