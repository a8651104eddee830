import type { IndexCollection, IndexContext, IndexType } from '@/gql/schema';
import { COLLECTION_LABELS, TYPE_LABELS } from '../../indexes/model/indexWords';
import { isKnown } from '@/shared/lib/known';

type IndexLike = {
  readonly bin?: string | null;
  readonly type?: IndexType | null;
  readonly collection?: IndexCollection | null;
  readonly context?: Pick<IndexContext, 'text'> | null;
};

/** "age (integer, the value itself)" */
export function indexText(index: IndexLike): string {
  return `${index.bin ?? 'an expression'} (${heldText(index)})`;
}

/** "text, elements of a list at map key "tags"" */
export function heldText({ type, collection, context }: Omit<IndexLike, 'bin'>): string {
  const what = isKnown(type) ? TYPE_LABELS[type] : 'unknown type';
  const of = isKnown(collection) ? `${what}, ${COLLECTION_LABELS[collection]}` : what;
  return isKnown(context) ? `${of} at ${context.text ?? 'a way this page does not understand'}` : of;
}
