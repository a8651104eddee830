/** Addresses of the templates of Aerospike clusters, relative to the router's root. */

export const TEMPLATES_PATH = '/k8s/templates';
export const NEW_TEMPLATE_PATH = `${TEMPLATES_PATH}/new`;

export const CONTEXT_PARAM = 'context';
/** The template a new one begins as a copy of. */
export const FROM_PARAM = 'from';

export type TemplateRef = {
  /** Left out where there is one. */
  readonly context?: string | null | undefined;
  readonly name: string;
};

export function templateUrl({ context, name }: TemplateRef): string {
  return withParams(`${TEMPLATES_PATH}/${encodeURIComponent(name)}`, { [CONTEXT_PARAM]: context });
}

export function editTemplateUrl({ context, name }: TemplateRef): string {
  return withParams(`${TEMPLATES_PATH}/${encodeURIComponent(name)}/edit`, { [CONTEXT_PARAM]: context });
}

/** A new template, empty or as a copy. */
export function newTemplateUrl(context?: string | null, from?: string): string {
  return withParams(NEW_TEMPLATE_PATH, { [CONTEXT_PARAM]: context, [FROM_PARAM]: from });
}

function withParams(path: string, params: Readonly<Record<string, string | null | undefined>>): string {
  const said = Object.entries(params).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined,
  );
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}
