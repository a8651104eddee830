import { Mark } from '@/shared/ui/Mark';
import { syncWords } from './syncWords';

/** How far a cluster is from its template. */
export function SyncMark({ use }: { readonly use: Parameters<typeof syncWords>[0] }) {
  const { color, text, hint } = syncWords(use);
  return (
    <Mark color={color} title={hint}>
      {text}
    </Mark>
  );
}
