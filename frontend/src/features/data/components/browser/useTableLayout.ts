import { useCallback, useState } from 'react';
import { loadLayout, saveLayout } from '../../model/layoutStore';
import { DEFAULT_LAYOUT, type TableLayout } from '../../model/tableLayout';
import type { RecordTarget } from '../../mutations/useRecordMutations';

/** How the table of one set is arranged; remembered in this browser. */
export function useTableLayout({ connectionId, namespace, set }: RecordTarget) {
  const [layout, setLayout] = useState<TableLayout>(() => loadLayout({ connectionId, namespace, set }));
  const change = useCallback(
    (next: TableLayout) => {
      setLayout(next);
      saveLayout({ connectionId, namespace, set }, next);
    },
    [connectionId, namespace, set],
  );
  const reset = useCallback(() => change(DEFAULT_LAYOUT), [change]);
  return { layout, change, reset };
}
