import type { RecordQueryInput } from '@/gql/schema';

/** What a program sends to ask the same. */
export type Request = { readonly document: string; readonly variables: Readonly<Record<string, unknown>> };

const RECORD = `    records {
      key { namespace set digest userKey { type value } }
      bins
      generation
      ttl { never seconds }
    }`;

const STREAM = `subscription QueryStream($query: RecordQueryInput!, $limit: Int64) {
  queryStream(query: $query, limit: $limit) {
${RECORD}
    endCursor
    isLast
    progress { partitionsDone partitionsTotal returned }
  }
}`;

const PAGE = `query QueryRecords($query: RecordQueryInput!, $first: Int!, $after: Cursor) {
  queryRecords(query: $query, first: $first, after: $after) {
${RECORD}
    pageInfo { hasNextPage endCursor }
  }
}`;

const BY_KEYS = `query RecordsByKeys($connectionId: ID!, $keys: [RecordKeyInput!]!, $bins: [BinName!]) {
  recordsByKeys(connectionId: $connectionId, keys: $keys, bins: $bins) {
    record {
      key { namespace set digest userKey { type value } }
      bins
      generation
      ttl { never seconds }
    }
    problem { code message }
  }
}`;

/** Most records of one page. */
const MAX_PAGE = 1000;

export function streamRequest(query: RecordQueryInput, limit: string | null): Request {
  return { document: STREAM, variables: { query, ...(limit !== null && { limit }) } };
}

/** The first page, since one request has one answer; the next begins at its `endCursor`. */
export function pageRequest(query: RecordQueryInput, limit: string | null): Request {
  const first = limit === null || BigInt(limit) > MAX_PAGE ? MAX_PAGE : Number(limit);
  return { document: PAGE, variables: { query, first } };
}

export function keysRequest(variables: Readonly<Record<string, unknown>>): Request {
  return { document: BY_KEYS, variables };
}

/** The request as a command of a POSIX shell. */
export function curlText({ document, variables }: Request, origin: string): string {
  const body = JSON.stringify({ query: document.replace(/\s+/g, ' '), variables });
  return [
    `curl ${quoted(`${origin}/graphql`)} \\`,
    `  -H 'content-type: application/json' \\`,
    `  --data-binary ${quoted(body)}`,
    '',
  ].join('\n');
}

/** One word of a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
