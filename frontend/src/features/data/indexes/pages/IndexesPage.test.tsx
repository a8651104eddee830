import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { SecondaryIndex } from '../feeds/useIndexes';
import { IndexesPage } from './IndexesPage';

function anIndex(change: Partial<SecondaryIndex> = {}): SecondaryIndex {
  return {
    __typename: 'SecondaryIndex',
    name: 'age_idx',
    namespace: 'test',
    set: 'users',
    isSetIndex: false,
    bin: 'age',
    expression: null,
    type: 'INTEGER',
    collection: 'NONE',
    context: null,
    state: 'READY',
    buildProgress: 1,
    entries: '9007199254740993',
    memoryBytes: '2048',
    entriesPerValue: '3',
    entriesPerRecord: '1',
    staleEntriesCollected: null,
    nodes: [],
    ...change,
  };
}

const seen = (indexes: readonly SecondaryIndex[], envelope: Parameters<typeof feedItem>[3] = {}) =>
  feedItem('indexesChanged', 'IndexesChanged', { indexes }, envelope);

async function open(indexes: readonly SecondaryIndex[], search = '') {
  const view = renderAt(
    '/connections/:connectionId/indexes',
    `/connections/c1/indexes${search}`,
    <IndexesPage />,
  );
  await waitFor(() => expect(view.gateway.of('IndexesFeed')).toHaveLength(1));
  act(() => view.gateway.last('IndexesFeed').answer(seen(indexes)));
  return { ...view, user: userEvent.setup() };
}

describe('secondary indexes', () => {
  it('are listed with what they hold and how much, unknown numbers as unknown', async () => {
    await open([
      anIndex({
        collection: 'MAPKEYS',
        type: 'STRING',
        context: { __typename: 'IndexContext', text: 'map key "tags"', base64: 'kiIA' },
        memoryBytes: null,
      }),
    ]);
    const row = await screen.findByRole('row', { name: /age_idx/ });
    expect(row).toHaveTextContent('test.users');
    expect(row).toHaveTextContent('map key "tags"');
    expect(row).toHaveTextContent('string, keys of a map');
    expect(row).toHaveTextContent('9,007,199,254,740,993');
    expect(within(row).getByText('Unknown: no node has said so')).toBeInTheDocument();
  });

  it('are followed while they are built', async () => {
    const { gateway } = await open([anIndex({ state: 'BUILDING', buildProgress: 0.25 })]);
    const row = await screen.findByRole('row', { name: /age_idx/ });
    expect(row).toHaveTextContent('building');
    expect(row).toHaveTextContent('25.0%');
    act(() => gateway.last('IndexesFeed').answer(seen([anIndex()], { kind: 'CHANGE', version: 2 })));
    expect(row).toHaveTextContent('ready');
    expect(within(row).queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('are shown node by node at an address of their own, a silent node with its reason', async () => {
    const node = {
      __typename: 'SecondaryIndexNode',
      node: 'A2',
      state: null,
      buildProgress: null,
      entries: null,
      memoryBytes: null,
      entriesPerValue: null,
      entriesPerRecord: null,
      staleEntriesCollected: null,
      buildMilliseconds: null,
      problem: { __typename: 'Problem', code: 'TIMEOUT', message: 'It was silent.', node: 'A2' },
    } as const;
    await open([anIndex({ nodes: [node] })], '?of=test&index=age_idx');
    const drawer = await screen.findByRole('dialog', { name: 'Index age_idx' });
    const row = await within(drawer).findByRole('row', { name: /A2/ });
    expect(within(row).getAllByText('It was silent.').length).toBeGreaterThan(0);
  });

  it('are made only when all is well, in the namespace and with the name proposed', async () => {
    const { gateway, user, router } = await open([], '?new={}');
    await waitFor(() => expect(gateway.of('Places')).toHaveLength(1));
    act(() =>
      gateway.last('Places').answer({
        cluster: {
          __typename: 'Cluster',
          connectionId: 'c1',
          namespaces: [{ __typename: 'Namespace', connectionId: 'c1', name: 'test', sets: [] }],
        },
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'New index' });
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await within(dialog).findByText('Enter a name.')).toBeInTheDocument();
    expect(gateway.of('CreateIndex')).toHaveLength(0);
    await user.type(within(dialog).getByRole('textbox', { name: 'Bin' }), 'age');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(gateway.last('CreateIndex').variables).toMatchObject({
      input: {
        connectionId: 'c1',
        namespace: 'test',
        set: null,
        name: 'age_idx',
        bin: 'age',
        type: 'INTEGER',
      },
    });
    act(() =>
      gateway.last('CreateIndex').answer({
        createIndex: {
          __typename: 'CreateIndexPayload',
          index: { __typename: 'SecondaryIndex', name: 'age_idx', namespace: 'test' },
        },
      }),
    );
    await waitFor(() => expect(router.state.location.search).toBe('?of=test&index=age_idx'));
  });

  it('are dropped only after the name was typed', async () => {
    const { gateway, user } = await open([anIndex()], '?of=test&index=age_idx');
    await user.click(await screen.findByRole('button', { name: 'Drop…' }));
    const question = await screen.findByRole('dialog', { name: 'Drop index age_idx?' });
    expect(within(question).getByRole('button', { name: 'Drop' })).toBeDisabled();
    await user.type(within(question).getByRole('textbox'), 'age_idx');
    await user.click(within(question).getByRole('button', { name: 'Drop' }));
    expect(gateway.last('DropIndex').variables).toEqual({
      input: { connectionId: 'c1', namespace: 'test', name: 'age_idx' },
    });
  });
});
