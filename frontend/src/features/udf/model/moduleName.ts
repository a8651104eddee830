/** Bytes of a module's name, by the server. */
const MAX_NAME = 127;

/** Bytes of a module's text, by the API. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** Why a name cannot be that of a module, or null. */
export function moduleNameProblem(name: string): string | null {
  if (name === '') {
    return 'Enter a name, such as counters.lua.';
  }
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
    return 'A name has letters, digits, "_", "-" and "." only.';
  }
  if (!name.endsWith('.lua') || name === '.lua') {
    return 'A name ends with .lua.';
  }
  return name.length > MAX_NAME ? `A name has at most ${String(MAX_NAME)} letters.` : null;
}

/** Why a text cannot be put, as far as that is known without reading it as Lua; or null. */
export function sourceProblem(text: string): string | null {
  if (text.trim() === '') {
    return 'Enter the module’s text.';
  }
  return new TextEncoder().encode(text).length > MAX_SOURCE_BYTES ? 'A module has at most 1 MiB.' : null;
}

export type ReadFile =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** A file that was chosen, as a module. */
export async function readModuleFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<ReadFile> {
  if (file.size > MAX_SOURCE_BYTES) {
    return { ok: false, problem: `${file.name} is larger than 1 MiB, which no module may be.` };
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { ok: false, problem: `${file.name} cannot be read. It may have been moved or changed.` };
  }
  const text = utf8Text(new Uint8Array(bytes));
  return text === null
    ? { ok: false, problem: `${file.name} is not UTF-8 text. The API takes such a module as bytes.` }
    : { ok: true, name: file.name, text };
}

function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
