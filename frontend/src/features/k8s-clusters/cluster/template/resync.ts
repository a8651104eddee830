import { isBehind } from './syncWords';
import type { TemplateUse } from './useTemplate';

/** What became of asking for the resync of a cluster. */
export type Asked = { readonly problem: string | null };

export type ResyncStage =
  | { readonly kind: 'refused'; readonly reason: string }
  /** Asked for; the operator has not copied the template yet. */
  | { readonly kind: 'waiting' }
  /** Copied, and the operator is at work on what follows. */
  | { readonly kind: 'changing'; readonly phase: string }
  | { readonly kind: 'done' };

/** What the operator calls the state in which it has nothing left to do. */
const AT_REST = 'Completed';

/** How far the resync of a cluster has come, by what the feed says of it. */
export function resyncStage(use: TemplateUse, { problem }: Asked): ResyncStage {
  if (problem !== null) {
    return { kind: 'refused', reason: problem };
  }
  if (isBehind(use)) {
    return { kind: 'waiting' };
  }
  const { phase } = use;
  return typeof phase === 'string' && phase !== AT_REST ? { kind: 'changing', phase } : { kind: 'done' };
}

/** Whether nothing more is to come of it. */
export function isOver({ kind }: ResyncStage): boolean {
  return kind === 'done' || kind === 'refused';
}
