import { isKnown } from '@/shared/lib/known';
import type { CheckList_CheckFragment } from './CheckList.generated';

type Gap = CheckList_CheckFragment['gaps'][number];

/** Where a check could not be made, and why; nodes with the same reason together. */
export function gapTexts(gaps: readonly Gap[]): readonly string[] {
  const nodes = new Map<string, string[]>();
  for (const { node, namespace, reason } of gaps) {
    const key = JSON.stringify([namespace ?? null, reason]);
    nodes.set(key, [...(nodes.get(key) ?? []), ...(isKnown(node) ? [node] : [])]);
  }
  return [...nodes].map(([key, names]) => {
    const [namespace, reason] = JSON.parse(key) as [string | null, string];
    const place = [
      ...(namespace === null ? [] : [`namespace ${namespace}`]),
      ...(names.length === 0 ? [] : [names.join(', ')]),
    ];
    return `${place.length === 0 ? 'The cluster' : place.join(' on ')}: ${reason}`;
  });
}
