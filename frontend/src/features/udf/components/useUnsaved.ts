import { useEffect } from 'react';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';

/** Asks before a text that was typed is thrown away. `let go` before leaving on purpose. */
export function useUnsaved(dirty: boolean) {
  const guard = useLeaveGuard<'text'>((_, from, to) => from.pathname !== to.pathname);
  const { hold } = guard;
  useEffect(() => {
    hold('text', dirty);
    return () => hold('text', false);
  }, [hold, dirty]);
  return { ...guard, letGo: () => hold('text', false) };
}
