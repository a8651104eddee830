import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { RecordsPage } from '../support/records';
import { NAMESPACE, type Place } from './support/kubernetes';
import { expect, test } from './support/test';

const COMES_UP = { timeout: 90_000 };

async function nameIt(page: Page, { namespace, name }: Place) {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Kubernetes namespace' }).fill(namespace);
}

/** Makes what the wizard describes, and stays on its page until it is healthy. */
async function create(page: Page, { namespace, name }: Place) {
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('switch', { name: 'Connect to it' })).toBeChecked();
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page).toHaveURL(new RegExp(`/k8s/clusters/${namespace}/${name}\\b`));
  await expect(page.getByRole('main').getByText('healthy', { exact: true })).toBeVisible(COMES_UP);
}

test('from nothing to a cluster of three zones, and to a record in its browser', async ({
  page,
  kubernetes,
}) => {
  const place = kubernetes.forget({ namespace: NAMESPACE, name: 'first-zones' });

  await test.step('a cluster with a rack in each zone is described', async () => {
    await page.goto('/k8s/clusters');
    await page.getByRole('link', { name: 'New cluster' }).click();
    await page.getByRole('button', { name: 'Start from scratch' }).click();
    await nameIt(page, place);
    await page.getByRole('button', { name: 'Rack Config' }).click();
    await page.getByRole('button', { name: 'One rack per zone' }).click();
    await expect(page.getByText('3 nodes over 3 racks: 1 + 1 + 1')).toBeVisible();
  });

  await test.step('it comes up, a pod in each zone', async () => {
    await create(page, place);
    for (const pod of ['1-0', '2-0', '3-0']) {
      await expect(page.getByRole('button', { name: new RegExp(`${place.name}-${pod}`) })).toBeVisible();
    }
  });

  await test.step('it is connected to, and a record that is put is there to be read', async () => {
    const data = page.getByRole('link', { name: 'Data of the connection' });
    await expect(data).toBeVisible(COMES_UP);
    const [, connectionId = ''] =
      /\/connections\/([^/]+)/.exec((await data.getAttribute('href')) ?? '') ?? [];
    await kubernetes.run('mutation ($input: PutRecordInput!) { putRecord(input: $input) { __typename } }', {
      input: {
        connectionId,
        key: { namespace: 'test', set: 'guests', userKey: { string: 'ada' } },
        bins: { born: 1815 },
      },
    });
    await data.click();
    await page.getByRole('link', { name: 'test', exact: true }).click();
    await page.getByRole('link', { name: 'guests', exact: true }).first().click();
    const records = new RecordsPage(page);
    await records.open('ada');
    await expect(records.bin('born')).toHaveValue('1815');
    await expectAccessible(page);
  });
});

test('a cluster begins with a template, and is in sync with it', async ({ page, kubernetes }) => {
  const template = kubernetes.forgetTemplate('first-template');
  const place = kubernetes.forget({ namespace: NAMESPACE, name: 'first-templated' });
  await kubernetes.run(
    'mutation ($input: CreateK8sTemplateInput!) { createK8sTemplate(input: $input) { __typename } }',
    { input: { name: template, spec: { image: 'aerospike:ce-8.1.1.1', size: 2 } } },
  );
  await page.goto('/k8s/clusters/new');
  await page.getByRole('textbox', { name: 'Template' }).click();
  await page.getByRole('option', { name: template }).click();
  await page.getByRole('button', { name: 'Start from template' }).click();
  await nameIt(page, place);
  await create(page, place);
  await expect(page.getByRole('button', { name: new RegExp(`${place.name}-0-1`) })).toBeVisible();
  await page.getByRole('tab', { name: 'Template' }).click();
  await expect(page.getByText('Synced', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: template }).first()).toBeVisible();
});
