import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterSpec, NAMESPACE } from '../support/kubernetes';
import { test } from '../support/test';

const FOLDER = process.env.ACM_PICTURES ?? 'test-results/pictures';
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = { desk: 1280, phone: 390 } as const;

const CLUSTER = `/k8s/clusters/${NAMESPACE}/pictured`;
const TEMPLATE = 'pictured-gold';
const TABS =
  'overview pods operations events configuration reconciliation storage autoscaler networking monitoring template yaml';
const STEPS = 'basic storage monitoring resources security rolling-update rack-config advanced review';
const DIALOGS = 'scale restart delete clone export autoscale block-nodes reconcile';

/** Each page, by the name of its pictures. */
const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['list', '/k8s/clusters'],
  ['list-empty', '/k8s/clusters?text=nothing-is-called-so'],
  ['start', '/k8s/clusters/new'],
  ...STEPS.split(' ').map(
    (step) => [`wizard-${step}`, `/k8s/clusters/new?from=scratch&step=${step}`] as const,
  ),
  ...TABS.split(' ').map((tab) => [`cluster-${tab}`, `${CLUSTER}?tab=${tab}`] as const),
  ...DIALOGS.split(' ').map((act) => [`dialog-${act}`, `${CLUSTER}?do=${act}`] as const),
  ['edit', `${CLUSTER}/edit`],
  ['edit-yaml', `${CLUSTER}/edit?section=yaml`],
  ['templates', '/k8s/templates'],
  ['template', `/k8s/templates/${TEMPLATE}`],
  ['template-resync', `/k8s/templates/${TEMPLATE}?do=resync`],
  ['template-edit', `/k8s/templates/${TEMPLATE}/edit`],
  ['template-new', '/k8s/templates/new'],
];

test('each page, light and dark, on a desk and on a phone', async ({ page, kubernetes }) => {
  test.setTimeout(900_000);
  mkdirSync(FOLDER, { recursive: true });
  const { name } = await template();
  const place = await kubernetes.createCluster('pictured', { ...clusterSpec(3), templateRef: { name } });
  await kubernetes.healthy(place);
  for (const [picture, path] of PAGES) {
    for (const [width, pixels] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width: pixels, height: 800 });
      await page.goto(path, { waitUntil: 'networkidle' });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          animations: 'disabled',
          path: join(FOLDER, `${picture}-${width}-${colorScheme}.png`),
        });
      }
    }
  }

  async function template() {
    await kubernetes.run(
      'mutation ($input: CreateK8sTemplateInput!) { createK8sTemplate(input: $input) { __typename } }',
      {
        input: {
          name: TEMPLATE,
          spec: { description: 'For what must not be lost', image: 'aerospike:ce-8.1.1.1' },
        },
      },
    );
    return { name: kubernetes.forgetTemplate(TEMPLATE) };
  }
});
