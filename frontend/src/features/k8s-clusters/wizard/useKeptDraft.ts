import { useEffect, useRef } from 'react';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';
import { forgetDraft, type SavedDraft, saveDraft } from './draftStore';

/**
 * Keeps a draft in the browser as it is written, so that nothing is lost by leaving or reloading. Where the browser keeps
 * nothing, leaving asks first.
 */
export function useKeptDraft(draft: Omit<SavedDraft, 'at'>) {
  const { context, from, text, autoConnect } = draft;
  const isOver = useRef(false);
  const { hold, ...guard } = useLeaveGuard<'draft'>((_, before, after) => before.pathname !== after.pathname);

  useEffect(() => {
    if (isOver.current) return;
    const at = new Date().toISOString();
    hold('draft', !saveDraft({ context, from, text, autoConnect, at }));
  }, [hold, context, from, text, autoConnect]);

  return {
    ...guard,
    /** The draft has done its work, or is given up. */
    release: () => {
      isOver.current = true;
      hold('draft', false);
      forgetDraft({ context, from });
    },
  };
}
