import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Format } from '../model/options';
import type { Entry } from '../model/scrollback';
import { EntryView } from './EntryView';
import type { StatementActions } from './StatementView';
import classes from './terminal.module.css';

/** Pixels from its end within which the output is followed. */
const NEAR = 40;

type Props = {
  readonly entries: readonly Entry[];
  readonly format: Format;
  readonly actions: StatementActions;
  /** Shown while there is nothing. */
  readonly empty: ReactNode;
};

/** What was run, the newest last. The end of a run is announced by the page; rows are there to be read when wanted. */
export function Log({ entries, format, actions, empty }: Props) {
  const log = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const newest = entries.at(-1)?.runId;

  useLayoutEffect(() => {
    follows.current = true;
  }, [newest]);

  useLayoutEffect(() => {
    const { current } = log;
    const last = current?.querySelector<HTMLElement>(':scope > ol > li:last-child');
    if (current && last && follows.current) {
      // What is higher than the window is read from its beginning.
      current.scrollTop = Math.min(current.scrollHeight - current.clientHeight, last.offsetTop);
    }
  }, [entries]);

  return (
    // Scrolls, so the keyboard must reach it.
    <div
      ref={log}
      role="log"
      aria-label="Output"
      aria-live="off"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes.log}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR;
      }}
    >
      {entries.length === 0 ? (
        empty
      ) : (
        <ol className={classes.list}>
          {entries.map((entry) => (
            <li key={entry.runId} className={classes.entry}>
              <EntryView entry={entry} format={format} actions={actions} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
