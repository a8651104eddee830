/** Longest statement a link carries, in UTF-16 units. */
export const MAX_LINKED = 4_000;

/** The terminal of a connection, with a statement written into its prompt. A link never runs one. */
export function terminalUrl(connectionId: string, statement = ''): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/terminal`;
  return statement === '' ? path : `${path}?${new URLSearchParams({ aql: statement }).toString()}`;
}

/** The statement that an address brings along. */
export function linkedStatement(search: URLSearchParams): string {
  return (search.get('aql') ?? '').slice(0, MAX_LINKED);
}
