import type { IndexConditionInput, RecordQueryInput } from '@/gql/schema';
import type { KeyRef } from '../../model/recordKey';

/** A statement of AQL, as far as AQL has words for a query, and what it has none for. */
export type Aql = { readonly text: string; readonly missing: readonly string[] };

/** The query as AQL. What is in `missing` is not asked for by the statement, which then finds other records. */
export function aqlOf(query: RecordQueryInput, limit: string | null): Aql {
  const missing: string[] = [];
  const { index, filter } = query;
  const clauses = [`SELECT ${binsText(query, missing)} FROM ${placeText(query, missing)}`];
  if (index !== undefined && index !== null) {
    const predicate = predicateText(index.is, missing);
    if (index.index !== undefined && index.index !== null) {
      missing.push('An index by its name: AQL names the bin.');
    } else if (predicate !== null) {
      const collection = index.collection ?? 'NONE';
      const source = collection === 'NONE' ? '' : `IN ${collection} `;
      clauses.push(`${source}WHERE ${nameText(index.bin ?? '', missing)} ${predicate}`);
    }
    if ((index.context ?? []).length > 0) {
      missing.push('The way to an index within lists and maps (its context).');
    }
  }
  if (filter !== undefined && filter !== null) {
    missing.push('The filter: AQL has no server-side expressions of this kind.');
  }
  if (limit !== null) {
    clauses.push(`LIMIT ${limit}`);
  }
  return { text: clauses.join(' '), missing };
}

/** Statements that read records by their keys, one for each. */
export function aqlOfKeys(
  place: Pick<RecordQueryInput, 'namespace' | 'set' | 'bins' | 'metadataOnly'>,
  keys: readonly KeyRef[],
): Aql {
  const missing: string[] = [];
  const head = `SELECT ${binsText(place, missing)} FROM ${placeText(place, missing)} WHERE`;
  const lines = keys.flatMap(({ kind, value }) => {
    switch (kind) {
      case 'int':
        return [`${head} PK = ${value}`];
      case 'string':
        return [`${head} PK = ${literal(value, missing)}`];
      case 'digest':
        return [`${head} DIGEST = '${value.toUpperCase()}'`];
      case 'bytes':
        missing.push('Keys that are bytes.');
        return [];
    }
  });
  return { text: lines.join('\n'), missing: [...new Set(missing)] };
}

function binsText(
  { bins, metadataOnly }: Pick<RecordQueryInput, 'bins' | 'metadataOnly'>,
  missing: string[],
) {
  if (metadataOnly === true || bins?.length === 0) {
    missing.push('Metadata without bins.');
    return '*';
  }
  return bins?.map((bin) => nameText(bin, missing)).join(', ') ?? '*';
}

function placeText(
  { namespace, set }: Pick<RecordQueryInput, 'namespace' | 'set'>,
  missing: string[],
): string {
  const names = set === undefined || set === null ? [namespace] : [namespace, set];
  return names.map((name) => nameText(name, missing)).join('.');
}

function nameText(name: string, missing: string[]): string {
  if (!/^[\w-]+$/.test(name)) {
    missing.push(`A name such as ${JSON.stringify(name)}.`);
  }
  return name;
}

function predicateText(is: IndexConditionInput, missing: string[]): string | null {
  if (is.int !== undefined) {
    return `= ${is.int}`;
  }
  if (is.intRange !== undefined) {
    return `BETWEEN ${is.intRange.from} AND ${is.intRange.to}`;
  }
  if (is.string !== undefined) {
    return `= ${literal(is.string, missing)}`;
  }
  if (is.within !== undefined) {
    return `WITHIN CAST(${literal(is.within, missing)} AS GEOJSON)`;
  }
  if (is.containing !== undefined) {
    return `CONTAINS CAST(${literal(is.containing, missing)} AS GEOJSON)`;
  }
  missing.push('A predicate on bytes.');
  return null;
}

/** A text between quotes; AQL reads no escapes, so one that holds both kinds of quotes has no words. */
function literal(text: string, missing: string[]): string {
  const quote = text.includes("'") ? '"' : "'";
  if (text.includes(quote) || /[\r\n]/.test(text)) {
    missing.push('A text with both kinds of quotes, or with line breaks.');
  }
  return `${quote}${text}${quote}`;
}
