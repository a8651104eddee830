import { expectAccessible } from '../support/accessibility';
import { expect, test } from './support/test';
import { NAMESPACE } from './support/kubernetes';

const VIEWER = process.env.ACM_E2E_VIEWER;

test.use({ baseURL: VIEWER ?? 'http://127.0.0.1:1' });

test('who may only look sees the cluster live', async ({ page }) => {
  await page.goto(`/k8s/clusters/${NAMESPACE}/demo`);
  await expect(page.getByRole('heading', { name: 'demo' })).toBeVisible();
  await expect(page.getByText('Healthy').first()).toBeVisible();
  await expectAccessible(page);
});
