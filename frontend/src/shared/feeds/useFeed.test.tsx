import { ApolloClient, gql, type TypedDocumentNode } from '@apollo/client';
import { MockSubscriptionLink } from '@apollo/client/testing';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCache } from '../apollo/cache';
import { DEFAULT_OPTIONS } from '../apollo/client';
import type { FeedSocket, SocketState } from '../apollo/socket';
import { SocketContext } from '../apollo/useSocketState';
import type { Envelope } from './feedState';
import { useFeed } from './useFeed';

type Item = Envelope & { readonly __typename: 'MetricsFrame'; readonly times: readonly number[] };

const DOCUMENT: TypedDocumentNode<{ metrics: Item }, { connectionId: string }> = gql`
  subscription Feed($connectionId: ID!) {
    metrics(connectionId: $connectionId) {
      at
      kind
      lagged
      version
      times
    }
  }
`;

/** A socket whose state the test sets; the client of the test does not use it. */
class FakeSocket implements Omit<FeedSocket, 'client'> {
  private readonly listeners = new Set<() => void>();
  private current: SocketState = 'connected';
  readonly state = () => this.current;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  enter(state: SocketState) {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

function Reader({ connectionId }: { readonly connectionId: string }) {
  const feed = useFeed({
    document: DOCUMENT,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.metrics,
    reduce: (state: readonly number[] | null, item) => [...(state ?? []), ...item.times],
  });
  return (
    <>
      <output>{`${feed.status}: ${feed.state?.join(' ') ?? 'nothing'}`}</output>
      <p>{feed.error?.code ?? 'no error'}</p>
      <button onClick={feed.restart}>Again</button>
    </>
  );
}

function setUp() {
  const link = new MockSubscriptionLink();
  const socket = new FakeSocket();
  const client = new ApolloClient({ link, cache: createCache(), defaultOptions: DEFAULT_OPTIONS });
  const page = (connectionId: string) => (
    <SocketContext value={socket as unknown as FeedSocket}>
      <ApolloProvider client={client}>
        <Reader connectionId={connectionId} />
      </ApolloProvider>
    </SocketContext>
  );
  const view = render(page('a'));
  let version = 0;
  const send = async (kind: Item['kind'], times: number[], failed?: string) => {
    version += 1;
    const errors = failed === undefined ? undefined : [new GraphQLError(failed, { path: ['metrics'] })];
    const metrics: Item = {
      __typename: 'MetricsFrame',
      at: '2026-01-01T00:00:00Z',
      kind,
      lagged: false,
      version: String(version),
      times,
    };
    // eslint-disable-next-line @typescript-eslint/require-await -- the link answers in a microtask, which act awaits
    await act(async () => link.simulateResult({ result: { data: { metrics }, errors } }));
  };
  const refuse = async (code: string) => {
    const errors = [new GraphQLError('Refused.', { extensions: { code } })];
    // eslint-disable-next-line @typescript-eslint/require-await -- as above
    await act(async () => link.simulateResult({ result: { data: null, errors } }, true));
  };
  const shows = (text: string) => waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(text));
  return { link, socket, view, page, send, refuse, shows };
}

describe('useFeed', () => {
  it('connects, then lives on a snapshot and changes', async () => {
    const { send, shows } = setUp();
    await shows('connecting: nothing');
    await send('SNAPSHOT', [1, 2]);
    await send('CHANGE', [3]);
    await shows('live: 1 2 3');
  });

  it('is interrupted while the socket reconnects, keeps what it shows, and starts over with the snapshot', async () => {
    const { send, shows, socket } = setUp();
    await send('SNAPSHOT', [1]);
    act(() => socket.enter('reconnecting'));
    await shows('interrupted: 1');
    act(() => socket.enter('connected'));
    await send('SNAPSHOT', [7]);
    await shows('live: 7');
  });

  it('shows the rest of an item one field of which has failed, and goes on', async () => {
    const { send, shows } = setUp();
    await send('SNAPSHOT', [1], 'A node is silent.');
    await send('CHANGE', [2], 'A node is silent.');
    await send('CHANGE', [3]);
    await shows('live: 1 2 3');
  });

  it('forgets what it showed when the variables change', async () => {
    const { send, shows, view, page, link } = setUp();
    await send('SNAPSHOT', [1]);
    view.rerender(page('b'));
    await shows('connecting: nothing');
    expect(link.operation?.variables).toEqual({ connectionId: 'b' });
    await send('SNAPSHOT', [2]);
    await shows('live: 2');
  });

  it('ends when the gateway refuses for good, and starts anew when asked to', async () => {
    const { send, refuse, shows } = setUp();
    await send('SNAPSHOT', [1]);
    await refuse('FORBIDDEN');
    await shows('ended: 1');
    expect(screen.getByText('FORBIDDEN')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Again' }));
    await send('SNAPSHOT', [5]);
    await shows('live: 5');
  });

  it('asks again by itself after an error that can pass', async () => {
    const { send, refuse, shows, link } = setUp();
    await send('SNAPSHOT', [1]);
    const first = link.operation;
    await refuse('UNAVAILABLE');
    await shows('interrupted: 1');
    await waitFor(() => expect(link.operation).not.toBe(first), { timeout: 3000 });
    await send('SNAPSHOT', [6]);
    await shows('live: 6');
  });
});
