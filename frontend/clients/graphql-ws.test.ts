import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Items } from './support/items';
import { createProfile, FEED, QUERY, type ProfilesItem } from './support/profiles';
import { startServer, type Server } from './support/server';
import { layWire } from './support/wire';

describe('graphql-ws', () => {
  let server: Server;
  let client: Client | undefined;
  beforeAll(async () => {
    server = await startServer({ 'ping-interval-ms': 200 });
  });
  afterEach(async () => {
    await client?.dispose();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const open = (options: Partial<ClientOptions> = {}): Client => {
    client = createClient({ url: server.socketUrl, webSocketImpl: WebSocket, ...options });
    return client;
  };

  const follow = (from: Client): Items<ProfilesItem['connectionsChanged']> => {
    const items = new Items<ProfilesItem['connectionsChanged']>();
    from.subscribe<ProfilesItem>(
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
    const answers = [];
    for await (const answer of open().iterate({ query: QUERY })) answers.push(answer);
    expect(answers).toMatchObject([{ data: { connections: [{ name: 'demo' }] } }]);
  });

  it('is told why a document is refused', async () => {
    const refused = open().iterate({ query: '{ nothing }' }).next();
    await expect(refused).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  it('follows a feed: the present state, then changes', async () => {
    const items = follow(open());
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT', lagged: false });
    await createProfile(server.url, 'followed by graphql-ws');
    expect(await items.next()).toMatchObject({
      kind: 'CHANGE',
      connections: [{ name: 'followed by graphql-ws' }],
    });
  });

  it('comes back after its socket was cut, and is given the whole state again', async () => {
    const wire = await layWire(server.port);
    const items = follow(
      open({
        url: `ws://127.0.0.1:${wire.port}/graphql`,
        retryWait: () => Promise.resolve(),
        shouldRetry: () => true,
      }),
    );
    const before = await items.next();
    expect(before.kind).toBe('SNAPSHOT');
    wire.cut();
    await createProfile(server.url, 'made while the wire was cut');
    let now = await items.next();
    expect(now.kind).toBe('SNAPSHOT');
    expect(wire.made()).toBe(2);
    const names = () => now.connections.map(({ name }) => name);
    if (!names().includes('made while the wire was cut')) now = await items.next();
    expect(names()).toContain('made while the wire was cut');
    await client?.dispose();
    await wire.close();
  });

  it('is pinged, and its own pings are answered', async () => {
    const heard = new Items<string>();
    follow(
      open({
        keepAlive: 50,
        on: {
          ping: (received) => heard.push(received ? 'ping' : 'own ping'),
          pong: (received) => heard.push(received ? 'pong' : 'own pong'),
        },
      }),
    );
    const missing = new Set(['ping', 'own pong', 'own ping', 'pong']);
    while (missing.size > 0) missing.delete(await heard.next());
  });
});
