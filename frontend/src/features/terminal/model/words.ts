import { formatCount, formatMilliseconds } from '@/shared/format/numbers';
import { explain } from '@/shared/errors/explain';
import { type Counts, countsOf, type Entry, type Statement } from './scrollback';

export function plural(count: number | bigint, one: string, many = `${one}s`): string {
  return `${formatCount(Number(count))} ${Number(count) === 1 ? one : many}`;
}

/** How a statement went, in a line. */
export function statementWords(statement: Statement): string {
  switch (statement.phase) {
    case 'PENDING':
      return 'waits';
    case 'RUNNING':
      return statement.rows === '0' ? 'running' : `${rowsWords(statement)} so far`;
    case 'SKIPPED':
      return 'left out';
    case 'CANCELLED':
      return withTime('stopped', statement);
    case 'FAILED':
      return withTime('failed', statement);
    case 'SUCCEEDED':
      return withTime(
        statement.parts.length > 0 || statement.rows !== '0' ? rowsWords(statement) : 'done',
        statement,
      );
  }
}

function rowsWords({ rows, more }: Statement): string {
  return `${plural(BigInt(rows), 'row')}${more ? ', there are more' : ''}`;
}

function withTime(words: string, { elapsedMs }: Statement): string {
  return elapsedMs === null || elapsedMs === undefined
    ? words
    : `${words} · ${formatMilliseconds(elapsedMs)}`;
}

/** How far a script has come, in a line. */
export function progressWords(entry: Entry, counts: Counts = countsOf(entry)): string {
  const { total, ended, failed, rows, elapsedMs } = counts;
  const done =
    ended === total ? plural(total, 'statement') : `${formatCount(ended)} of ${plural(total, 'statement')}`;
  return [
    done,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    plural(rows, 'row'),
    formatMilliseconds(elapsedMs),
  ].join(' · ');
}

/** What is said aloud when a run has ended. */
export function endWords(entry: Entry): string {
  const [only] = entry.statements;
  if (only === undefined || entry.statements.length > 1) {
    return `Script ${PHASE_WORDS[entry.phase]}: ${progressWords(entry)}`;
  }
  if (only.problem) {
    return `Failed: ${explain(only.problem).title}. ${only.problem.message}`;
  }
  return [statementWords(only), only.message].filter(Boolean).join('. ');
}

export const PHASE_WORDS: Readonly<Record<Entry['phase'], string>> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'stopped',
};
