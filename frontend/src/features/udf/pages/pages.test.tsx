import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { formatBytes } from '@/shared/format/bytes';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { ListedModule } from '../feeds/useModules';
import { aModule, aNode, HASH } from '../fixtures';
import { EditModulePage } from './EditModulePage';
import { ModulePage } from './ModulePage';
import { ModulesPage } from './ModulesPage';
import { NewModulePage } from './NewModulePage';

const LIST = '/connections/:connectionId/modules';

const seen = (modules: readonly ListedModule[] | null, envelope: Parameters<typeof feedItem>[3] = {}) =>
  feedItem('udfModulesChanged', 'UdfModulesChanged', { modules }, envelope);

const source = (text: string, hash = HASH) => ({
  udfModule: {
    __typename: 'UdfSource',
    module: { __typename: 'UdfModule', name: 'counters.lua', hash },
    text,
    bytes: null,
    size: String(text.length),
    functions: ['add', 'add_up_to'],
  },
});

const example = {
  __typename: 'UdfExample',
  name: 'counters.lua',
  title: 'Counters',
  description: 'Adds to numbers in bins.',
  kind: 'RECORD',
  source: 'function add(rec) end\n',
};

const fine = (functions: readonly string[] = ['add']) => ({
  checkUdf: { __typename: 'UdfCheck', ok: true, line: null, message: null, functions },
});

const conflict = (details: object) => ({
  message: 'It was changed meanwhile.',
  extensions: { code: 'CONFLICT', requestId: 'r1', details },
});

async function openList(modules: readonly ListedModule[], search = '') {
  const view = renderAt(LIST, `/connections/c1/modules${search}`, <ModulesPage />);
  await waitFor(() => expect(view.gateway.of('ModulesFeed')).toHaveLength(1));
  act(() => view.gateway.last('ModulesFeed').answer(seen(modules)));
  return { ...view, user: userEvent.setup() };
}

async function openModule(module: ListedModule, search = '') {
  const view = renderAt(`${LIST}/:module`, `/connections/c1/modules/${module.name}${search}`, <ModulePage />);
  await waitFor(() => expect(view.gateway.of('ModulesFeed')).toHaveLength(1));
  act(() => view.gateway.last('ModulesFeed').answer(seen([module])));
  await waitFor(() => expect(view.gateway.of('ModuleSource')).toHaveLength(1));
  act(() => view.gateway.last('ModuleSource').answer(source('function add(rec) end\n')));
  return { ...view, user: userEvent.setup() };
}

