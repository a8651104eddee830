import { useCallback, useEffect, useRef } from 'react';
import { type Location, useBlocker } from 'react-router';
import { readRecordsView } from '../../urls';

/** What keeps an edit from being lost by accident: leaving asks first, however it happens. */
export type UnsavedGuard = {
  readonly setDirty: (dirty: boolean) => void;
  readonly isDirty: () => boolean;
  /** Someone wants to leave, and is asked. */
  readonly asking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
};

/**
 * Guards an edit against links, Back and Forward, which can be asked about in the page, and against closing or reloading the
 * tab, where the browser asks. Turning pages beside the open record loses nothing and is not asked about.
 */
export function useUnsavedGuard(): UnsavedGuard {
  // A save makes the form clean and leaves in one step, so the newest word counts, not the one last drawn.
  const dirty = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty.current && openOf(currentLocation) !== openOf(nextLocation),
  );

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (dirty.current) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  return {
    setDirty: useCallback((next: boolean) => {
      dirty.current = next;
    }, []),
    isDirty: useCallback(() => dirty.current, []),
    asking: blocker.state === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => {
      dirty.current = false;
      blocker.proceed?.();
    },
  };
}

/** The record a location shows in the editor, and where. */
function openOf({ pathname, search }: Location): string {
  return JSON.stringify([pathname, readRecordsView(new URLSearchParams(search)).open]);
}
