import type { MockLink } from '@apollo/client/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderRoutes } from '@/test/render';
import { ConnectionsFeedDocument } from '../feeds/connectionsFeed.generated';
import { ConnectionsProvider } from '../feeds/ConnectionsProvider';
import { ConnectionHealthFeedDocument } from '../feeds/healthFeed.generated';
import { connectionEntry, importEntry, storedCertificate, storedConnection } from '../fixtures';
import { connectionsFeature } from '../index';
import {
  ExportConnectionsDocument,
  ImportConnectionsDocument,
  PreviewConnectionsImportDocument,
} from '../mutations/transfer.generated';
import { ConnectionsDocument, ConnectionToEditDocument } from '../queries/connections.generated';

const download = vi.hoisted(() => vi.fn());
vi.mock('@/shared/lib/download', () => ({ download }));
afterEach(() => download.mockReset());

const AROUND: MockLink.MockedResponse[] = [
  { request: { query: ConnectionsFeedDocument }, delay: Infinity },
  {
    request: { query: ConnectionHealthFeedDocument, variables: () => true },
    delay: Infinity,
    maxUsageCount: Infinity,
  },
  {
    request: { query: ConnectionsDocument },
    result: { data: { connections: [connectionEntry('a'), connectionEntry('b')] } },
  },
];

function open(at: string, mocks: MockLink.MockedResponse[]) {
  return renderRoutes({
    routes: connectionsFeature.routes,
    at,
    mocks: [...mocks, ...AROUND],
    around: (children) => <ConnectionsProvider>{children}</ConnectionsProvider>,
  });
}

const previewed = (onConflict: string, entries: unknown[]): MockLink.MockedResponse => ({
  request: {
    query: PreviewConnectionsImportDocument,
    variables: { input: { document: 'doc', onConflict } },
  },
  result: {
    data: {
      previewConnectionsImport: { __typename: 'PreviewConnectionsImportPayload', entries },
    },
  },
});

describe('an import', () => {
  it('shows what becomes of each entry and imports what was chosen', async () => {
    const taken = { __typename: 'Connection', id: 'a', name: 'entry 0' } as const;
    const { user } = open('/connections/import', [
      previewed('SKIP', [
        importEntry(0, { outcome: 'SKIP', existing: taken }),
        importEntry(1, { password: 'GIVEN', lateHosts: ['slow.example'] }),
        importEntry(2, {
          outcome: 'INVALID',
          errors: [
            { __typename: 'ConnectionImportError', field: 'connections.2.hosts.0', reason: 'not a host' },
          ],
        }),
      ]),
      previewed('REPLACE', [
        importEntry(0, { outcome: 'REPLACE', existing: taken, password: 'KEPT' }),
        importEntry(1, { password: 'GIVEN' }),
        importEntry(2, { outcome: 'INVALID' }),
      ]),
      {
        request: {
          query: ImportConnectionsDocument,
          variables: { input: { document: 'doc', onConflict: 'REPLACE', entries: [0] } },
        },
        result: {
          data: {
            importConnections: {
              __typename: 'ImportConnectionsPayload',
              entries: [importEntry(0, { outcome: 'REPLACE' })],
              connections: [connectionEntry('a')],
            },
          },
        },
      },
    ]);
    await user.type(await screen.findByRole('textbox', { name: 'Document' }), 'doc');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const table = within(await screen.findByRole('table', { name: 'Entries of the document' }));
    expect(table.getByRole('row', { name: /entry 0/ })).toHaveTextContent('Left out');
    expect(table.getByRole('row', { name: /entry 1/ })).toHaveTextContent('password from the document');
    expect(table.getByRole('row', { name: /entry 1/ })).toHaveTextContent(
      'Not looked up in time, so judged when dialled: slow.example',
    );
    expect(table.getByRole('row', { name: /entry 2/ })).toHaveTextContent(
      'connections.2.hosts.0: not a host',
    );
    expect(table.getByRole('checkbox', { name: 'Import entry 0' })).toBeDisabled();
    expect(table.getByRole('checkbox', { name: 'Import entry 2' })).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: 'Replace the connection' }));
    await waitFor(() =>
      expect(table.getByRole('row', { name: /entry 0/ })).toHaveTextContent('password kept'),
    );
    await user.click(table.getByRole('checkbox', { name: 'Import entry 1' }));
    await user.click(screen.getByRole('button', { name: 'Import 1 connection' }));
    expect(await screen.findByRole('status')).toHaveTextContent('Imported 1 connection');
  });

  it('says what is wrong with a document and forgets a look when the text changes', async () => {
    const refused: MockLink.MockedResponse = {
      ...previewed('SKIP', []),
      result: {
        errors: [
          new GraphQLError('input.document: this is not JSON: line 1, column 1', {
            extensions: { code: 'BAD_USER_INPUT' },
          }),
        ],
      },
    };
    const { user } = open('/connections/import', [refused]);
    await user.type(await screen.findByRole('textbox', { name: 'Document' }), 'doc');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('not JSON');
  });
});

describe('an export', () => {
  const exported = (ids: string[], includeSecrets: boolean): MockLink.MockedResponse => ({
    request: { query: ExportConnectionsDocument, variables: { input: { ids, includeSecrets } } },
    result: {
      data: {
        exportConnections: {
          __typename: 'ExportConnectionsPayload',
          document: '{}',
          fileName: 'acm-connections-2026-01-31.json',
          count: ids.length,
          includesSecrets: includeSecrets,
        },
      },
    },
  });

  it('leaves secrets out unless they were asked for and confirmed', async () => {
    const { user } = open('/connections', [exported(['a', 'b'], false), exported(['a', 'b'], true)]);
    await screen.findByRole('article', { name: 'Connection a' });
    await user.click(screen.getByRole('button', { name: 'Export' }));
    const first = within(await screen.findByRole('dialog', { name: 'Export connections' }));
    await user.click(first.getByRole('button', { name: 'Export' }));
    await waitFor(() => expect(download).toHaveBeenCalledOnce());
    expect(download).toHaveBeenCalledWith('acm-connections-2026-01-31.json', 'application/json', '{}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    await user.click(screen.getByRole('button', { name: 'Export' }));
    const second = within(await screen.findByRole('dialog', { name: 'Export connections' }));
    await user.click(second.getByRole('checkbox', { name: 'Include passwords and client keys' }));
    expect(second.getByRole('button', { name: 'Export with secrets' })).toBeDisabled();
    await user.click(second.getByRole('checkbox', { name: /keep the file/ }));
    await user.click(second.getByRole('button', { name: 'Export with secrets' }));
    await waitFor(() => expect(download).toHaveBeenCalledTimes(2));
  });
});

describe('certificates of a stored connection', () => {
  it('are told with their dates, and a certificate without its key is pointed out', async () => {
    const connection = {
      ...storedConnection,
      tls: {
        ...storedConnection.tls,
        enabled: true,
        authorities: [{ ...storedCertificate, notAfter: '2001-01-01T00:00:00.000Z' }],
        clientCertificate: [storedCertificate],
      },
    };
    open('/connections/c1/edit', [
      {
        request: { query: ConnectionToEditDocument, variables: { id: 'c1' } },
        result: { data: { connection } },
      },
    ]);
    expect(await screen.findByText('Expired')).toBeVisible();
    expect(screen.getAllByText(/signed by CN=Example Authority/)).toHaveLength(2);
    expect(screen.getByText('The key is missing')).toBeVisible();
    expect(screen.queryByText(/BEGIN/)).toBeNull();
  });
});
