import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { isKnown } from '@/shared/lib/known';
import { type Draft, withResource } from './draft';
import { formatPath, isWithin, parsePath } from './path';
import { getAt, isEmptyIn, type Json, remove, type Resource, sameJson, set } from './resource';

/** What is wrong with a field, or worth knowing about it. */
export type FieldNote = {
  /** As the server spells it: `spec.storage.volumes[0].source`. Null when it names no field. */
  readonly field?: string | null | undefined;
  readonly message: string;
};

type FormScope = {
  readonly draft: Draft;
  /** Takes a change of the newest draft. */
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly refusals: readonly FieldNote[];
  readonly warnings: readonly FieldNote[];
  /** The Kubernetes context whose namespaces, nodes and storage classes are offered; null for the first. */
  readonly context: string | null;
  /** Whether the resource does not exist yet: what cannot change later can be chosen. */
  readonly isNew: boolean;
};

const Scope = createContext<FormScope | null>(null);

/** A form of one resource: every field in it reads and writes a path of the draft, and shows what was said of that path. */
export function ResourceForm({ children, ...scope }: FormScope & { readonly children: ReactNode }) {
  const { draft, onDraft, refusals, warnings, context, isNew } = scope;
  const value = useMemo(
    () => ({ draft, onDraft, refusals, warnings, context, isNew }),
    [draft, onDraft, refusals, warnings, context, isNew],
  );
  return <Scope value={value}>{children}</Scope>;
}

const Staying = createContext<readonly string[]>([]);

/** Keeps the object at a path while its fields are drawn: it was chosen, and is not gone when the last of them is emptied. */
export function Stays({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  const above = useContext(Staying);
  const value = useMemo(() => [...above, at], [above, at]);
  return <Staying value={value}>{children}</Staying>;
}

export type ResourceAccess = {
  readonly resource: Resource;
  readonly get: (at: string) => Json | undefined;
  /** Undefined takes the field away, and what is left empty by that. */
  readonly put: (at: string, value: Json | undefined) => void;
  /** What is refused at these paths or within them. */
  readonly refusalsIn: (paths: readonly string[]) => readonly FieldNote[];
  readonly warningsIn: (paths: readonly string[]) => readonly FieldNote[];
  readonly context: string | null;
  readonly isNew: boolean;
};

export function useResource(): ResourceAccess {
  const scope = useContext(Scope);
  const stays = useContext(Staying);
  if (scope === null) throw new Error('Fields of a resource stand in a <ResourceForm>.');
  const { draft, onDraft, refusals, warnings, context, isNew } = scope;
  return {
    resource: draft.resource,
    get: (at) => getAt(draft.resource, at),
    put: (at, value) => onDraft((newest) => putAt(newest, at, value, stays)),
    refusalsIn: (paths) => notesIn(refusals, paths),
    warningsIn: (paths) => notesIn(warnings, paths),
    context,
    isNew,
  };
}

export function notesIn(notes: readonly FieldNote[], paths: readonly string[]): readonly FieldNote[] {
  return notes.filter(({ field }) => isKnown(field) && paths.some((path) => isWithin(field, path)));
}

/** The draft with a value at a path; undefined takes it away, and what is left empty by that outside of `stays`. */
export function putAt(
  draft: Draft,
  at: string,
  value: Json | undefined,
  stays: readonly string[] = [],
): Draft {
  const path = parsePath(at);
  if (sameJson(getAt(draft.resource, at), value)) return draft;
  if (value !== undefined) return withResource(draft, set(draft.resource, path, value));
  const wasEmpty = isEmptyIn(draft.original);
  return withResource(
    draft,
    remove(draft.resource, path, (above) => wasEmpty(above) || stays.includes(formatPath(above))),
  );
}
