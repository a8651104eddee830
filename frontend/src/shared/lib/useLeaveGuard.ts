import { useCallback, useEffect, useRef } from 'react';
import { type Location, useBlocker } from 'react-router';

/** What is lost, or cut short, by leaving. Leaving asks first, however it happens. */
export type LeaveGuard<What extends string> = {
  readonly hold: (what: What, held: boolean) => void;
  readonly holds: (what: What) => boolean;
  /** Someone wants to leave, and is asked. */
  readonly asking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
};

/**
 * Guards what is held against links, Back and Forward, which can be asked about in the page, and against closing or
 * reloading the tab, where the browser asks. `leaves` tells which ways lead away from it. A page has one guard at most: the
 * router asks only one.
 */
export function useLeaveGuard<What extends string>(
  leaves: (what: What, from: Location, to: Location) => boolean,
): LeaveGuard<What> {
  // A save lets go and leaves in one step, so the newest word counts, not the one last drawn.
  const held = useRef<ReadonlySet<What>>(new Set());
  const blocker = useBlocker(({ currentLocation, nextLocation }) =>
    [...held.current].some((what) => leaves(what, currentLocation, nextLocation)),
  );

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (held.current.size > 0) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  return {
    hold: useCallback((what: What, isHeld: boolean) => {
      const others = [...held.current].filter((other) => other !== what);
      held.current = new Set(isHeld ? [...others, what] : others);
    }, []),
    holds: useCallback((what: What) => held.current.has(what), []),
    asking: blocker.state === 'blocked',
    stay: () => blocker.reset?.(),
    leave: () => {
      held.current = new Set();
      blocker.proceed?.();
    },
  };
}
