import { useCallback, useMemo, useState } from 'react';
import { NOTHING_SELECTED, range, type Selection, toggled, withAll } from '../../model/selection';

export type Selecting = {
  readonly selection: Selection;
  readonly toggle: (digest: string) => void;
  /** Marks all rows from the one marked last, or else from `from`, to this one. */
  readonly extend: (digests: readonly string[], to: string, from?: string) => void;
  readonly selectAll: (digests: Iterable<string>, on: boolean) => void;
  readonly clear: () => void;
};

type Marks = {
  readonly selection: Selection;
  /** The row marked last, where a range begins. */
  readonly anchor: string | null;
};

const NONE: Marks = { selection: NOTHING_SELECTED, anchor: null };

/** Which records are marked for an action. */
export function useSelection(): Selecting {
  const [{ selection }, setMarks] = useState(NONE);
  const toggle = useCallback(
    (digest: string) =>
      setMarks((marks) => ({ selection: toggled(marks.selection, digest), anchor: digest })),
    [],
  );
  const extend = useCallback(
    (digests: readonly string[], to: string, from?: string) =>
      setMarks((marks) => {
        const anchor = marks.anchor ?? from ?? to;
        return { selection: withAll(marks.selection, range(digests, anchor, to), true), anchor };
      }),
    [],
  );
  const selectAll = useCallback(
    (digests: Iterable<string>, on: boolean) =>
      setMarks((marks) => ({ ...marks, selection: withAll(marks.selection, digests, on) })),
    [],
  );
  const clear = useCallback(() => setMarks(NONE), []);
  return useMemo(
    () => ({ selection, toggle, extend, selectAll, clear }),
    [selection, toggle, extend, selectAll, clear],
  );
}
