import { failed, ok, type Result } from '@/shared/lib/result';
import { base64Problem } from '../../model/bytes';
import { binNameProblem } from '../../model/binName';
import { geoProblem } from '../../model/geo';
import { canonicalInt64 } from '../../model/integer';
import { parseJson } from '../../model/json';
import type { AerospikeValue } from '../../model/value';
import type { Scalar } from './spec';

const INT32 = { least: -(2n ** 31n), greatest: 2n ** 31n - 1n };
const NONE_TAKEN: ReadonlySet<string> = new Set();

/** Reads a text as what a scalar of the API is, or says why it is none. */
export function parseScalar(scalar: Scalar, text: string): Result<AerospikeValue> {
  switch (scalar) {
    case 'int64': {
      const digits = canonicalInt64(text);
      return digits === null ? failed('Enter a whole 64-bit number.') : ok(digits);
    }
    case 'int': {
      const digits = canonicalInt64(text);
      const isShort = digits !== null && BigInt(digits) >= INT32.least && BigInt(digits) <= INT32.greatest;
      return isShort ? ok(Number(digits)) : failed('Enter a whole number of at most 32 bits.');
    }
    case 'float': {
      const number = Number(text);
      return text.trim() !== '' && Number.isFinite(number) ? ok(number) : failed('Enter a number.');
    }
    case 'string':
      return ok(text);
    case 'pattern':
      return text === '' ? failed('Enter a regular expression.') : ok(text);
    case 'bytes': {
      const problem = base64Problem(text);
      return problem === null ? ok(text.replace(/\s/g, '')) : failed(`Base64: ${problem}`);
    }
    case 'geo': {
      const problem = geoProblem(text);
      return problem === null ? ok(text) : failed(problem);
    }
    case 'time': {
      const time = Date.parse(text);
      return Number.isNaN(time)
        ? failed('Enter a time such as 2026-01-31T08:15:00Z.')
        : ok(new Date(time).toISOString());
    }
    case 'value': {
      const parsed = parseJson(text);
      return parsed.ok ? parsed : failed(`${parsed.problem} A text stands in quotes: "text".`);
    }
    case 'bin': {
      const problem = binNameProblem(text, NONE_TAKEN);
      return problem === null ? ok(text) : failed(problem);
    }
    case 'indexName':
      return text === '' ? failed('Enter the name of an index.') : ok(text);
  }
}

/** The text that reads as a scalar of the API; null for what it never is. */
export function scalarText(scalar: Scalar, value: unknown): string | null {
  if (scalar === 'value') {
    return JSON.stringify(value);
  }
  if (scalar === 'geo' && typeof value === 'object' && value !== null) {
    return JSON.stringify(value);
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
