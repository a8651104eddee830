import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeGateway } from '@/test/fakeGateway';
import { renderAt } from '@/test/renderAt';
import { resultPart, statementRun, toldOptions } from '../fixtures';
import { HISTORY_KEY } from '../model/history';
import { terminalUrl } from '../urls';
import { TerminalPage } from './TerminalPage';

beforeEach(() => localStorage.clear());

function openPage(statement = '') {
  const view = renderAt(
    '/connections/:connectionId/terminal',
    terminalUrl('c1', statement),
    <TerminalPage />,
  );
  return { ...view, user: userEvent.setup() };
}

const prompt = () => screen.findByRole('textbox', { name: 'AQL statement' });
const output = () => within(screen.getByRole('log', { name: 'Output' }));
const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent);

type Parsed = { readonly kind?: string; readonly confirm?: string; readonly error?: object };

const parsed = (...statements: readonly Parsed[]) => ({
  aqlParse: {
    __typename: 'AqlScript',
    statements: statements.map(({ kind = 'SELECT', confirm = null, error = null }) => ({
      __typename: 'AqlParsedStatement',
      kind: error === null ? kind : null,
      class: error === null ? 'READ' : null,
      text: error === null ? 'text' : null,
      confirm,
      error,
    })),
  },
});

const explained = (...statements: readonly { readonly text: string; readonly confirm?: string }[]) => ({
  aqlExplain: statements.map(({ text, confirm = null }, index) => ({
    __typename: 'AqlExplanation',
    kind: 'TRUNCATE',
    class: 'DANGEROUS',
    confirm,
    text,
    note: null,
    file: null,
    line: index + 1,
    document: 'mutation { x }',
    variables: { a: 1 },
  })),
});

const ran = (change: object) => ({
  aqlExecute: {
    __typename: 'AqlExecutePayload',
    run: {
      __typename: 'AqlRun',
      id: 'r1',
      phase: 'SUCCEEDED',
      startedAt: '2026-01-01T00:00:00Z',
      sequence: '0',
      options: toldOptions,
      statements: [statementRun(0)],
      results: [],
      ...change,
    },
  },
});

const item = (change: object) => ({
  aqlRun: {
    __typename: 'AqlRunItem',
    phase: 'RUNNING',
    sequence: '0',
    isLast: false,
    options: toldOptions,
    statements: [],
    results: [],
    ...change,
  },
});

/** Presses Run and answers what is asked first: whether the text is right. */
async function press(
  gateway: FakeGateway,
  user: ReturnType<typeof userEvent.setup>,
  ...statements: Parsed[]
) {
  await prompt();
  await user.click(screen.getByRole('button', { name: 'Run' }));
  await waitFor(() => expect(gateway.of('AqlParse').length).toBeGreaterThan(0));
  await act(async () => {
    // The editor reads the same text to underline it, and gets the same answer.
    gateway.of('AqlParse').forEach((call) => call.answer(parsed(...statements)));
    await Promise.resolve();
  });
}

async function answer(gateway: FakeGateway, name: string, data: object) {
  await waitFor(() => expect(gateway.of(name).length).toBeGreaterThan(0));
  act(() => gateway.last(name).answer(data));
}

