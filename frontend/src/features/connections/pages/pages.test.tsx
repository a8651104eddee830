import type { MockLink } from '@apollo/client/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { renderRoutes } from '@/test/render';
import { ConnectionsFeedDocument } from '../feeds/connectionsFeed.generated';
import { ConnectionsProvider } from '../feeds/ConnectionsProvider';
import { ConnectionHealthFeedDocument } from '../feeds/healthFeed.generated';
import { connectionEntry, connectionHealth, storedConnection } from '../fixtures';
import { connectionsFeature } from '../index';
import type { ConnectionEntry } from '../model/entries';
import {
  CreateConnectionDocument,
  DeleteConnectionDocument,
  TestConnectionDocument,
  UpdateConnectionDocument,
} from '../mutations/connections.generated';
import { ConnectionsDocument, ConnectionToEditDocument } from '../queries/connections.generated';

/** Feeds that stay open and silent. */
const SILENT: MockLink.MockedResponse[] = [
  { request: { query: ConnectionsFeedDocument }, delay: Infinity },
  {
    request: { query: ConnectionHealthFeedDocument, variables: () => true },
    delay: Infinity,
    maxUsageCount: Infinity,
  },
];

const listed = (connections: ConnectionEntry[]): MockLink.MockedResponse => ({
  request: { query: ConnectionsDocument },
  result: { data: { connections } },
});

const failed = (message: string, extensions: Record<string, unknown>) => ({
  errors: [new GraphQLError(message, { extensions })],
});

function open(at: string, mocks: MockLink.MockedResponse[]) {
  return renderRoutes({
    routes: connectionsFeature.routes,
    at,
    mocks: [...mocks, ...SILENT],
    around: (children) => <ConnectionsProvider>{children}</ConnectionsProvider>,
  });
}

describe('the list of connections', () => {
  it('says what the first step is when there is none', async () => {
    open('/connections', [listed([])]);
    expect(await screen.findByRole('heading', { name: 'Connect your first cluster' })).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'Add connection' })[0]).toHaveAttribute(
      'href',
      '/connections/new',
    );
  });

  it('groups by environment and shows health, with a dash for what is unknown', async () => {
    const down = connectionHealth('b', {
      status: 'DOWN',
      nodesUp: 0,
      nodeCount: null,
      builds: [],
      problem: {
        __typename: 'Problem',
        code: 'UNAVAILABLE',
        message: 'No host accepted a connection.',
        node: null,
      },
    });
    open('/connections', [
      listed([
        connectionEntry('a', { env: 'demo' }),
        connectionEntry('b', { env: 'production', health: down }),
      ]),
    ]);
    const demo = within(await screen.findByRole('region', { name: 'Environment demo' }));
    expect(demo.getByRole('article', { name: 'Connection a' })).toHaveTextContent('3 of 3');
    const production = within(screen.getByRole('region', { name: 'Environment production' }));
    const card = production.getByRole('article', { name: 'Connection b' });
    expect(card).toHaveTextContent('Down');
    expect(card).toHaveTextContent('0 of —');
    expect(card).toHaveTextContent('Unavailable: No host accepted a connection.');
  });

  it('marks each connection with its own colour', async () => {
    open('/connections', [
      listed([connectionEntry('a', { color: '#e03131' }), connectionEntry('b', { color: '#2f9e44' })]),
    ]);
    const mark = (name: string) =>
      screen.getByRole('article', { name }).style.getPropertyValue('--connection-color');
    await screen.findByRole('article', { name: 'Connection b' });
    expect([mark('Connection a'), mark('Connection b')]).toEqual(['#e03131', '#2f9e44']);
  });

  it('follows the feed', async () => {
    const entry = connectionEntry('a', { name: 'Made elsewhere' });
    const snapshot: MockLink.MockedResponse = {
      request: { query: ConnectionsFeedDocument },
      result: {
        data: {
          connectionsChanged: {
            __typename: 'ConnectionsChanged',
            at: '2026-01-01T00:00:00Z',
            kind: 'SNAPSHOT',
            lagged: false,
            version: '1',
            problem: null,
            order: ['a'],
            removedIds: [],
            connections: [entry],
          },
        },
      },
      delay: 20,
    };
    open('/connections', [listed([]), snapshot]);
    expect(await screen.findByRole('article', { name: 'Made elsewhere' })).toBeVisible();
  });

  it('says when live updates have ended, and still shows the list', async () => {
    const refused: MockLink.MockedResponse = {
      request: { query: ConnectionsFeedDocument },
      result: failed('Not for you.', { code: 'FORBIDDEN' }),
    };
    open('/connections', [listed([connectionEntry('a')]), refused]);
    expect(await screen.findByRole('alert')).toHaveTextContent('Live updates have stopped: Not for you.');
    expect(await screen.findByRole('article', { name: 'Connection a' })).toBeVisible();
  });

  it('shows why it could not be read, with the request, and offers to try again', async () => {
    const refused: MockLink.MockedResponse = {
      request: { query: ConnectionsDocument },
      result: failed('The store did not answer.', { code: 'UNAVAILABLE', requestId: 'r-42' }),
    };
    const { user } = open('/connections', [refused, listed([connectionEntry('a')])]);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The store did not answer.');
    expect(alert).toHaveTextContent('r-42');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article', { name: 'Connection a' })).toBeVisible();
  });

  it('deletes only after the name was typed', async () => {
    const deletion: MockLink.MockedResponse = {
      request: { query: DeleteConnectionDocument, variables: { input: { id: 'a', expectedRevision: '1' } } },
      result: { data: { deleteConnection: { __typename: 'DeleteConnectionPayload', id: 'a' } } },
    };
    const { user } = open('/connections', [listed([connectionEntry('a')]), deletion]);
    await user.click(await screen.findByRole('button', { name: 'Actions for Connection a' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete connection' }));
    const button = dialog.getByRole('button', { name: 'Delete' });
    expect(button).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), 'Connection a');
    await user.click(button);
    await waitFor(() => expect(screen.queryByRole('article')).not.toBeInTheDocument());
  });
});

