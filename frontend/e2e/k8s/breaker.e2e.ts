import { expectAccessible } from '../support/accessibility';
import { clusterSpec, type Place } from './support/kubernetes';
import { expect, test } from './support/test';

const VIEWER = process.env.ACM_E2E_VIEWER ?? 'http://127.0.0.1:1';

/** No API server takes a service with such a label, so the operator fails however often it tries. */
const IMPOSSIBLE = { headlessService: { metadata: { labels: { 'no label!': 'x' } } } };

test('a circuit breaker that is open is explained to who may not reset it, and reset by who may', async ({
  page,
  browser,
  kubernetes,
}) => {
  test.setTimeout(240_000);
  const spec = { ...clusterSpec(), ...IMPOSSIBLE };
  const place = await kubernetes.createCluster('given-up', spec, { skipChecks: true });
  const path = `/k8s/clusters/${place.namespace}/${place.name}?tab=reconciliation`;
  await page.goto(path);
  await expect(page.getByText('closed, failing')).toBeVisible();
  await expect(page.getByText('open: the operator has given up')).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText(/name part must consist of alphanumeric characters/).first()).toBeVisible();
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL: VIEWER });
  const viewer = await context.newPage();
  await viewer.goto(path);
  const refused = viewer.getByRole('button', { name: 'Reset the circuit breaker…' });
  await expect(refused).toHaveAttribute('aria-disabled', 'true');
  await refused.focus();
  await expect(
    viewer.getByText(/lacks the right “patch aerospikeclusters.acko.io\/status”/).first(),
  ).toBeVisible();
  await context.close();

  await mend(place);
  await page.getByRole('button', { name: 'Reset the circuit breaker…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('0 of 10 failures in a row')).toBeVisible();
  await kubernetes.healthy(place);

  async function mend(at: Place): Promise<void> {
    await kubernetes.run(
      'mutation ($input: UpdateK8sClusterInput!) { updateK8sCluster(input: $input) { applied } }',
      { input: { ...at, spec: { headlessService: null } } },
    );
  }
});
