import { FILTER } from './inputs';
import { chosen, type Draft, emptyOf, isList, optionOf } from './spec';

/** Groups of a filter: their conditions hold all together, or any of them. */
export const GROUPS: readonly string[] = ['and', 'or'];

export const newCondition = (): Draft => emptyOf(FILTER);

/** A condition turned into one of another kind. What a group would hold stays in it. */
export function turned(draft: Draft, kind: string): Draft {
  const old = chosen(FILTER, draft);
  if (old === null) {
    return optionOf(FILTER, kind);
  }
  const isGroup = GROUPS.includes(old.name);
  const inner: readonly Draft[] = isGroup && isList(old.inner) ? old.inner : [];
  if (GROUPS.includes(kind)) {
    return { [kind]: isGroup ? inner : old.name === 'not' ? [old.inner] : [draft] };
  }
  if (kind === 'not') {
    return { not: inner.length === 1 && inner[0] !== undefined ? inner[0] : draft };
  }
  return optionOf(FILTER, kind);
}

/** A filter with one more condition; a lone one becomes a group. */
export function extended(draft: Draft | null, more: Draft): Draft {
  if (draft === null) {
    return more;
  }
  const old = chosen(FILTER, draft);
  return old !== null && GROUPS.includes(old.name) && isList(old.inner)
    ? { [old.name]: [...old.inner, more] }
    : { and: [draft, more] };
}