describe('the form for a new connection', () => {
  it('says beside each host what is wrong with it and sends nothing', async () => {
    const { user } = open('/connections/new', [listed([])]);
    await user.type(await screen.findByLabelText('Host 1'), '::1:x');
    await user.click(screen.getByRole('button', { name: 'Add host' }));
    await user.type(screen.getByLabelText('Host 2'), 'db:99999');
    await user.click(screen.getByRole('button', { name: 'Add connection' }));
    expect(await screen.findByText(/Not an IPv6 address/)).toBeVisible();
    expect(screen.getByText('A port is a number from 1 to 65535')).toBeVisible();
    expect(screen.getByText('Enter a name')).toBeVisible();
  });

  it('saves and returns to the list, which has it', async () => {
    const creation: MockLink.MockedResponse = {
      request: { query: CreateConnectionDocument, variables: () => true },
      result: ({ input }: { readonly input: Pick<ConnectionEntry, 'name' | 'hosts'> }) => ({
        data: {
          createConnection: {
            __typename: 'CreateConnectionPayload',
            connection: {
              ...storedConnection,
              ...connectionEntry('n', { name: input.name, hosts: input.hosts }),
            },
          },
        },
      }),
    };
    const { user, router } = open('/connections/new', [listed([]), creation]);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine');
    await user.type(screen.getByLabelText('Host 1'), 'db:3000');
    await user.click(screen.getByRole('button', { name: 'Add connection' }));
    expect(await screen.findByRole('article', { name: 'Mine' })).toHaveTextContent('db:3000');
    expect(router.state.location.pathname).toBe('/connections');
  });

  it('puts the gateway’s objection beside the field', async () => {
    const refusal: MockLink.MockedResponse = {
      request: { query: CreateConnectionDocument, variables: () => true },
      result: failed('Exists.', {
        code: 'ALREADY_EXISTS',
        details: { field: 'name', reason: 'Another connection has this name' },
      }),
    };
    const { user } = open('/connections/new', [listed([]), refusal]);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine');
    await user.type(screen.getByLabelText('Host 1'), 'db');
    await user.click(screen.getByRole('button', { name: 'Add connection' }));
    expect(await screen.findByText('Another connection has this name')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Name' })).toBeInvalid();
  });

  it.each([
    [
      { ok: true, nodeCount: 3, builds: ['8.1.2.0'], edition: 'Community', namespaces: ['test'] },
      'status',
      '3 nodes · build 8.1.2.0 · Community · namespaces test',
    ],
    [
      {
        ok: false,
        builds: [],
        problem: { __typename: 'Problem', code: 'TIMEOUT', message: 'Silent for 5 s.', node: null },
      },
      'alert',
      'Silent for 5 s.',
    ],
  ])('tests the address and shows what it found: %o', async (outcome, role, text) => {
    const test: MockLink.MockedResponse = {
      request: { query: TestConnectionDocument, variables: () => true },
      result: {
        data: {
          testConnection: {
            __typename: 'TestConnectionPayload',
            nodeCount: null,
            edition: null,
            clusterName: null,
            namespaces: null,
            roundTripMs: null,
            problem: null,
            ...outcome,
          },
        },
      },
    };
    const { user } = open('/connections/new', [listed([]), test]);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine');
    await user.type(screen.getByLabelText('Host 1'), 'db');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await waitFor(() =>
      expect(
        screen
          .getAllByRole(role)
          .map(({ textContent }) => textContent)
          .join(),
      ).toContain(text),
    );
  });
});

describe('the form for a stored connection', () => {
  const stored = (more: Partial<typeof storedConnection> = {}): MockLink.MockedResponse => ({
    request: { query: ConnectionToEditDocument, variables: { id: 'c1' } },
    result: { data: { connection: { ...storedConnection, ...more } } },
  });

  it('offers to keep, change or remove the password it never receives', async () => {
    open('/connections/c1/edit', [listed([]), stored()]);
    expect(await screen.findByRole('radio', { name: 'Keep the stored one' })).toBeChecked();
    expect(screen.queryByLabelText('New password')).not.toBeInTheDocument();
  });

  it('asks for the password again when a host is new, and says why', async () => {
    const update: MockLink.MockedResponse = {
      request: {
        query: UpdateConnectionDocument,
        variables: {
          input: {
            id: 'c1',
            expectedRevision: '7',
            hosts: ['10.0.0.9', '10.0.0.2:3000'],
            password: 'again',
          },
        },
      },
      result: {
        data: {
          updateConnection: {
            __typename: 'UpdateConnectionPayload',
            connection: { ...storedConnection, ...connectionEntry('c1') },
          },
        },
      },
    };
    const { user, router } = open('/connections/c1/edit', [listed([]), stored(), update]);
    const host = await screen.findByLabelText('Host 1');
    await user.clear(host);
    await user.type(host, '10.0.0.1');
    expect(screen.getByRole('radio', { name: 'Keep the stored one' })).toBeChecked();
    await user.clear(host);
    await user.type(host, '10.0.0.9');
    expect(screen.getByRole('radio', { name: 'Keep the stored one' })).toBeDisabled();
    expect(screen.getByText(/Hosts were added or changed/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Give it here, or choose “Remove”')).toBeVisible();
    await user.type(screen.getByLabelText('New password'), 'again');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections'));
  });

  it('takes no edit while one is being saved, which would be lost', async () => {
    const slow: MockLink.MockedResponse = {
      request: { query: UpdateConnectionDocument, variables: () => true },
      delay: Infinity,
    };
    const { user } = open('/connections/c1/edit', [listed([]), stored(), slow]);
    const note = await screen.findByRole('textbox', { name: 'Note' });
    await user.type(note, ' More.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(note).toBeDisabled());
    expect(screen.getByRole('radio', { name: 'Change' })).toBeDisabled();
  });

  it('asks before an edit is left behind, in the page and with the tab', async () => {
    const { user, router } = open('/connections/c1/edit', [listed([]), stored()]);
    const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const note = await screen.findByRole('textbox', { name: 'Note' });
    expect(leave()).toBe(false);
    await user.type(note, ' More.');
    expect(leave()).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }));
    expect(note).toHaveValue('Ask before restarting. More.');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections'));
  });

  it('does not take an empty field for a wish to remove the password', async () => {
    const { user } = open('/connections/c1/edit', [listed([]), stored()]);
    await user.click(await screen.findByRole('radio', { name: 'Change' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Give it here, or choose “Remove”')).toBeVisible();
  });

  it('says that there is no such connection', async () => {
    const nothing: MockLink.MockedResponse = {
      request: { query: ConnectionToEditDocument, variables: { id: 'c1' } },
      result: { data: { connection: null } },
    };
    open('/connections/c1/edit', [listed([]), nothing]);
    expect(await screen.findByRole('heading', { name: 'No such connection' })).toBeVisible();
  });

  it('keeps the reader’s changes on top of the present state after a conflict', async () => {
    const conflict: MockLink.MockedResponse = {
      request: {
        query: UpdateConnectionDocument,
        variables: { input: { id: 'c1', expectedRevision: '7', name: 'Mine' } },
      },
      result: failed('Changed meanwhile.', { code: 'CONFLICT' }),
    };
    const saved: MockLink.MockedResponse = {
      request: {
        query: UpdateConnectionDocument,
        variables: { input: { id: 'c1', expectedRevision: '8', name: 'Mine' } },
      },
      result: {
        data: {
          updateConnection: {
            __typename: 'UpdateConnectionPayload',
            connection: { ...storedConnection, ...connectionEntry('c1', { name: 'Mine', revision: '9' }) },
          },
        },
      },
    };
    const { user, router } = open('/connections/c1/edit', [
      listed([]),
      stored(),
      conflict,
      stored({ revision: '8', note: 'Their note' }),
      saved,
    ]);
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Mine');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('button', { name: /keep my changes/ }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('Their note'));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Mine');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections'));
  });
});
