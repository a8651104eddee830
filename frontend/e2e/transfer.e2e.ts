import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

type Document = { connections: { name: string; note?: string; password?: string }[] };

test('connections are exported, looked at and imported again', async ({ page, gateway }) => {
  await gateway.run(
    'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { __typename } }',
    {
      input: {
        name: 'travels',
        hosts: ['10.0.0.9:3000'],
        username: 'ada',
        password: 's3cret',
        note: 'before',
      },
    },
  );
  await page.goto('/connections');
  const exported = async (): Promise<Document> => {
    const saved = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /^Export( with secrets)?$/ })
      .last()
      .click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^acm-connections-\d{4}-\d\d-\d\d\.json$/);
    return JSON.parse(await readFile(await file.path(), 'utf8')) as Document;
  };

  await test.step('without secrets none is in the file', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await expect(page.getByRole('dialog', { name: 'Export connections' })).toBeVisible();
    await expectAccessible(page);
    const { connections } = await exported();
    const travels = connections.find(({ name }) => name === 'travels');
    expect(travels?.note).toBe('before');
    expect(travels).not.toHaveProperty('password');
  });

  const document = await test.step('with secrets only after it was confirmed', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('checkbox', { name: 'Include passwords and client keys' }).check();
    const save = page.getByRole('button', { name: 'Export with secrets' });
    await expect(save).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: /keep the file/ }).check();
    const file = await exported();
    expect(file.connections.find(({ name }) => name === 'travels')?.password).toBe('s3cret');
    return file;
  });

  await test.step('a look tells what would happen to each entry, and stores nothing', async () => {
    const changed = document.connections.map((each) =>
      each.name === 'travels' ? { ...each, note: 'after' } : each,
    );
    const broken = { name: 'broken', hosts: ['169.254.169.254'], pasword: 'x' };
    const fresh = { name: 'fresh', hosts: ['10.0.0.10'] };
    const text = JSON.stringify({ ...document, connections: [...changed, fresh, broken] });
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('textbox', { name: 'Document' }).fill('{');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('alert', { name: 'Not accepted' })).toContainText('not JSON: line 1');
    await page.locator('input[type=file]').setInputFiles({
      name: 'connections.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await page.getByRole('button', { name: 'Preview' }).click();
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
    await expect(row('travels')).toContainText('Left out');
    await expect(row('fresh')).toContainText('New');
    await expect(row('broken')).toContainText('pasword: this field is not known');
    await expect(page.getByRole('checkbox', { name: 'Import broken' })).toBeDisabled();
    await page.getByRole('radio', { name: 'Replace the connection' }).check();
    await expect(row('travels')).toContainText('Replaces');
    await expect(row('travels')).toContainText('password from the document');
    await page.getByRole('checkbox', { name: 'Import demo' }).uncheck();
    await expectAccessible(page);
    expect((await gateway.connections()).map(({ name }) => name)).not.toContain('fresh');
  });

  await test.step('what was chosen is imported, and shows in the list', async () => {
    await page.getByRole('button', { name: 'Import 2 connections' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Imported 2 connections' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Show connections' }).click();
    await expect(page.getByRole('article', { name: 'fresh', exact: true })).toBeVisible();
    await expect(page.getByRole('article', { name: 'travels', exact: true })).toContainText('after');
  });
});
