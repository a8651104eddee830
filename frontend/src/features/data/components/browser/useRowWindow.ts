import { type RefObject, useEffect, useState } from 'react';
import { type RowWindow, rowWindow, SAFE_HEIGHT, scale, scrollTopFor } from './rowWindow';

/** Rows drawn beyond each edge of what is seen. */
const OVERSCAN = 12;
/** Rows are drawn anew once this many were scrolled past. */
const STEP = 4;
/** As tall as browsers are tried with; more rows than this has room for move in larger steps. */
const TALLEST = 33_000_000;

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
  const [maxHeight] = useState(tallestElement);
  const extent = { count, rowHeight, viewHeight: view.height, maxHeight };
  // Where a pixel of scrolling is a pixel of rows, those that are drawn move by themselves.
  const step = scale(extent) === 1 ? STEP * rowHeight : 1;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const look = () => {
      const next = {
        top: Math.floor(element.scrollTop / step) * step,
        height: Math.max(0, element.clientHeight - headHeight),
      };
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
  }, [scroller, headHeight, step]);

  return {
    rows: rowWindow(extent, view.top, OVERSCAN),
    scrollToRow: (index) => {
      scroller.current?.scrollTo({ top: scrollTopFor(extent, scroller.current.scrollTop, index) });
    },
  };
}

/** How tall an element can be here, as far as it matters. */
function tallestElement(): number {
  const probe = document.createElement('div');
  probe.style.position = 'absolute';
  probe.style.visibility = 'hidden';
  probe.style.height = `${String(TALLEST)}px`;
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return Math.max(height, SAFE_HEIGHT);
}
