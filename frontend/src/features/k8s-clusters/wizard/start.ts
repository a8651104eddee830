import { parseResource, toYaml } from '../form/document';
import { get, isObject, set } from '../form/resource';
import { KIND } from './blank';

/** What a new cluster begins with, as `from` of an address says it. */
export type Start =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'yaml' }
  | { readonly kind: 'template'; readonly name: string }
  | { readonly kind: 'clone'; readonly namespace: string; readonly name: string };

export function parseStart(from: string | null): Start | null {
  if (from === 'scratch' || from === 'yaml') return { kind: from };
  const [, kind, rest = ''] = /^(template|clone):(.+)$/.exec(from ?? '') ?? [];
  if (kind === 'template') return { kind, name: rest };
  const [namespace = '', name = ''] = rest.split('/');
  return kind === 'clone' && namespace !== '' && name !== '' ? { kind, namespace, name } : null;
}

export function formatStart(start: Start): string {
  switch (start.kind) {
    case 'template':
      return `template:${start.name}`;
    case 'clone':
      return `clone:${start.namespace}/${start.name}`;
    default:
      return start.kind;
  }
}

/** In words, after “from”. */
export function describeStart(from: string): string {
  const start = parseStart(from);
  switch (start?.kind) {
    case 'template':
      return `template ${start.name}`;
    case 'clone':
      return `cluster ${start.namespace}/${start.name}`;
    case 'yaml':
      return 'YAML';
    default:
      return 'scratch';
  }
}

/** A resource that somebody brings, with what a new cluster needs; its own text where nothing is missing. */
export function adopt(text: string, namespace: string): string {
  const parsed = parseResource(text);
  if (!parsed.ok) return text;
  const { value } = parsed;
  const named = isObject(value.metadata) && get(value, ['metadata', 'namespace']) !== undefined;
  const kinded = value.apiVersion !== undefined && value.kind !== undefined;
  if (named && kinded) return text;
  const whole = { ...KIND, ...value };
  return toYaml(named ? whole : set(whole, ['metadata', 'namespace'], namespace));
}
