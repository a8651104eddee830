import { expectAccessible } from '../support/accessibility';
import { clusterSpec, type Kubernetes, type Place } from './support/kubernetes';
import { expect, test } from './support/test';

type Asked = { readonly k8sCluster: { readonly yaml: string } };

async function yamlOf(kubernetes: Kubernetes, place: Place): Promise<string> {
  const { k8sCluster } = await kubernetes.run<Asked>(
    'query ($namespace: String!, $name: String!) { k8sCluster(namespace: $namespace, name: $name) { yaml } }',
    place,
  );
  return k8sCluster.yaml;
}

const editUrl = ({ namespace, name }: Place, section: string) =>
  `/k8s/clusters/${namespace}/${name}/edit?section=${section}`;

test('a parameter of running nodes is changed, and what will happen is told before', async ({
  page,
  kubernetes,
}) => {
  const place = await kubernetes.createCluster('edit-dynamic', {
    ...clusterSpec(),
    enableDynamicConfigUpdate: true,
  });
  await kubernetes.healthy(place);

  await page.goto(editUrl(place, 'storage'));
  const save = page.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await page.getByRole('button', { name: /^Server settings/ }).click();
  await page.getByLabel('Client connections a node accepts').fill('16000');

  const happening = page.getByRole('list', { name: 'What will happen' });
  await expect(happening).toContainText('Configuration of running nodes');
  await expect(happening).not.toContainText('replaced');
  const fields = page.getByRole('list', { name: 'Fields that change' });
  await expect(fields).toContainText('spec.aerospikeConfig.service.proto-fd-max');
  await expect(fields).toContainText('will be 16000');
  await expectAccessible(page);

  await save.click();
  await expect(page).toHaveURL(new RegExp(`/k8s/clusters/${place.namespace}/${place.name}$`));
  await expect(page.getByText(`${place.name} was changed.`)).toBeVisible();
  expect(await yamlOf(kubernetes, place)).toContain('proto-fd-max: 16000');
});

test('what two people change is brought together, and what both changed is asked about', async ({
  page,
  kubernetes,
}) => {
  const place = await kubernetes.createCluster('edit-conflict');
  await page.goto(editUrl(place, 'rolling-update'));
  const batch = page.getByLabel('Pods at once');
  await expect(batch).toBeVisible();

  await kubernetes.run(
    'mutation ($input: UpdateK8sClusterInput!) { updateK8sCluster(input: $input) { applied } }',
    {
      input: { ...place, labels: { team: 'shop' }, spec: { rollingUpdateBatchSize: 3, maxUnavailable: 2 } },
    },
  );
  await batch.fill('2');

  const clash = page.getByRole('table', { name: 'Fields that both changed' });
  await expect(clash.getByRole('rowheader')).toHaveText(['spec.rollingUpdateBatchSize']);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'spec.rollingUpdateBatchSize: take mine' }).check();
  await page.getByRole('button', { name: 'Go on with both' }).click();

  await expect(page.getByLabel('Pods that may be missing')).toHaveValue('2');
  const fields = page.getByRole('list', { name: 'Fields that change' });
  await expect(fields).toContainText('spec.rollingUpdateBatchSize');
  await expect(fields.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${place.name} was changed.`)).toBeVisible();

  const yaml = await yamlOf(kubernetes, place);
  expect(yaml).toContain('rollingUpdateBatchSize: 2');
  expect(yaml).toContain('maxUnavailable: 2');
  expect(yaml).toContain('team: shop');
});
