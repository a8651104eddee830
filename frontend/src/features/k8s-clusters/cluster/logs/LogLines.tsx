import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { LogLine } from './logBuffer';
import classes from './log.module.css';

/** Height of a line in pixels; log.module.css says the same. */
const LINE = 18;
/** Lines drawn above and below what is seen. */
const MORE = 30;
/** Pixels from the end within which it is followed. */
const NEAR = 40;

type Props = {
  readonly lines: readonly LogLine[];
  /** Pods of the cluster, each with a colour of its own. */
  readonly pods: readonly string[];
  /** Whether lines of several pods are among each other. */
  readonly isMixed: boolean;
  readonly find: string;
};

/** Lines of a log, of which only those that are seen are drawn. Stays at the end while one is there. */
export function LogLines({ lines, pods, isMixed, find }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState({ top: 0, height: 420 });
  const first = Math.max(0, Math.floor(seen.top / LINE) - MORE);
  const last = Math.min(lines.length, Math.ceil((seen.top + seen.height) / LINE) + MORE);

  const look = () => {
    const { current } = box;
    if (current !== null) {
      const { scrollTop, clientHeight, scrollHeight } = current;
      follows.current = scrollHeight - scrollTop - clientHeight < NEAR;
      setAtEnd(follows.current);
      setSeen({ top: scrollTop, height: clientHeight });
    }
  };
  const toEnd = () => {
    const { current } = box;
    if (current !== null) {
      current.scrollTop = current.scrollHeight;
    }
  };

  useLayoutEffect(() => {
    if (follows.current) {
      toEnd();
    }
  }, [lines]);

  return (
    <div className={classes.frame}>
      {/* Scrolls, so the keyboard must reach it. */}
      <div
        ref={box}
        role="log"
        aria-label="Log"
        aria-live="off"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={classes.box}
        onScroll={look}
      >
        <div className={classes.all} style={{ height: lines.length * LINE }}>
          <div className={classes.window} style={{ top: first * LINE }}>
            {lines.slice(first, last).map((line) => (
              <div key={line.number} className={classes.line}>
                {isMixed && (
                  <span className={classes.pod} data-tone={pods.indexOf(line.pod) % TONES}>
                    {line.pod}{' '}
                  </span>
                )}
                <Text text={line.text} find={find} />
                {line.cut && <span className={classes.cut}> … cut: the line is longer</span>}
              </div>
            ))}
          </div>
        </div>
      </div>
      {!isAtEnd && (
        <Button
          size="compact-xs"
          className={classes.toEnd}
          leftSection={<IconArrowDown size={12} aria-hidden="true" />}
          onClick={toEnd}
        >
          Newest
        </Button>
      )}
    </div>
  );
}

const TONES = 8;

function Text({ text, find }: { readonly text: string; readonly find: string }) {
  const at = find === '' ? -1 : text.toLowerCase().indexOf(find.toLowerCase());
  if (at < 0) {
    return text;
  }
  const end = at + find.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
