import { expectAccessible } from './support/accessibility';
import type { Gateway } from './support/gateway';
import { closedPort } from './support/ports';
import { expect, test } from './support/test';

/** Changes a setting of the demonstration behind the page's back. */
async function set(gateway: Gateway, place: object, name: string, value: string): Promise<void> {
  await gateway.run(
    'mutation ($input: SetConfigInput!) { setConfig(input: $input) { results { outcome } } }',
    { input: { connectionId: await gateway.demo(), ...place, name, value } },
  );
}

const SERVICE = { context: 'SERVICE' };
const TEST = { context: 'NAMESPACE', namespace: 'test' };

test('a setting is found, changed on one node, told apart from the others, and put back', async ({
  page,
  gateway,
  demo,
}) => {
  await set(gateway, SERVICE, 'ticker-interval', '10');
  await page.goto(`/connections/${demo}/config?q=ticker-interval`);
  await page.getByRole('button', { name: 'ticker-interval' }).click();
  const drawer = page.getByRole('dialog', { name: /ticker-interval/ });
  await drawer.getByRole('textbox', { name: 'New value' }).fill('25');
  await drawer.getByRole('checkbox', { name: 'A1' }).uncheck();
  await drawer.getByRole('checkbox', { name: 'A3' }).uncheck();
  await drawer.getByRole('button', { name: 'Change on 1 node' }).click();
  await expect(drawer.getByRole('row', { name: 'A2 10 25 applied' })).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Close the parameter' }).click();
  await page.getByText('Differing', { exact: true }).click();
  await expect(page.getByRole('row', { name: /ticker-interval.*differs/ })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?q=ticker-interval&only=differing');
  await expectAccessible(page);
  await set(gateway, SERVICE, 'ticker-interval', '10');
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('None matches what is asked for.')).toBeVisible();
});

test('a value no node would take is refused before anything is sent', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/config?parameter=ticker-interval`);
  const drawer = page.getByRole('dialog', { name: /ticker-interval/ });
  await drawer.getByRole('textbox', { name: 'New value' }).fill('many');
  await drawer.getByRole('button', { name: 'Change on 3 nodes' }).click();
  await expect(drawer.getByRole('alert')).toContainText('Not accepted');
});

test('a limit that is near is told live, with the way to the setting that mends it', async ({
  page,
  gateway,
  demo,
}) => {
  await page.goto(`/connections/${demo}/health`);
  await expect(page.getByRole('heading', { name: 'Checks' })).toBeVisible();
  await set(gateway, TEST, 'stop-writes-used-pct', '1');
  const finding = page.getByRole('article', { name: /namespace test is about to refuse writes/ });
  await expect(finding).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/connections/${demo}/dashboard`);
  await page.getByRole('link', { name: /^Health: .* \d+ warning/ }).click();
  await finding.getByRole('link', { name: /stop-writes-used-pct/ }).click();
  await expect(page.getByRole('row', { name: /stop-writes-used-pct/ })).toBeVisible();
  await set(gateway, TEST, 'stop-writes-used-pct', '70');
  await page.goBack();
  await expect(finding).toBeHidden();
});

test('all clusters are shown at once, and a dead one delays no other', async ({ page, gateway }) => {
  const dead = await gateway.createConnection({ name: 'dead', hosts: [`127.0.0.1:${await closedPort()}`] });
  await page.goto('/overview');
  const row = page.getByRole('row', { name: /^dead/ });
  await expect(page.getByRole('row', { name: /^demo/ })).toContainText('3 of 3 nodes');
  await expect(row).toContainText('Down');
  await expectAccessible(page);
  await page.getByText(/^Down or degraded/).click();
  await expect(page.getByRole('row', { name: /^demo/ })).toBeHidden();
  await row.getByRole('link', { name: 'dead', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/connections/${dead}/dashboard$`));
});

test('latencies are a heat map for the eye, the keyboard and as a table', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/latency`);
  const map = page.getByRole('slider', { name: 'read, heat map' });
  await expect(map).toHaveAttribute('aria-valuetext', /operations\/s|unknown/, { timeout: 30_000 });
  await map.focus();
  await page.keyboard.press('ArrowUp');
  await expect(map).toHaveAttribute('aria-valuetext', /1 ms to 2 ms/);
  await expect(page.getByRole('figure', { name: 'Percentiles' })).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'read, operations a second' })).toBeVisible();
  await page.getByText('By node', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'read · A2, operations a second' })).toBeVisible();
  await expectAccessible(page);
});

test('times to live are counted once the nodes are told to', async ({ page, gateway, demo }) => {
  await set(gateway, TEST, 'nsup-hist-period', '1');
  await page.goto(`/connections/${demo}/namespaces/test?set=users`);
  const section = page.getByRole('region', { name: 'Distribution' });
  await expect(async () => {
    await section.getByRole('button', { name: 'Read again' }).click();
    await expect(section.getByRole('figure', { name: 'Records by time to live' })).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await section.getByRole('button', { name: 'Show the numbers' }).click();
  await expect(section.getByRole('table')).toBeVisible();
  await expectAccessible(page);
  await section.getByText('Object size').click();
  await expect(section.getByRole('figure', { name: 'Records by object size' })).toBeVisible();
});

test('a log level is changed and read back', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/logs?q=batch`);
  await page.getByRole('button', { name: 'batch', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: /batch/ });
  await drawer.getByRole('radio', { name: 'debug' }).check();
  await drawer.getByRole('button', { name: 'Change on 3 nodes' }).click();
  await expect(drawer.getByRole('row', { name: 'A1 debug applied' })).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole('radio', { name: 'info' }).check();
  await drawer.getByRole('button', { name: 'Change on 3 nodes' }).click();
  await expect(drawer.getByRole('row', { name: 'A3 info applied' })).toBeVisible();
});

test('nodes are compared, and what the cluster is busy with is followed', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/nodes?only=differing`);
  await expect(page.getByRole('row', { name: /differs/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/connections/${demo}/top`);
  await expect(page.getByRole('row', { name: /^test \d/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Data', exact: true }).first().click();
  await expect(page).toHaveURL(/namespaces=data_used_bytes/);
});