describe('the modules of a cluster', () => {
  it('are listed with nodes that lack one marked in words, and follow the feed', async () => {
    const lacking = aModule({
      mismatched: true,
      nodes: [aNode('A1'), aNode('A2', { presence: 'MISSING', hash: null })],
    });
    const { gateway } = await openList([lacking, aModule({ name: 'groups.lua' })]);
    const row = await screen.findByRole('row', { name: /counters\.lua/ });
    expect(row).toHaveTextContent('missing on 1 of 2 nodes');
    expect(row).toHaveTextContent(HASH.slice(0, 10));
    expect(row).toHaveTextContent(formatBytes('2048'));
    act(() => gateway.last('ModulesFeed').answer(seen([aModule()], { kind: 'CHANGE', version: 2 })));
    expect(row).toHaveTextContent('the same on all 3 nodes');
    expect(screen.queryByText('groups.lua')).not.toBeInTheDocument();
  });

  it('are found by a part of their names, kept in the address', async () => {
    const { user, router } = await openList([aModule(), aModule({ name: 'groups.lua' })]);
    await user.type(await screen.findByRole('searchbox', { name: 'Find a module' }), 'GRO');
    expect(screen.queryByRole('link', { name: 'counters.lua' })).not.toBeInTheDocument();
    expect(screen.getByText('1 of 2 modules')).toBeInTheDocument();
    expect(router.state.location.search).toBe('?find=GRO');
  });

  it('that are none lead to examples to begin with', async () => {
    const { gateway } = await openList([]);
    expect(await screen.findByRole('heading', { name: 'No modules' })).toBeInTheDocument();
    act(() => gateway.last('ModuleExamples').answer({ udfExamples: [example] }));
    expect(await screen.findByRole('link', { name: 'Counters' })).toHaveAttribute(
      'href',
      '/connections/c1/modules/new?example=counters.lua',
    );
  });

  it('stay in sight, with the reason, while no node answers', async () => {
    const { gateway } = await openList([aModule()]);
    const problem = { __typename: 'Problem', code: 'UNAVAILABLE', message: 'No node answers.', node: null };
    act(() => gateway.last('ModulesFeed').answer(seen(null, { kind: 'CHANGE', version: 2, problem })));
    expect(screen.getByText('No node answers.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'counters.lua' })).toBeInTheDocument();
  });
});

describe('a module', () => {
  it('is shown with its text, its functions, and what each node has of it', async () => {
    const problem = { __typename: 'Problem', code: 'TIMEOUT', message: 'It was silent.' } as const;
    await openModule(
      aModule({
        mismatched: true,
        nodes: [
          aNode('A1'),
          aNode('A2', { presence: 'DIFFERENT', hash: 'ffee' }),
          aNode('A3', { presence: null, hash: null, problem }),
        ],
      }),
    );
    expect(await screen.findByRole('textbox', { name: 'Text of counters.lua' })).toHaveTextContent(
      'function add(rec) end',
    );
    expect(screen.getByRole('link', { name: 'add_up_to' })).toHaveAttribute(
      'href',
      '/connections/c1/modules/counters.lua/call?fn=add_up_to',
    );
    const nodes = screen.getByRole('table', { name: 'On each node' });
    expect(within(nodes).getByRole('row', { name: /A2/ })).toHaveTextContent('has another text');
    expect(within(nodes).getByRole('row', { name: /A3/ })).toHaveTextContent('did not answerIt was silent.');
    const warning = screen.getByText('Not all nodes have this text').closest('[role=status]');
    expect(warning).toHaveTextContent('node A2 lacks it');
  });

  it('is read anew when the nodes tell of another text', async () => {
    const { gateway } = await openModule(aModule());
    act(() =>
      gateway.last('ModulesFeed').answer(seen([aModule({ hash: 'ee' })], { kind: 'CHANGE', version: 2 })),
    );
    await waitFor(() => expect(gateway.of('ModuleSource')).toHaveLength(2));
    act(() => gateway.last('ModuleSource').answer(source('-- another\n', 'ee')));
    expect(await screen.findByText('-- another')).toBeInTheDocument();
  });

  it('that no node has says so', async () => {
    const view = renderAt(`${LIST}/:module`, '/connections/c1/modules/gone.lua', <ModulePage />);
    await waitFor(() => expect(view.gateway.of('ModulesFeed')).toHaveLength(1));
    act(() => view.gateway.last('ModulesFeed').answer(seen([aModule()])));
    expect(await screen.findByRole('heading', { name: 'No module gone.lua' })).toBeInTheDocument();
  });

  it('is removed only after its name was typed, and after the jobs that call it were told', async () => {
    const { gateway, user, router } = await openModule(aModule(), '?do=remove');
    const question = await screen.findByRole('dialog', { name: 'Remove module counters.lua?' });
    const remove = within(question).getByRole('button', { name: 'Remove' });
    expect(remove).toBeDisabled();
    await user.type(within(question).getByRole('textbox'), 'counters.lua');
    await user.click(remove);
    const input = { connectionId: 'c1', name: 'counters.lua' };
    expect(gateway.last('RemoveModule').variables).toEqual({ input: { ...input, evenIfUsed: false } });
    act(() => gateway.last('RemoveModule').refuse(conflict({ jobs: ['77'] })));
    expect(await within(question).findByText('77')).toBeInTheDocument();
    expect(remove).toBeDisabled();
    await user.click(within(question).getByRole('checkbox', { name: /although they go on without it/ }));
    await user.click(remove);
    expect(gateway.last('RemoveModule').variables).toEqual({ input: { ...input, evenIfUsed: true } });
    act(() =>
      gateway.last('RemoveModule').answer({
        removeUdfModule: { __typename: 'RemoveUdfModulePayload', removed: true, nodesBehind: [] },
      }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/modules'));
  });
});

async function openNew(search = '') {
  const view = renderAt(`${LIST}/new`, `/connections/c1/modules/new${search}`, <NewModulePage />);
  await waitFor(() => expect(view.gateway.of('ModuleExamples')).toHaveLength(1));
  act(() => view.gateway.last('ModuleExamples').answer({ udfExamples: [example] }));
  await waitFor(() => expect(view.gateway.of('ModulesFeed').length).toBeGreaterThan(0));
  act(() => view.gateway.last('ModulesFeed').answer(seen([aModule({ name: 'taken.lua' })])));
  return { ...view, user: userEvent.setup() };
}

function fileInput(container: HTMLElement): HTMLInputElement {
  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('There is no way to choose a file.');
  return input;
}

/** A file with a text; the document of the tests has no way to read its own. */
const lua = (text: string) =>
  Object.assign(new File([text], 'own.lua', { type: 'text/x-lua' }), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  });

describe('a new module', () => {
  it('begins with an example and is put, only if there is none, on all nodes', async () => {
    const { gateway, user, router } = await openNew('?example=counters.lua');
    await waitFor(() => expect(gateway.of('CheckModule')).toHaveLength(1));
    act(() => gateway.last('CheckModule').answer(fine()));
    expect(await screen.findByText('Can be called: add')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Put on all nodes' }));
    expect(gateway.last('PutModule').variables).toEqual({
      input: {
        connectionId: 'c1',
        name: 'counters.lua',
        source: { text: example.source },
        expectedHash: null,
      },
    });
    const behind = [aNode('A1'), aNode('A2', { presence: 'MISSING', hash: null })];
    act(() =>
      gateway.last('ModulesFeed').answer(seen([aModule({ nodes: behind })], { kind: 'CHANGE', version: 2 })),
    );
    expect(await screen.findByText(/Waiting until every node has it/)).toHaveTextContent('not yet: A2');
    act(() =>
      gateway.last('PutModule').answer({
        putUdfModule: {
          __typename: 'PutUdfModulePayload',
          module: { __typename: 'UdfModule', name: 'counters.lua', hash: HASH, nodes: [] },
          nodesBehind: [],
        },
      }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/modules/counters.lua'));
  });

  it('is taken from a file, and not sent while it is not Lua', async () => {
    const { gateway, user, container } = await openNew();
    await user.upload(fileInput(container), lua('function (\n'));
    expect(await screen.findByDisplayValue('own.lua')).toBeInTheDocument();
    await waitFor(() => expect(gateway.last('CheckModule').variables).toEqual({ source: 'function (\n' }));
    act(() =>
      gateway.last('CheckModule').answer({
        checkUdf: {
          __typename: 'UdfCheck',
          ok: false,
          line: 1,
          message: "<name> expected near '('",
          functions: null,
        },
      }),
    );
    expect(await screen.findByText("<name> expected near '('")).toBeInTheDocument();
    await waitFor(() =>
      expect(container.querySelector('.cm-lintRange-error')).toHaveTextContent('function ('),
    );
    await user.click(screen.getByRole('button', { name: 'Put on all nodes' }));
    expect(gateway.of('PutModule')).toHaveLength(0);
  });

  it('asks before an example takes the place of what was typed', async () => {
    const { user } = await openNew();
    const name = screen.getByRole('textbox', { name: 'Name' });
    await user.type(name, 'mine.lua');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Begin with' }), 'counters.lua');
    expect(await screen.findByRole('dialog', { name: 'Discard your edit?' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(name).toHaveValue('mine.lua');
  });

  it('of a name that is taken leads to the one there is', async () => {
    const { user } = await openNew();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'taken.lua');
    expect(await screen.findByRole('link', { name: 'Edit it' })).toHaveAttribute(
      'href',
      '/connections/c1/modules/taken.lua/edit',
    );
  });
});

async function openEdit() {
  const view = renderAt(
    `${LIST}/:module/edit`,
    '/connections/c1/modules/counters.lua/edit',
    <EditModulePage />,
  );
  await waitFor(() => expect(view.gateway.of('ModuleSource')).toHaveLength(1));
  act(() => view.gateway.last('ModuleSource').answer(source('-- old\n')));
  await waitFor(() => expect(view.gateway.of('ModulesFeed')).toHaveLength(1));
  act(() => view.gateway.last('ModulesFeed').answer(seen([aModule()])));
  const user = userEvent.setup();
  await user.upload(fileInput(view.container), lua('-- mine\n'));
  await waitFor(() => expect(view.gateway.last('CheckModule').variables).toEqual({ source: '-- mine\n' }));
  act(() => view.gateway.last('CheckModule').answer(fine([])));
  return { ...view, user };
}

describe('a module that is changed', () => {
  it('is compared with what is there before it is replaced, and only that is replaced', async () => {
    const { gateway, user, router } = await openEdit();
    await user.click(screen.getByRole('button', { name: 'Compare and replace…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replace counters.lua?' });
    expect(within(dialog).getByText('1 line added, 1 line removed')).toBeInTheDocument();
    expect(within(dialog).getByRole('row', { name: /removed -- old/ })).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Replace on all nodes' }));
    expect(gateway.last('PutModule').variables).toMatchObject({
      input: { source: { text: '-- mine\n' }, expectedHash: HASH },
    });
    act(() =>
      gateway.last('PutModule').answer({
        putUdfModule: {
          __typename: 'PutUdfModulePayload',
          module: { __typename: 'UdfModule', name: 'counters.lua', hash: 'ee', nodes: [] },
          nodesBehind: ['A2'],
        },
      }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/modules/counters.lua'));
  });

  it('meanwhile by someone else is compared anew, and what was typed stays', async () => {
    const { gateway, user } = await openEdit();
    await user.click(screen.getByRole('button', { name: 'Compare and replace…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replace counters.lua?' });
    await user.click(within(dialog).getByRole('button', { name: 'Replace on all nodes' }));
    act(() => gateway.last('PutModule').refuse(conflict({ currentHash: 'dd' })));
    await waitFor(() => expect(gateway.of('ModuleSource')).toHaveLength(2));
    act(() => gateway.last('ModuleSource').answer(source('-- theirs\n', 'dd')));
    expect(await within(dialog).findByText(/nothing was replaced/)).toBeInTheDocument();
    expect(within(dialog).getByRole('row', { name: /removed -- theirs/ })).toBeInTheDocument();
    expect(within(dialog).getByRole('row', { name: /added -- mine/ })).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Replace on all nodes' }));
    expect(gateway.last('PutModule').variables).toMatchObject({ input: { expectedHash: 'dd' } });
  });

  it('asks before what was typed is thrown away', async () => {
    const { user, router } = await openEdit();
    await user.click(screen.getByRole('link', { name: 'Cancel' }));
    expect(await screen.findByRole('dialog', { name: 'Discard your edit?' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(router.state.location.pathname).toBe('/connections/c1/modules/counters.lua/edit');
  });
});
