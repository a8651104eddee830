/** A file the gateway keeps for an import. */
export type Upload = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly expiresAt: string;
};

const KEY = 'acm.uploads';
const MAX_KEPT = 20;

/** Files sent from this tab that are still kept, the newest first: an import that was tried or stopped goes on with one. */
export function readUploads(nowMs: number): Upload[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter(isUpload).filter(({ expiresAt }) => Date.parse(expiresAt) > nowMs)
      : [];
  } catch {
    // What someone else wrote there is no list of files.
    return [];
  }
}

export function rememberUpload(upload: Upload, nowMs: number): void {
  const uploads = [upload, ...readUploads(nowMs)].slice(0, MAX_KEPT);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(uploads));
  } catch {
    // A full or forbidden storage only costs the shortcut.
  }
}

export function isUpload(value: unknown): value is Upload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'bytes' in value &&
    typeof value.bytes === 'number' &&
    'expiresAt' in value &&
    typeof value.expiresAt === 'string'
  );
}
