import { TEMPLATES_PATH, type TemplateRef } from '@/features/k8s-clusters';

/** Addresses of the pages that make and change templates; `templateUrl` of the clusters' feature is that of one. */

export const CONTEXT_PARAM = 'context';
/** The template a new one begins as a copy of. */
export const FROM_PARAM = 'from';

export function editTemplateUrl({ context, name }: TemplateRef): string {
  return withParams(`${TEMPLATES_PATH}/${encodeURIComponent(name)}/edit`, { [CONTEXT_PARAM]: context });
}

/** A new template, empty or as a copy. */
export function newTemplateUrl(context?: string | null, from?: string): string {
  return withParams(`${TEMPLATES_PATH}/new`, { [CONTEXT_PARAM]: context, [FROM_PARAM]: from });
}

function withParams(path: string, params: Readonly<Record<string, string | null | undefined>>): string {
  const said = Object.entries(params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}
