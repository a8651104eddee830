import type {
  Terminal_OptionsFragment,
  Terminal_ResultFragment,
  Terminal_StatementFragment,
} from './documents/terminal.generated';
import { DEFAULT_OPTIONS } from './model/options';

export const toldOptions: Terminal_OptionsFragment = { __typename: 'AqlOptions', ...DEFAULT_OPTIONS };

/** A statement of a run that has succeeded without rows. */
export function statementRun(
  index: number,
  change: Partial<Terminal_StatementFragment> = {},
): Terminal_StatementFragment {
  return {
    __typename: 'AqlStatementRun',
    index,
    file: null,
    line: index + 1,
    text: `SELECT * FROM test.s${index}`,
    kind: 'SELECT',
    class: 'READ',
    phase: 'SUCCEEDED',
    message: null,
    more: false,
    rows: '0',
    elapsedMs: 2,
    problem: null,
    ...change,
  };
}

/** A part of a result with one bin, `n`. */
export function resultPart(
  sequence: number,
  numbers: readonly number[],
  change: Partial<Terminal_ResultFragment> = {},
): Terminal_ResultFragment {
  return {
    __typename: 'AqlResult',
    sequence: String(sequence),
    statement: 0,
    columns: [{ __typename: 'AqlColumn', name: 'n', kind: 'BIN' }],
    rows: numbers.map((number) => [number]),
    ...change,
  };
}
