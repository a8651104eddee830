import type { AqlRunPhase } from '@/gql/schema';
import { type AppError, fromProblem } from '@/shared/errors/appError';
import type { Terminal_ResultFragment, Terminal_StatementFragment } from '../documents/terminal.generated';

/** Runs that are kept on the screen. */
export const MAX_ENTRIES = 100;
/** Rows that are kept of one run; what comes behind them is counted. */
export const MAX_ROWS_OF_RUN = 20_000;
/** Rows that are kept in all; the oldest runs lose theirs first. */
export const MAX_ROWS = 50_000;
/** Statements that are kept in all; the oldest runs go first. */
export const MAX_STATEMENTS = 20_000;

/** Columns and rows as they came: parts of one result can differ in their columns. */
export type Part = Pick<Terminal_ResultFragment, 'columns' | 'rows'>;

export type Statement = Terminal_StatementFragment & {
  readonly parts: readonly Part[];
  /** Rows in `parts`. */
  readonly kept: number;
};

/** One run on the screen. */
export type Entry = {
  readonly runId: string;
  readonly startedAt: string;
  readonly phase: AqlRunPhase;
  readonly statements: readonly Statement[];
  /** The number of the last result that was received. */
  readonly sequence: string;
  /** Rows that are kept. */
  readonly kept: number;
  /** Whether its rows made room for newer ones. */
  readonly isForgotten: boolean;
  /** Why nothing more is told of it. */
  readonly lost: AppError | null;
};

/** What is new of a run. */
export type RunNews = {
  readonly phase: AqlRunPhase;
  readonly sequence: string;
  readonly statements: readonly Terminal_StatementFragment[];
  readonly results: readonly Terminal_ResultFragment[];
};

export function beginEntry(runId: string, startedAt: string, news: RunNews): Entry {
  const empty: Entry = {
    runId,
    startedAt,
    phase: 'RUNNING',
    statements: [],
    sequence: '0',
    kept: 0,
    isForgotten: false,
    lost: null,
  };
  return advance(empty, news);
}

/** The run with what is new. Results that were received before are left out. */
export function advance(entry: Entry, news: RunNews): Entry {
  const statements = [...entry.statements];
  for (const told of news.statements) {
    const { parts = [], kept = 0 } = statements[told.index] ?? {};
    statements[told.index] = { ...told, parts, kept };
  }
  let kept = entry.kept;
  for (const { sequence, statement: index, columns, rows } of news.results) {
    const statement = statements[index];
    if (statement === undefined || BigInt(sequence) <= BigInt(entry.sequence)) {
      continue;
    }
    const room = rows.slice(0, Math.max(0, MAX_ROWS_OF_RUN - kept));
    kept += room.length;
    // A result without rows tells the columns all the same.
    if (room.length > 0 || statement.parts.length === 0) {
      statements[index] = {
        ...statement,
        parts: [...statement.parts, { columns, rows: room }],
        kept: statement.kept + room.length,
      };
    }
  }
  const sequence = BigInt(news.sequence) > BigInt(entry.sequence) ? news.sequence : entry.sequence;
  return { ...entry, phase: news.phase, statements, sequence, kept };
}

/** Whether a run is over and every row it yielded has come. */
export function isComplete(entry: Entry): boolean {
  return (
    entry.phase !== 'RUNNING' &&
    (entry.kept === MAX_ROWS_OF_RUN ||
      entry.statements.every(({ rows, kept }) => BigInt(rows) === BigInt(kept)))
  );
}

/** Keeps the scrollback within its bounds; the newest run stays whole. */
export function bound(entries: readonly Entry[]): readonly Entry[] {
  let rows = 0;
  let statements = 0;
  const kept: Entry[] = [];
  for (const entry of entries.slice(-MAX_ENTRIES).toReversed()) {
    statements += entry.statements.length;
    if (statements > MAX_STATEMENTS && kept.length > 0) {
      break;
    }
    rows += entry.kept;
    kept.push(rows > MAX_ROWS && kept.length > 0 ? forget(entry) : entry);
  }
  return kept.toReversed();
}

function forget(entry: Entry): Entry {
  if (entry.isForgotten) {
    return entry;
  }
  const statements = entry.statements.map((statement) => ({ ...statement, parts: [], kept: 0 }));
  return { ...entry, statements, kept: 0, isForgotten: true };
}

export type Counts = {
  readonly total: number;
  readonly ended: number;
  readonly failed: number;
  readonly rows: bigint;
  readonly elapsedMs: number;
};

export function countsOf({ statements }: Entry): Counts {
  let ended = 0;
  let failed = 0;
  let rows = 0n;
  let elapsedMs = 0;
  for (const statement of statements) {
    ended += statement.phase === 'PENDING' || statement.phase === 'RUNNING' ? 0 : 1;
    failed += statement.phase === 'FAILED' ? 1 : 0;
    rows += BigInt(statement.rows);
    elapsedMs += statement.elapsedMs ?? 0;
  }
  return { total: statements.length, ended, failed, rows, elapsedMs };
}

/** Why a statement failed, in the form every screen shows. */
export function problemOf({ problem }: Statement): AppError | null {
  return problem ? fromProblem(problem) : null;
}
