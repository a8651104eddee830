import { isKnown } from '@/shared/lib/known';
import { csvText, withoutFormula } from './csv';
import { keyRefOf } from './recordKey';
import { type AerospikeValue, type Bins, classify, ownValue } from './value';

/** A record as exports take it: what the fragments select. */
export type ExportedRecord = {
  readonly key: {
    readonly namespace: string;
    readonly set?: string | null;
    readonly digest: string;
    readonly userKey?: { readonly type: 'INT' | 'STRING' | 'BYTES'; readonly value: string } | null;
  };
  readonly bins: Bins;
  readonly generation: number;
  readonly ttl: {
    readonly never: boolean;
    readonly seconds?: number | null;
    readonly expiresAt?: string | null;
  };
  readonly lastUpdate?: string | null;
};

export type ExportFormat = 'json' | 'csv';

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
};

/**
 * Records as a JSON array. Keys carry their type and values their tags, as in the API: what is read back is what was there.
 */
export function toJson(records: readonly ExportedRecord[]): string {
  const lines = records.map((record) =>
    JSON.stringify({
      key: {
        namespace: record.key.namespace,
        ...(record.key.set !== undefined && { set: record.key.set }),
        digest: record.key.digest,
        userKey: userKeyOf(record),
      },
      generation: record.generation,
      ttl: {
        never: record.ttl.never,
        seconds: record.ttl.seconds ?? null,
        expiresAt: record.ttl.expiresAt ?? null,
      },
      lastUpdate: record.lastUpdate ?? null,
      bins: record.bins,
    }),
  );
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}

function userKeyOf({ key: { userKey } }: ExportedRecord) {
  return isKnown(userKey) ? { type: userKey.type, value: userKey.value } : null;
}

const KEY_CELLS = ['namespace', 'set', 'keyType', 'key', 'digest', 'generation', 'expiresAt', 'lastUpdate'];

/**
 * Records as CSV, one column a bin in the order given. Every digit of a number is written; bytes are base64, lists and maps
 * JSON; an absent bin is an empty cell. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function toCsv(records: readonly ExportedRecord[], bins: readonly string[]): string {
  const header = [...KEY_CELLS, ...bins.map(withoutFormula)];
  const rows = records.map((record) => {
    const key = keyRefOf(record.key);
    return [
      withoutFormula(record.key.namespace),
      withoutFormula(record.key.set ?? ''),
      key.kind,
      // An integer is a number and stays one.
      key.kind === 'int' ? key.value : withoutFormula(key.value),
      record.key.digest,
      String(record.generation),
      record.ttl.never ? 'never' : (record.ttl.expiresAt ?? ''),
      record.lastUpdate ?? '',
      ...bins.map((bin) => cellText(ownValue(record.bins, bin))),
    ];
  });
  return csvText([header, ...rows]);
}

function cellText(value: AerospikeValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  const typed = classify(value);
  switch (typed.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return typed.value ? 'true' : 'false';
    case 'int':
      return typed.digits;
    case 'float':
    case 'string':
    case 'geoJson':
      return withoutFormula(typed.text);
    case 'bytes':
    case 'hll':
      return withoutFormula(typed.base64);
    case 'list':
    case 'map':
    case 'unknown':
      return JSON.stringify(value);
  }
}

type Place = { readonly namespace: string; readonly set: string | null };

/** `namespace-set-2026-01-31.json`; what a file name should not hold becomes `_`. */
export function fileName({ namespace, set }: Place, format: ExportFormat, day: Date): string {
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  const place = [namespace, set ?? 'all-records'].map((name) => name.replace(/[^\w.-]/gu, '_'));
  return `${[...place, ...date].join('-')}.${format}`;
}
