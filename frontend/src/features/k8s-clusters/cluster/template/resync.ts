import { obstacleText } from './syncWords';
import type { TemplateUse } from './useTemplate';

/** What became of asking for the resync of a cluster. */
export type Asked = { readonly problem: string | null };

export type ResyncStage =
  | { readonly kind: 'refused'; readonly reason: string }
  /** Asked for; the operator has not copied the template yet. */
  | { readonly kind: 'waiting' }
  /** The operator heeds nothing of the cluster until somebody helps. */
  | { readonly kind: 'held'; readonly reason: string }
  /** Copied, and the operator is at work on what follows. */
  | { readonly kind: 'changing'; readonly phase: string | null }
  | { readonly kind: 'done' };

/** How far the resync of a cluster has come, by what the feed says of it. */
export function resyncStage(
  { resync, obstacle, phase }: Pick<TemplateUse, 'resync' | 'obstacle' | 'phase'>,
  { problem }: Asked,
): ResyncStage {
  if (problem !== null) {
    return { kind: 'refused', reason: problem };
  }
  switch (resync) {
    case 'DONE':
      return { kind: 'done' };
    case 'APPLYING':
      return { kind: 'changing', phase: phase ?? null };
    case 'HELD':
      return { kind: 'held', reason: obstacleText(obstacle ?? '') };
    default:
      // `BEHIND` is what the feed said before it heard of the asking.
      return { kind: 'waiting' };
  }
}

/** Whether nothing more is to come of it by itself. */
export function isOver({ kind }: ResyncStage): boolean {
  return kind === 'done' || kind === 'refused' || kind === 'held';
}
