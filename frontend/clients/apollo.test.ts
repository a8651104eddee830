import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { type Unsubscribable } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Items } from './support/items';
import { createProfile, FEED, QUERY, type ProfilesItem } from './support/profiles';
import { startServer, type Server } from './support/server';

/** What went over the wire. */
interface Sent {
  method: string;
  accept: string;
  hasQuery: boolean;
  status: number;
  contentType: string;
}

describe('Apollo Client', () => {
  let server: Server;
  const followed: Unsubscribable[] = [];
  beforeAll(async () => {
    server = await startServer({ 'ping-interval-ms': 100 });
  });
  afterEach(() => {
    followed.splice(0).forEach((feed) => feed.unsubscribe());
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const clientOver = (link: ApolloLink): ApolloClient =>
    new ApolloClient({
      link,
      cache: new InMemoryCache(),
      defaultOptions: { query: { fetchPolicy: 'no-cache' } },
    });

  const watched = (sent: Sent[]): typeof fetch => {
    return async (input, init) => {
      const response = await fetch(input, init);
      const url = input instanceof Request ? input.url : input.toString();
      const body = typeof init?.body === 'string' ? init.body : '';
      sent.push({
        method: init?.method ?? 'GET',
        accept: new Headers(init?.headers).get('accept') ?? '',
        hasQuery: body.includes('"query"') || new URL(url).searchParams.has('query'),
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
      });
      return response;
    };
  };

  const follow = (client: ApolloClient): Items<ProfilesItem['connectionsChanged']> => {
    const items = new Items<ProfilesItem['connectionsChanged']>();
    const feed = client.subscribe<ProfilesItem>({ query: gql(FEED) });
    const following = feed.subscribe({
      next: ({ data, error }) => (data ? items.push(data.connectionsChanged) : items.fail(error)),
      error: items.fail,
      complete: () => items.fail(new Error('complete')),
    });
    followed.push(following);
    return items;
  };

  it('queries and changes over HttpLink', async () => {
    const client = clientOver(new HttpLink({ uri: server.url }));
    const { data } = await client.query({ query: gql(QUERY) });
    expect(data).toMatchObject({ connections: [{ name: 'demo' }] });
    const input = { name: 'made by HttpLink', hosts: ['127.0.0.1:1'] };
    const mutation = gql`
      mutation ($input: CreateConnectionInput!) {
        createConnection(input: $input) {
          connection {
            name
          }
        }
      }
    `;
    const made = await client.mutate({ mutation, variables: { input } });
    expect(made.data).toMatchObject({ createConnection: { connection: { name: 'made by HttpLink' } } });
    const refused = client.mutate({ mutation, variables: { input: { ...input, hosts: [] } } });
    await expect(refused).rejects.toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each([false, true])('sends a document once and its hash from then on (by GET: %s)', async (byGet) => {
    const sent: Sent[] = [];
    const persisted = new PersistedQueryLink({
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
      useGETForHashedQueries: byGet,
    });
    const http = new HttpLink({ uri: server.url, fetch: watched(sent) });
    const client = clientOver(ApolloLink.from([persisted, http]));
    const query = gql(byGet ? '{ connections { name } }' : '{ connections { id } }');
    for (let round = 0; round < 2; round += 1) {
      const { data, error } = await client.query({ query });
      expect(error).toBeUndefined();
      expect(data).toHaveProperty('connections');
    }
    const [named, whole, again] = sent;
    expect(sent).toHaveLength(3);
    expect(named).toMatchObject({ hasQuery: false, method: byGet ? 'GET' : 'POST' });
    expect(whole).toMatchObject({ hasQuery: true, status: 200 });
    expect(again).toMatchObject({ hasQuery: false, status: 200 });
  });

  it('follows a feed over HttpLink as multipart', async () => {
    const sent: Sent[] = [];
    const client = clientOver(new HttpLink({ uri: server.url, fetch: watched(sent) }));
    const items = follow(client);
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT', lagged: false });
    expect(sent[0]?.contentType).toMatch(/^multipart\/mixed;/);
    await createProfile(server.url, 'followed by HttpLink');
    expect(await items.next()).toMatchObject({
      kind: 'CHANGE',
      connections: [{ name: 'followed by HttpLink' }],
    });
  });

  it('is told over HttpLink why a feed is refused', async () => {
    const client = clientOver(new HttpLink({ uri: server.url }));
    const items = new Items<unknown>();
    client
      .subscribe({ query: gql('subscription { clusterChanged(connectionId: "nope") { version } }') })
      .subscribe({ next: items.push, error: items.fail });
    expect(await items.next()).toMatchObject({ error: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
  });

  it('follows a feed over GraphQLWsLink', async () => {
    const socket = createClient({ url: server.socketUrl, webSocketImpl: WebSocket });
    const items = follow(clientOver(new GraphQLWsLink(socket)));
    expect(await items.next()).toMatchObject({ kind: 'SNAPSHOT', lagged: false });
    await createProfile(server.url, 'followed by GraphQLWsLink');
    expect(await items.next()).toMatchObject({
      kind: 'CHANGE',
      connections: [{ name: 'followed by GraphQLWsLink' }],
    });
    await socket.dispose();
  });
});
