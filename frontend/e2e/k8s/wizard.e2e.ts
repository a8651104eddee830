import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { NAMESPACE } from './support/kubernetes';
import { expect, test } from './support/test';

function stepHeading(page: Page, name: string) {
  return page.getByRole('heading', { level: 2, name });
}

/** The badge that says what the server thinks of the draft. */
async function expectAccepted(page: Page) {
  await expect(page.getByText('accepted', { exact: true })).toBeVisible();
}

test('a cluster is made from nothing by keyboard alone', async ({ page, kubernetes }) => {
  const place = kubernetes.forget({ namespace: NAMESPACE, name: 'wizard-keys' });

  await test.step('the beginning is chosen', async () => {
    await page.goto('/k8s/clusters/new');
    await expect(page.getByRole('heading', { level: 1, name: 'New cluster' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start from scratch' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
  });

  await test.step('its name and place are written, one node suffices', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
    await page.keyboard.type(place.name);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(place.namespace);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: 'Size' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1');
  });

  await test.step('what the server refuses stands at its field, while one is elsewhere', async () => {
    await expect(page.getByText(/[12] refused/).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(stepHeading(page, 'Namespace & Storage')).toBeFocused();
    const copies = page.getByRole('textbox', { name: 'Replication factor' });
    await expect(copies).toHaveAccessibleDescription(/2 copies need 2 nodes, and the cluster has 1/);
    await expectAccessible(page);
    await copies.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1');
    await expectAccepted(page);
  });

  await test.step('Enter leads through the other steps to the review', async () => {
    for (const label of [
      'Monitoring & Options',
      'Resources',
      'Security (ACL)',
      'Rolling Update',
      'Rack Config',
      'Advanced',
      'Review',
    ]) {
      await page.getByRole('button', { name: `Next: ${label}` }).focus();
      await page.keyboard.press('Enter');
      await expect(stepHeading(page, label)).toBeFocused();
    }
    await expect(page.getByRole('table', { name: 'What will be made' })).toContainText(`${place.name}-0-0`);
    await expect(page.getByText('Kubernetes and the operator accept it')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('it is made, and comes up on its own page', async () => {
    await page.getByRole('button', { name: 'Create cluster' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/k8s/clusters/${place.namespace}/${place.name}\\b`));
    await expect(page.getByRole('heading', { level: 1, name: place.name })).toBeFocused();
    await kubernetes.healthy(place);
  });
});

test('a draft survives a reload, its YAML edits the form, and it can be discarded', async ({ page }) => {
  await page.goto('/k8s/clusters/new?from=scratch');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('wizard-draft');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('wizard-draft');
  await expect(page.getByText('as you left it')).toBeVisible();

  const yaml = page.getByRole('textbox', { name: 'The cluster as YAML' });
  await yaml.getByText('wizard-draft').dblclick();
  await page.keyboard.press('End');
  await page.keyboard.type('-two');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('wizard-draft-two');

  await page.keyboard.type(': [');
  await expect(page.getByText(/^Line \d+, column \d+/)).toBeVisible();
  await expect(page.getByText('YAML does not read')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('wizard-draft-two');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('wizard-mended');
  await expect(yaml).toContainText('name: wizard-mended');

  await page.getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByRole('button', { name: 'Start from scratch' })).toBeVisible();
  await page.goto('/k8s/clusters/new?from=scratch');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('');
});

test('a refusal of Kubernetes is shown at its field, and the review leads there', async ({ page }) => {
  await page.goto('/k8s/clusters/new?from=scratch');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('wizard-refused');
  await page.getByRole('textbox', { name: 'Kubernetes namespace' }).fill('nowhere');
  await expect(page.getByRole('textbox', { name: 'Kubernetes namespace' })).toHaveAccessibleDescription(
    /There is no namespace/,
  );
  await page.getByRole('textbox', { name: 'Kubernetes namespace' }).fill(NAMESPACE);
  await page.getByRole('textbox', { name: 'Image' }).fill('aerospike:ee-8.1.1.1');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('button', { name: 'Create cluster' })).toBeDisabled();
  const said = page.getByRole('status', { name: 'What the server says' });
  await expect(said).toContainText('Enterprise Edition');
  await said.getByRole('button', { name: 'Basic' }).first().click();
  await expect(stepHeading(page, 'Basic')).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Image' })).toHaveAccessibleDescription(
    /Enterprise Edition/,
  );
  await expectAccessible(page);
});

test('the wizard works on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/k8s/clusters/new?from=scratch');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('wizard-narrow');
  await page.getByRole('combobox', { name: 'Step 1 of 9' }).selectOption({ label: '4. Resources' });
  await expect(stepHeading(page, 'Resources')).toBeFocused();
  await page.getByRole('textbox', { name: 'Memory request' }).fill('1Gi');
  await expect(page.getByText(/with less than about 1.3 GiB/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByText('YAML', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'The cluster as YAML' })).toContainText('memory: 1Gi');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
