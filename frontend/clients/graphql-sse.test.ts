import { createClient, type Client } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Items } from './support/items';
import { createProfile, FEED, QUERY, type ProfilesItem } from './support/profiles';
import { startServer, type Server } from './support/server';
import { layWire } from './support/wire';

describe('graphql-sse, distinct connections', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ 'ping-interval-ms': 100 });
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const follow = (client: Client): Items<ProfilesItem['connectionsChanged']> => {
    const items = new Items<ProfilesItem['connectionsChanged']>();
    client.subscribe<ProfilesItem>(
      { query: FEED },
      {
        next: ({ data, errors }) =>
          data ? items.push(data.connectionsChanged) : items.fail(new Error(JSON.stringify(errors))),
        error: items.fail,
        complete: () => items.fail(new Error('complete')),
      },
    );
    return items;
  };

  it('runs queries', async () => {
    const client = createClient({ url: server.url });
    const answers = [];
    for await (const answer of client.iterate({ query: QUERY })) answers.push(answer);
    expect(answers).toMatchObject([{ data: { connections: [{ name: 'demo' }] } }]);
  });

  it('is told why a document is refused', async () => {
    const client = createClient({ url: server.url });
    const answers = [];
    for await (const answer of client.iterate({ query: '{ nothing }' })) answers.push(answer);
    expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  });

  it('follows a feed: the present state, then changes', async () => {
    const client = createClient({ url: server.url });
    const items = follow(client);
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT', lagged: false });
    await createProfile(server.url, 'followed by graphql-sse');
    expect(await items.next()).toMatchObject({
      kind: 'CHANGE',
      connections: [{ name: 'followed by graphql-sse' }],
    });
    client.dispose();
  });

  it('comes back after its connection was cut, and is given the whole state again', async () => {
    const wire = await layWire(server.port);
    const client = createClient({
      url: `http://127.0.0.1:${wire.port}/graphql`,
      retry: () => Promise.resolve(),
    });
    const items = follow(client);
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT' });
    wire.cut();
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT' });
    expect(wire.made()).toBeGreaterThan(1);
    client.dispose();
    await wire.close();
  });
});
