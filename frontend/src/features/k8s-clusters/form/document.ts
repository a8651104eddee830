import { type Document, LineCounter, parseDocument, stringify, visit } from 'yaml';
import { isList, isObject, type Json, type Resource, sameJson } from './resource';
import type { Path } from './path';

/** What is wrong with a text, and where, from 1. */
export type TextProblem = { readonly line: number; readonly column: number; readonly message: string };

export type ParsedText<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: TextProblem };

/** Long lines stay whole: folding them makes them hard to compare. */
const STYLE = { lineWidth: 0 } as const;

/** Reads one YAML document, of which JSON is a part. */
export function parseYaml(text: string): ParsedText<Json> {
  const { document, problem } = read(text);
  if (problem !== null) return { ok: false, problem };
  try {
    return { ok: true, value: (document.toJS() ?? null) as Json };
  } catch (cause) {
    // An alias of nothing, or too many of them.
    return {
      ok: false,
      problem: { line: 1, column: 1, message: cause instanceof Error ? cause.message : '' },
    };
  }
}

/** The same for a whole resource. */
export function parseResource(text: string): ParsedText<Resource> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  return isObject(parsed.value)
    ? { ok: true, value: parsed.value }
    : {
        ok: false,
        problem: {
          line: 1,
          column: 1,
          message: 'A resource is an object with apiVersion, kind, metadata and spec.',
        },
      };
}

export function toYaml(value: Json): string {
  return stringify(value, STYLE);
}

/** The text with what differs from `value` changed, and its comments and order kept. */
export function rewrite(text: string, value: Resource): string {
  const { document, problem } = read(text);
  if (problem !== null || hasAliases(document)) return toYaml(value);
  const before = document.toJS() as Json;
  if (!isObject(before)) return toYaml(value);
  reconcile(document, [], before, value);
  return sameJson(document.toJS() as Json, value) ? document.toString(STYLE) : toYaml(value);
}

function reconcile(document: Document, path: Path, before: Json | undefined, after: Json): void {
  if (sameJson(before, after)) return;
  if (isObject(before) && isObject(after) && Object.keys(before).length > 0) {
    for (const key of Object.keys(before)) {
      if (!Object.hasOwn(after, key)) document.deleteIn([...path, key]);
    }
    for (const [key, value] of Object.entries(after)) {
      reconcile(document, [...path, key], Object.hasOwn(before, key) ? before[key] : undefined, value);
    }
  } else if (isList(before) && isList(after) && before.length > 0) {
    const kept = keptEntries(before, after);
    before.forEach((_, index) => {
      const at = before.length - 1 - index;
      if (!kept.includes(at)) document.deleteIn([...path, at]);
    });
    after.forEach((value, index) => {
      const held = kept[index];
      reconcile(document, [...path, index], held === undefined ? undefined : before[held], value);
    });
  } else {
    // A bare scalar is put into the node that is there, whose comment stays.
    document.setIn(path, typeof after === 'object' ? document.createNode(after) : after);
  }
}

/** Which entries of a list stay when it becomes shorter: those that are the same, so that each keeps its comments. */
function keptEntries(before: readonly Json[], after: readonly Json[]): readonly number[] {
  const surplus = before.length - after.length;
  if (surplus <= 0) return before.map((_, index) => index);
  const kept: number[] = [];
  before.forEach((value, index) => {
    const mayDrop = index - kept.length < surplus;
    if (kept.length < after.length && (!mayDrop || sameJson(value, after[kept.length]))) kept.push(index);
  });
  return kept;
}

function read(text: string): { readonly document: Document; readonly problem: TextProblem | null } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error === undefined) return { document, problem: null };
  const { line, col } = lineCounter.linePos(error.pos[0]);
  return { document, problem: { line, column: col, message: error.message } };
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
