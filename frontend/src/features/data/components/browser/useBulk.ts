import { useEffect, useRef, useState } from 'react';
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

type Options = {
  readonly send: Send;
  readonly onResults: (results: readonly RowResult<RecordRow>[]) => void;
  /** Called in place of what nobody sees any more: the page was left, so the rest was not sent. */
  readonly onLeft: (report: Report<RecordRow>) => void;
};

/** Runs an action on many records in pieces, one after the other, and keeps what became of each record. */
export function useBulk(all: readonly RecordRow[], { send, onResults, onLeft }: Options): Bulk {
  const [phase, setPhase] = useState<Bulk['phase']>('asking');
  const [results, setResults] = useState<readonly RowResult<RecordRow>[]>([]);
  const [settled, setSettled] = useState(0);
  const [stopping, setStopping] = useState(false);
  const [stopper, setStopper] = useState<AbortController | null>(null);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  const run = async (records: readonly RecordRow[], anyGeneration: boolean) => {
    const aborter = new AbortController();
    let known = results;
    setStopper(aborter);
    setStopping(false);
    setSettled(all.length - records.length);
    setPhase('running');
    for (const piece of chunks(records, CHUNK)) {
      const answer = await send(piece, anyGeneration);
      known = [...known, ...answer.results];
      setResults(known);
      setSettled((count) => count + piece.length);
      onResults(answer.results);
      if (left.current || aborter.signal.aborted || !answer.goOn) {
        break;
      }
    }
    if (left.current) {
      onLeft(report(all, known));
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
