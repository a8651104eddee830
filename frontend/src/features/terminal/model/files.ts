import type { AqlFileInput } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';

/** Bytes of a text or file that the gateway takes. */
export const MAX_FILE_BYTES = 1024 * 1024;
/** Files that go with a text. */
export const MAX_FILES = 32;

/** The text of a file; refused when it is too long or is no text. */
export async function readTextFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<Result<string>> {
  if (file.size > MAX_FILE_BYTES) {
    return failed(`${file.name} is longer than 1 MiB.`);
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return failed(`${file.name} is no UTF-8 text.`);
  }
}

/** The files with one more; one of the same name is replaced. */
export function withFile(
  files: readonly AqlFileInput[],
  file: AqlFileInput,
): Result<readonly AqlFileInput[]> {
  const others = files.filter(({ name }) => name !== file.name);
  return others.length < MAX_FILES
    ? ok([...others, file])
    : failed(`${file.name} is left out: at most ${MAX_FILES} files go along.`);
}
