import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './support/server';

describe('GraphQL over HTTP, the public audits', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const audits = serverAudits({ url: () => server.url, fetchFn: fetch });

  it('are all there', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });

  // MUST, SHOULD and MAY alike.
  it.each(audits)('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result, 'reason' in result ? result.reason : '').toMatchObject({ status: 'ok' });
  });
});
