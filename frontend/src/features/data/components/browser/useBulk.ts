import { useState } from 'react';
import { CHUNK, chunks, report, type Report, type RowResult } from '../../model/bulk';
import type { Many } from '../../mutations/useManyRecords';
import type { RecordRow } from '../../queries/useRecordPages';

/** Does something to a few records. `anyGeneration` also to those that changed since they were loaded. */
export type Send = (records: readonly RecordRow[], anyGeneration: boolean) => Promise<Many>;

export type Bulk = {
  readonly phase: 'asking' | 'running' | 'over';
  /** How many records have their result. */
  readonly settled: number;
  readonly stopping: boolean;
  readonly report: Report<RecordRow>;
  readonly run: (records: readonly RecordRow[], anyGeneration: boolean) => Promise<void>;
  /** Lets the request under way end, and begins no other. */
  readonly stop: () => void;
};

/** Runs an action on many records in pieces, one after the other, and keeps what became of each record. */
export function useBulk(
  all: readonly RecordRow[],
  send: Send,
  onResults: (results: readonly RowResult<RecordRow>[]) => void,
): Bulk {
  const [phase, setPhase] = useState<Bulk['phase']>('asking');
  const [results, setResults] = useState<readonly RowResult<RecordRow>[]>([]);
  const [settled, setSettled] = useState(0);
  const [stopping, setStopping] = useState(false);
  const [stopper, setStopper] = useState<AbortController | null>(null);

  const run = async (records: readonly RecordRow[], anyGeneration: boolean) => {
    const aborter = new AbortController();
    setStopper(aborter);
    setStopping(false);
    setSettled(all.length - records.length);
    setPhase('running');
    for (const piece of chunks(records, CHUNK)) {
      const answer = await send(piece, anyGeneration);
      setResults((before) => [...before, ...answer.results]);
      setSettled((count) => count + piece.length);
      onResults(answer.results);
      if (aborter.signal.aborted || !answer.goOn) {
        break;
      }
    }
    setPhase('over');
  };

  return {
    phase,
    settled,
    stopping,
    report: report(all, results),
    run,
    stop: () => {
      stopper?.abort();
      setStopping(true);
    },
  };
}
