import { FILTER, INDEX } from './inputs';
import type { QueryDraft } from './queryDraft';
import { chosen, type Draft, isList, isObject, type Spec } from './spec';

/** Longest line that stands for a query in a list. */
const MAX_LENGTH = 160;

/** A query in a line: "test.users where age ≥ 30 and name matches ^A". */
export function queryWords(draft: QueryDraft): string {
  const place = draft.set === '' ? draft.namespace : `${draft.namespace}.${draft.set}`;
  const index = draft.way === 'index' ? [words(INDEX, draft.index)] : [];
  const filter = draft.filter === null ? [] : [words(FILTER, draft.filter)];
  const conditions = [...index, ...filter].join(' and ');
  const text = conditions === '' ? `${place}, all records` : `${place} where ${conditions}`;
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

/** Options whose name says no more than what is in them. */
const SILENT = new Set(['bin', 'metadata', 'compare', 'string', 'int', 'float', 'bytes', 'geo', 'value']);

function words(spec: Spec, draft: Draft): string {
  switch (spec.kind) {
    case 'text':
      return typeof draft === 'string' ? draft : '';
    case 'flag':
      return draft === true ? spec.yes : spec.no;
    case 'enum':
      return draft === 'NONE' ? '' : (spec.choices.find(({ value }) => value === draft)?.label ?? '');
    case 'words':
      return '';
    case 'list':
      return isList(draft) ? draft.map((item) => words(spec.of(), item)).join(', ') : '';
    case 'object':
      return isObject(draft)
        ? spec.fields
            .map(({ name, spec: of }) => (draft[name] === undefined ? '' : words(of(), draft[name])))
            .filter((part) => part !== '')
            .join(' ')
        : '';
    case 'oneOf':
      return optionWords(spec, draft);
  }
}

function optionWords(spec: Spec & { kind: 'oneOf' }, draft: Draft): string {
  const one = chosen(spec, draft);
  if (one === null) {
    return '';
  }
  const inner = one.option.spec();
  if ((one.name === 'and' || one.name === 'or') && isList(one.inner)) {
    return `(${one.inner.map((item) => words(FILTER, item)).join(` ${one.name} `)})`;
  }
  const rest = words(inner, one.inner);
  return SILENT.has(one.name) ? rest : `${one.option.label} ${rest}`.trim();
}
