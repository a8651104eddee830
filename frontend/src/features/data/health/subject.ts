import { isKnown } from '@/shared/lib/known';
import { indexesUrl } from '../indexes/urls';
import { nodesUrl } from '../nodes/urls';
import { namespaceUrl, recordsUrl } from '../urls';
import type { FindingCard_FindingFragment } from './FindingCard.generated';

type Subject = FindingCard_FindingFragment['subject'];

/** What a finding is about, in words, and where it is shown; null where it has no page of its own. */
export function subjectOf(
  connectionId: string,
  subject: Subject,
): { readonly text: string; readonly to: string | null } {
  const { kind, node, namespace, set, index } = subject;
  const place = [namespace, set].filter(isKnown).join('.');
  switch (kind) {
    case 'CLUSTER':
      return { text: 'Cluster', to: null };
    case 'NODE':
      return { text: `Node ${node ?? ''}`, to: nodesUrl(connectionId) };
    case 'NAMESPACE':
      return { text: `Namespace ${place}`, to: namespaceUrl(connectionId, namespace ?? '') };
    case 'SET':
      return { text: `Set ${place}`, to: recordsUrl(connectionId, namespace ?? '', set ?? null) };
    case 'INDEX':
      return {
        text: `Index ${index ?? ''} on ${place}`,
        to: indexesUrl(connectionId, { open: { namespace: namespace ?? '', name: index ?? '' } }),
      };
    default:
      return kind satisfies never;
  }
}
