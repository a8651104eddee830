import { emptyImport, type ImportDraft } from './importDraft';
import { isUpload } from './uploads';

/** What an import was asked for, so that it can go on where it was stopped. */
export type KeptImport = { readonly namespace: string; readonly draft: ImportDraft };

const KEY = 'acm.imports';
const MAX_KEPT = 20;

/** What the import of a job was asked for; null when another tab asked, or its file is kept no longer. */
export function readImport(jobId: string, nowMs: number): KeptImport | null {
  const found = readAll()[jobId];
  if (!isObject(found) || typeof found.namespace !== 'string' || !isObject(found.draft)) {
    return null;
  }
  const { file } = found.draft;
  if (!isUpload(file) || Date.parse(file.expiresAt) <= nowMs) {
    return null;
  }
  return { namespace: found.namespace, draft: { ...emptyImport(null), ...found.draft, file } };
}

export function rememberImport(jobId: string, kept: KeptImport): void {
  const others = Object.entries(readAll()).filter(([id]) => id !== jobId);
  const all = [...others.slice(1 - MAX_KEPT), [jobId, kept]];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(all)));
  } catch {
    // A full or forbidden storage only costs the shortcut.
  }
}

function readAll(): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return isObject(stored) ? stored : {};
  } catch {
    // What someone else wrote there is no import.
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
