import { useEffect } from 'react';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';

/** Asks before an edit is thrown away by leaving the page. `letGo` before leaving on purpose. */
export function useUnsaved(dirty: boolean) {
  const guard = useLeaveGuard<'edit'>((_, from, to) => from.pathname !== to.pathname);
  const { hold } = guard;
  useEffect(() => {
    hold('edit', dirty);
    return () => hold('edit', false);
  }, [hold, dirty]);
  return { ...guard, letGo: () => hold('edit', false) };
}
