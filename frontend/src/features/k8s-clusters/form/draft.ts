import { parseResource, rewrite, type TextProblem, toYaml } from './document';
import type { Resource } from './resource';

/** A resource that is being written, by a form and as text. */
export type Draft = {
  /** As the editor of YAML shows it. */
  readonly text: string;
  /** As forms show it: that of the text, or of the last text that could be read. */
  readonly resource: Resource;
  /** Why the text cannot be read, if so. */
  readonly problem: TextProblem | null;
  /** The resource before the form changed it: what was empty there stays when the form takes away what it made. */
  readonly original: Resource;
};

export function newDraft(resource: Resource): Draft {
  return { text: toYaml(resource), resource, problem: null, original: resource };
}

/** Takes what was typed as YAML. A text that cannot be read leaves the resource as it was. */
export function withText(draft: Draft, text: string): Draft {
  if (text === draft.text) return draft;
  const parsed = parseResource(text);
  return parsed.ok
    ? { text, resource: parsed.value, problem: null, original: parsed.value }
    : { ...draft, text, problem: parsed.problem };
}

/** Takes a change by the form. A text that cannot be read is replaced: the form shows what counts. */
export function withResource(draft: Draft, resource: Resource): Draft {
  if (resource === draft.resource) return draft;
  const text = draft.problem === null ? rewrite(draft.text, resource) : toYaml(resource);
  return { ...draft, text, resource, problem: null };
}
