import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * After moving to another page: puts the focus on the page's title, so that a screen reader
 * reads it and Tab goes on from there. Not on the first page, and not when a dialog holds the focus.
 */
export function useArrival(onArrive: () => void): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  const arrived = useEffectEvent(onArrive);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    arrived();
    if (document.querySelector('[role="dialog"]') !== null) return;
    const target = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main');
    if (target && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  }, [pathname]);
}
