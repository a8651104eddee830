import { expectAccessible } from './support/accessibility';
import { closedPort } from './support/ports';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

test('a cluster that does not answer is shown as such on every screen, and delays no other', async ({
  page,
  gateway,
}) => {
  const hosts = [`127.0.0.1:${String(await closedPort())}`];
  const id = await gateway.createConnection({ name: 'unplugged', hosts });
  await page.goto('/connections');
  const card = page.getByRole('article', { name: 'unplugged' });
  await expect(card.getByText('Down', { exact: true })).toBeVisible();
  await expect(card).toContainText('Unavailable');
  await expect(page.getByRole('article', { name: 'demo' }).getByText('Up', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/connections/${id}/dashboard`);
  await expect(page.getByRole('alert')).toContainText('Unavailable');
  await expect(page.getByRole('heading', { name: 'The cluster has not answered' })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/connections/${id}/namespaces`);
  await expect(page.getByRole('alert')).toContainText('Unavailable');

  await page.goto(`/connections/${id}/namespaces/test/sets/users`);
  await expect(page.getByRole('alert')).toContainText('Unavailable');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectAccessible(page);
});

test('a connection that does not exist is said so', async ({ page }) => {
  await page.goto('/connections/conn-000000000000/edit');
  await expect(page.getByText(/no such connection/i)).toBeVisible();
  await page.goto('/connections/conn-000000000000/dashboard');
  await expect(page.getByRole('alert')).toContainText('Not found');
  await expectAccessible(page);
});

test('while the gateway is away the page says so, and then recovers with the present state', async ({
  page,
  demo,
}) => {
  let isAway = false;
  const sockets: { close: () => Promise<void> }[] = [];
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (isAway) {
      void socket.close({ code: 1013 });
    } else {
      socket.connectToServer();
      sockets.push({ close: () => socket.close({ code: 1012 }) });
    }
  });
  await page.goto(`/connections/${demo}/dashboard`);
  const nodes = page.getByRole('table', { name: 'Nodes' });
  const reads = page.getByRole('figure', { name: 'Reads per second' });
  await expect(nodes.getByRole('row')).toHaveCount(1 + 3);

  isAway = true;
  await Promise.all(sockets.map((socket) => socket.close()));
  await expect(page.getByRole('status').filter({ hasText: 'Live updates are interrupted' })).toBeVisible();
  await expect(page.getByText('reconnecting…', { exact: true })).toBeVisible();
  // What was known stays in sight.
  await expect(nodes.getByRole('row')).toHaveCount(1 + 3);
  await expectAccessible(page);

  const frozen = (await reads.textContent()) ?? '';
  isAway = false;
  await expect(page.getByText('Live updates are interrupted')).toBeHidden({ timeout: 30_000 });
  await expect(page.getByText('reconnecting…', { exact: true })).toBeHidden();
  await expect(reads).not.toHaveText(frozen);
});

test('a write that does not reach the gateway loses nothing', async ({ page, demo, gateway, complaints }) => {
  complaints.expect(/request failed: .*\/graphql/, /net::ERR_CONNECTION_REFUSED/);
  const key = { string: 'offline' };
  await gateway.delete('journey-faults', key);
  await gateway.put('journey-faults', key, { note: 'old' });
  const records = new RecordsPage(page);
  await records.goto(demo, 'journey-faults', { keyType: 'string', key: key.string });
  await records.bin('note').fill('new');
  await page.route('/graphql', (route) => route.abort('connectionrefused'));
  await records.save();
  await expect(records.editor.getByRole('alert')).toContainText('Gateway unreachable');
  await expect(records.bin('note')).toHaveValue('new');
  await page.unroute('/graphql');
  await records.save();
  await records.expectGeneration(2);
  expect(await gateway.record('journey-faults', key)).toEqual({ generation: 2, bins: { note: 'new' } });
});

test('an address that leads nowhere offers the way back', async ({ page }) => {
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All connections', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
});
