import { beforeEach, expect, it, vi } from 'vitest';
import type { FeedSocket, SocketState } from '@/shared/apollo/socket';
import { FakeGateway } from '@/test/fakeGateway';
import { resultPart, statementRun, toldOptions } from '../fixtures';
import { TerminalSession } from './terminalSession';

beforeEach(() => localStorage.clear());

/** The page's socket, which the test loses and brings back. */
function fakeSocket() {
  const listeners = new Set<() => void>();
  let state: SocketState = 'connected';
  const socket: FeedSocket = {
    client: null as never,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const enter = (next: SocketState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return { socket, enter, listeners };
}

/** The next call of an operation, when it has come. */
async function next(gateway: FakeGateway, name: string, before: number) {
  await vi.waitFor(() => expect(gateway.of(name)).toHaveLength(before + 1));
  return gateway.last(name);
}

async function startRun(gateway: FakeGateway, session: TerminalSession, change: object = {}) {
  const { running, execute } = await sendRun(gateway, session);
  execute.answer({
    aqlExecute: {
      __typename: 'AqlExecutePayload',
      run: {
        __typename: 'AqlRun',
        id: 'r1',
        phase: 'RUNNING',
        startedAt: '2026-01-01T00:00:00Z',
        sequence: '0',
        options: toldOptions,
        statements: [statementRun(0, { phase: 'RUNNING' })],
        results: [],
        ...change,
      },
    },
  });
  await running;
}

/** A statement on its way to the gateway. */
async function sendRun(gateway: FakeGateway, session: TerminalSession) {
  const before = gateway.of('AqlExecute').length;
  session.write('SELECT * FROM test.s0');
  const running = session.run();
  (await next(gateway, 'AqlParse', before)).answer({
    aqlParse: {
      __typename: 'AqlScript',
      statements: [
        {
          __typename: 'AqlParsedStatement',
          kind: 'SELECT',
          class: 'READ',
          text: 'x',
          confirm: null,
          error: null,
        },
      ],
    },
  });
  return { running, execute: await next(gateway, 'AqlExecute', before) };
}

const item = (change: object) => ({
  aqlRun: {
    __typename: 'AqlRunItem',
    phase: 'RUNNING',
    isLast: false,
    options: toldOptions,
    statements: [],
    results: [],
    ...change,
  },
});

it('goes on behind the last result it has after a lost connection, and loses and repeats none', async () => {
  const gateway = new FakeGateway();
  const { socket, enter, listeners } = fakeSocket();
  const session = new TerminalSession(gateway.client, socket, 'c1');
  await startRun(gateway, session);
  gateway
    .last('AqlRunFeed')
    .answer(item({ sequence: '2', results: [resultPart(1, [1]), resultPart(2, [2])] }));
  enter('reconnecting');
  expect(gateway.of('AqlRunFeed')).toHaveLength(2);
  expect(gateway.of('AqlRunFeed')[0]?.cancelled).toBe(true);
  expect(gateway.last('AqlRunFeed').variables).toEqual({ id: 'r1', after: '2' });
  expect(session.snapshot().isInterrupted).toBe(true);
  enter('connected');
  gateway.last('AqlRunFeed').answer(
    item({
      phase: 'SUCCEEDED',
      sequence: '3',
      isLast: true,
      statements: [statementRun(0, { rows: '3' })],
      results: [resultPart(2, [2]), resultPart(3, [3])],
    }),
  );
  const { entries, phase, isInterrupted } = session.snapshot();
  expect(entries[0]?.statements[0]?.parts.flatMap(({ rows }) => rows)).toEqual([[1], [2], [3]]);
  expect([phase, isInterrupted, listeners.size]).toEqual(['idle', false, 0]);
});

it('runs one text at a time, and says so', async () => {
  const gateway = new FakeGateway();
  const session = new TerminalSession(gateway.client, null, 'c1');
  await startRun(gateway, session);
  session.write('SHOW SETS');
  await session.run();
  expect(gateway.of('AqlParse')).toHaveLength(1);
  expect(session.snapshot()).toMatchObject({
    text: 'SHOW SETS',
    announcement: 'Something is under way. Stop it first.',
  });
});

it('keeps what is under way when the output is cleared', async () => {
  const gateway = new FakeGateway();
  const session = new TerminalSession(gateway.client, null, 'c1');
  await startRun(gateway, session, {
    phase: 'SUCCEEDED',
    statements: [statementRun(0)],
  });
  await startRun(gateway, session, { id: 'r2' });
  session.clear();
  expect(session.snapshot().entries.map(({ runId }) => runId)).toEqual(['r2']);
});

it('does not say that nothing was run when the answer was lost', async () => {
  const gateway = new FakeGateway();
  const session = new TerminalSession(gateway.client, null, 'c1');
  const { running, execute } = await sendRun(gateway, session);
  execute.lose();
  await running;
  const { phase, text, problem, announcement } = session.snapshot();
  expect([phase, text]).toEqual(['idle', 'SELECT * FROM test.s0']);
  expect(problem?.message).toContain('may have been run');
  expect(announcement).not.toContain('Not run');
});

it('says that nothing was run when the gateway refused it', async () => {
  const gateway = new FakeGateway();
  const session = new TerminalSession(gateway.client, null, 'c1');
  const { running, execute } = await sendRun(gateway, session);
  execute.refuse({ message: 'Too many runs.', extensions: { code: 'LIMIT_EXCEEDED' } });
  await running;
  expect(session.snapshot()).toMatchObject({
    announcement: 'Not run. Too many runs.',
    problem: { code: 'LIMIT_EXCEEDED', message: 'Too many runs.' },
  });
});

it('says again what is the same as before', () => {
  const session = new TerminalSession(new FakeGateway().client, null, 'c1');
  const said = [1, 2, 3].map(() => {
    session.say('Done');
    return session.snapshot().announcement;
  });
  expect(new Set(said.map((text) => text.trim()))).toEqual(new Set(['Done']));
  expect(said[1]).not.toBe(said[0]);
  expect(said[2]).not.toBe(said[1]);
});
