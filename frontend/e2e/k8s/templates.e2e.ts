import { expectAccessible } from '../support/accessibility';
import { clusterSpec } from './support/kubernetes';
import { expect, test } from './support/test';

const TEMPLATE = 'e2e-template';
const CLUSTER = 'e2e-from-template';
const OLD = 'aerospike:ce-8.1.1.1';
const NEW = 'aerospike:ce-8.1.2.0';

test('a template is made, changed, brought to its cluster, and deleted once nothing is made from it', async ({
  page,
  kubernetes,
}) => {
  kubernetes.forgetTemplate(TEMPLATE);
  await page.goto('/k8s/templates');
  await page.getByRole('link', { name: 'New template' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(TEMPLATE);
  await page.getByRole('textbox', { name: 'Description' }).fill('For a journey');
  await page.getByRole('textbox', { name: 'Image' }).fill(OLD);
  await page.getByRole('button', { name: 'Review and make…' }).click();
  await page.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('heading', { name: TEMPLATE, level: 1 })).toBeVisible();
  await expect(page.getByText('No cluster is made from it', { exact: false })).toBeVisible();
  await expectAccessible(page);

  // What it leaves out, the template fills in.
  const spec = { ...clusterSpec(), image: undefined, templateRef: { name: TEMPLATE } };
  const place = await kubernetes.createCluster(CLUSTER, spec);
  await kubernetes.healthy(place);
  const used = page.getByRole('table', { name: 'Clusters made from it' });
  await expect(used.getByText('in sync', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Image' }).fill(NEW);
  await page.getByRole('button', { name: 'Review and save…' }).click();
  const review = page.getByRole('dialog', { name: 'Save the template' });
  await expect(
    review.getByRole('list', { name: `What changes in aerospike/${CLUSTER}` }).getByText(NEW),
  ).toBeVisible();
  await review.getByRole('button', { name: 'Save' }).click();
  await expect(used.getByText('out of sync')).toBeVisible();

  await page.getByRole('button', { name: 'Delete…' }).click();
  const inUse = page.getByRole('dialog', { name: `${TEMPLATE} is in use` });
  await expect(inUse.getByRole('link', { name: `aerospike/${CLUSTER}` })).toBeVisible();
  await inUse.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: 'Resync…' }).click();
  const resync = page.getByRole('dialog', { name: `Resync with ${TEMPLATE}` });
  await expect(resync.getByRole('list', { name: 'What will happen' })).toBeVisible();
  await expectAccessible(page);
  await resync.getByRole('button', { name: 'Resync 1 cluster' }).click();
  await expect(resync.getByText('1 of 1 cluster resynced')).toBeVisible({ timeout: 60_000 });
  await resync.getByRole('button', { name: 'Close' }).last().click();
  await expect(used.getByText('in sync', { exact: true })).toBeVisible();

  await page.goto(`/k8s/clusters/aerospike/${CLUSTER}?tab=template`);
  await expect(page.getByText('Synced', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await kubernetes.run(
    'mutation ($input: DeleteK8sClusterInput!) { deleteK8sCluster(input: $input) { __typename } }',
    { input: { ...place, confirmName: CLUSTER } },
  );
  await page.goto(`/k8s/templates/${TEMPLATE}`);
  await expect(page.getByText('No cluster is made from it', { exact: false })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Delete…' }).click();
  const deletion = page.getByRole('dialog', { name: `Delete template ${TEMPLATE}?` });
  await deletion.getByRole('textbox').fill(TEMPLATE);
  await deletion.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Templates', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: TEMPLATE, exact: true })).toBeHidden();
});
