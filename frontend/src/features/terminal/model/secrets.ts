import type { AqlStatementKind } from '@/gql/schema';

const SECRET_KINDS: ReadonlySet<AqlStatementKind> = new Set(['CREATE_USER', 'SET_PASSWORD']);

/** How the gateway writes a password. */
const HIDDEN = '***';

type Told = { readonly kind?: AqlStatementKind | null; readonly text?: string | null };

/** Whether a statement holds a password, its own or that of one it explains. Where that cannot be told, it does. */
export function holdsSecret({ kind, text }: Told): boolean {
  return !kind || !text || SECRET_KINDS.has(kind) || text.includes(HIDDEN);
}