describe('the terminal', () => {
  it('writes the statement of a link, and runs nothing by itself', async () => {
    const { gateway } = openPage('SHOW NAMESPACES');
    expect(await prompt()).toHaveTextContent('SHOW NAMESPACES');
    expect(screen.getByRole('heading', { name: 'Nothing run yet' })).toBeInTheDocument();
    expect(gateway.of('AqlExecute')).toHaveLength(0);
  });

  it('teaches with statements that write themselves, about what the cluster has', async () => {
    const { gateway, user } = openPage();
    await answer(gateway, 'Places', {
      cluster: {
        __typename: 'Cluster',
        namespaces: [
          { __typename: 'Namespace', name: 'orders', sets: [{ __typename: 'Set', name: 'paid' }] },
        ],
      },
    });
    await user.click(await screen.findByRole('button', { name: /SELECT \* FROM orders.paid LIMIT 10/ }));
    expect(await prompt()).toHaveTextContent('SELECT * FROM orders.paid LIMIT 10');
    expect(gateway.of('AqlExecute')).toHaveLength(0);
  });

  it('runs a statement, shows its rows, says so, and keeps it in the history', async () => {
    const { gateway, user } = openPage('SELECT * FROM test.s0');
    await press(gateway, user, {});
    await answer(
      gateway,
      'AqlExecute',
      ran({
        sequence: '1',
        statements: [statementRun(0, { rows: '2', more: true })],
        results: [resultPart(1, [7, 8])],
      }),
    );
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('row')
        .map(({ textContent }) => textContent),
    ).toEqual(['n', '7', '8']);
    expect(output().getByText('2 rows, there are more · 2 ms')).toBeInTheDocument();
    expect(said()).toContain('2 rows, there are more · 2 ms');
    expect(gateway.last('AqlExecute').variables).toMatchObject({
      input: { connectionId: 'c1', text: 'SELECT * FROM test.s0', stopOnError: true, confirmations: [] },
    });
    expect(await prompt()).not.toHaveTextContent('SELECT * FROM test.s0');
    expect(localStorage.getItem(HISTORY_KEY)).toContain('SELECT * FROM test.s0');
    await user.click(screen.getByText('JSON'));
    expect(output().getByText(/\{"n":7\},/)).toBeInTheDocument();
    expect(gateway.of('AqlRunFeed')).toHaveLength(0);
  });

  it('never keeps a statement with a password', async () => {
    const { gateway, user } = openPage("CREATE USER ann PASSWORD 'hush'");
    await press(gateway, user, { kind: 'CREATE_USER' });
    const text = "CREATE USER ann PASSWORD '***'";
    await answer(
      gateway,
      'AqlExecute',
      ran({ statements: [statementRun(0, { kind: 'CREATE_USER', text })] }),
    );
    expect(await output().findByText(text)).toBeInTheDocument();
    expect(JSON.stringify({ ...localStorage })).not.toContain('hush');
    expect(document.body).not.toHaveTextContent('hush');
  });

  it('says where a statement is wrong, mends it as proposed, and runs nothing', async () => {
    const { gateway, user } = openPage('SELEC 1');
    await press(gateway, user, {
      error: {
        __typename: 'AqlError',
        message: 'There is no statement SELEC.',
        span: { __typename: 'AqlSpan', start: 0, end: 5, line: 1, column: 1 },
        fix: { __typename: 'AqlFix', span: { __typename: 'AqlSpan', start: 0, end: 5 }, text: 'SELECT' },
      },
    });
    expect(await screen.findByText('Line 1, column 1:')).toBeInTheDocument();
    expect(said()).toContain('Not run. There is no statement SELEC.');
    expect(gateway.of('AqlExecute')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Write SELECT' }));
    expect(await prompt()).toHaveTextContent('SELECT 1');
    expect(screen.queryByText('Line 1, column 1:')).not.toBeInTheDocument();
  });

  it('asks for every name before anything dangerous runs', async () => {
    const { gateway, user } = openPage('TRUNCATE test.a; TRUNCATE test.b');
    await press(
      gateway,
      user,
      { kind: 'TRUNCATE', confirm: 'test.a' },
      { kind: 'TRUNCATE', confirm: 'test.b' },
    );
    await answer(
      gateway,
      'AqlExplain',
      explained(
        { text: 'TRUNCATE test.a', confirm: 'test.a' },
        { text: 'TRUNCATE test.b', confirm: 'test.b' },
      ),
    );
    const first = await screen.findByRole('dialog', { name: 'Run dangerous statements? 1 of 2' });
    expect(within(first).getByText('TRUNCATE test.a')).toBeInTheDocument();
    await user.type(within(first).getByRole('textbox'), 'test.a{Enter}');
    const second = await screen.findByRole('dialog', { name: 'Run dangerous statements? 2 of 2' });
    expect(gateway.of('AqlExecute')).toHaveLength(0);
    await user.type(within(second).getByRole('textbox'), 'test.b');
    await user.click(within(second).getByRole('button', { name: 'Run' }));
    await answer(gateway, 'AqlExecute', ran({}));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(gateway.last('AqlExecute').variables).toMatchObject({
      input: { confirmations: ['test.a', 'test.b'] },
    });
  });

  it('follows a run from where its answer ended, and stops it', async () => {
    const { gateway, user } = openPage('SELECT * FROM test.s0');
    await press(gateway, user, {});
    await answer(
      gateway,
      'AqlExecute',
      ran({
        phase: 'RUNNING',
        sequence: '1',
        statements: [statementRun(0, { phase: 'RUNNING', rows: '1', elapsedMs: null })],
        results: [resultPart(1, [1])],
      }),
    );
    await waitFor(() => expect(gateway.of('AqlRunFeed')).toHaveLength(1));
    expect(gateway.last('AqlRunFeed').variables).toEqual({ id: 'r1', after: '1' });
    act(() =>
      gateway.last('AqlRunFeed').answer(
        item({
          sequence: '2',
          statements: [statementRun(0, { phase: 'RUNNING', rows: '2', elapsedMs: null })],
          results: [resultPart(2, [2])],
        }),
      ),
    );
    expect(await output().findByText('2 rows so far')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(gateway.last('AqlCancel').variables).toEqual({ input: { id: 'r1' } });
    act(() =>
      gateway.last('AqlRunFeed').answer(
        item({
          phase: 'CANCELLED',
          sequence: '2',
          isLast: true,
          statements: [statementRun(0, { phase: 'CANCELLED', rows: '2' })],
        }),
      ),
    );
    expect(await output().findByText('stopped · 2 ms')).toBeInTheDocument();
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(3);
    expect(gateway.last('AqlRunFeed').cancelled).toBe(true);
  });

  it('goes on behind the last result when a feed fails, and gives up a run that is gone', async () => {
    const { gateway, user } = openPage('SELECT * FROM test.s0');
    await press(gateway, user, {});
    await answer(
      gateway,
      'AqlExecute',
      ran({ phase: 'RUNNING', sequence: '4', statements: [statementRun(0, { phase: 'RUNNING' })] }),
    );
    await waitFor(() => expect(gateway.of('AqlRunFeed')).toHaveLength(1));
    act(() => gateway.last('AqlRunFeed').refuse({ message: 'Away.', extensions: { code: 'UNAVAILABLE' } }));
    expect(screen.getByText('Reconnecting')).toBeInTheDocument();
    await waitFor(() => expect(gateway.of('AqlRunFeed')).toHaveLength(2));
    expect(gateway.last('AqlRunFeed').variables).toEqual({ id: 'r1', after: '4' });
    act(() =>
      gateway
        .last('AqlRunFeed')
        .refuse({ message: 'There is no such run.', extensions: { code: 'NOT_FOUND' } }),
    );
    expect(await output().findByText('There is no such run.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Run' })).toBeInTheDocument();
  });

  it('shows a script with each of its statements, and those alone that failed', async () => {
    const { gateway, user } = openPage('A; B; C');
    await press(gateway, user, {}, {}, {});
    const problem = { __typename: 'Problem', code: 'NOT_FOUND', message: 'There is no such namespace.' };
    await answer(
      gateway,
      'AqlExecute',
      ran({
        phase: 'FAILED',
        statements: [
          statementRun(0),
          statementRun(1, { phase: 'FAILED', problem: problem as never }),
          statementRun(2, { phase: 'SKIPPED', elapsedMs: null }),
        ],
      }),
    );
    const script = within(await screen.findByRole('region', { name: 'Script of 3 statements' }));
    expect(script.getByText(/3 statements · 1 failed · 0 rows · 4 ms/)).toBeInTheDocument();
    expect(script.getByText('NOT_FOUND')).toBeInTheDocument();
    expect(script.getByText('left out')).toBeInTheDocument();
    await user.click(script.getByRole('checkbox', { name: 'Only those that failed' }));
    expect(script.getAllByRole('listitem')).toHaveLength(1);
  });

  it('keeps the text when the gateway refuses it', async () => {
    const { gateway, user } = openPage('SHOW SETS');
    await press(gateway, user, { kind: 'SHOW' });
    await waitFor(() => expect(gateway.of('AqlExecute')).toHaveLength(1));
    act(() =>
      gateway.last('AqlExecute').refuse({ message: 'Too many runs.', extensions: { code: 'RATE_LIMITED' } }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('Too many runs.');
    expect(await prompt()).toHaveTextContent('SHOW SETS');
  });

  it('finds what was run before, and writes it again', async () => {
    localStorage.setItem(
      HISTORY_KEY,
      JSON.stringify([['c1', ['SHOW SETS', 'SHOW BINS test', 'STAT SYSTEM']]]),
    );
    const { user } = openPage();
    await prompt();
    await user.click(screen.getByRole('button', { name: 'History' }));
    const search = await screen.findByRole('combobox', { name: 'Search in the history' });
    await user.type(search, 'show');
    const options = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect(options).toEqual(['SHOW BINS test', 'SHOW SETS']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await prompt()).toHaveTextContent('SHOW SETS');
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('copies a statement as the GraphQL it is run as', async () => {
    const { gateway, user } = openPage('SELECT * FROM test.s0');
    await press(gateway, user, {});
    await answer(gateway, 'AqlExecute', ran({}));
    await user.click(await screen.findByRole('button', { name: 'More for SELECT * FROM test.s0' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as GraphQL' }));
    await answer(gateway, 'AqlExplain', explained({ text: 'SELECT * FROM test.s0' }));
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe('mutation { x }\n\n# Variables\n{\n  "a": 1\n}\n'),
    );
  });

  it('hands in options that were chosen, and takes those a statement set', async () => {
    const { gateway, user } = openPage('SET TIMEOUT 700');
    await prompt();
    await user.click(screen.getByRole('button', { name: 'Options' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Store the key with a written record' }));
    await user.keyboard('{Escape}');
    await press(gateway, user, { kind: 'SET' });
    await waitFor(() => expect(gateway.of('AqlExecute')).toHaveLength(1));
    expect(gateway.last('AqlExecute').variables).toMatchObject({ input: { options: { keySend: false } } });
    act(() =>
      gateway.last('AqlExecute').answer(ran({ options: { ...toldOptions, keySend: false, timeoutMs: 700 } })),
    );
    expect(await screen.findByText('limit 1,000 · timeout 700 ms · keys not stored')).toBeInTheDocument();
  });
});
