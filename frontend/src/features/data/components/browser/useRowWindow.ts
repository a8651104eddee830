import { type RefObject, useEffect, useState } from 'react';
import { type RowWindow, rowWindow, scrollTopFor } from './rowWindow';

/** Rows drawn beyond each edge of what is seen. */
const OVERSCAN = 12;

type Options = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowHeight: number;
  /** The head covers this much of the view. */
  readonly headHeight: number;
};

/** The rows in sight of a table whose rows are of one height, however many there are. */
export function useRowWindow({ scroller, count, rowHeight, headHeight }: Options): {
  readonly rows: RowWindow;
  readonly scrollToRow: (index: number) => void;
} {
  const [view, setView] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const look = () => {
      const next = { top: element.scrollTop, height: Math.max(0, element.clientHeight - headHeight) };
      setView((old) => (old.top === next.top && old.height === next.height ? old : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, headHeight]);

  const extent = { count, rowHeight, viewHeight: view.height };
  return {
    rows: rowWindow(extent, view.top, OVERSCAN),
    scrollToRow: (index) => {
      scroller.current?.scrollTo({ top: scrollTopFor(extent, scroller.current.scrollTop, index) });
    },
  };
}
