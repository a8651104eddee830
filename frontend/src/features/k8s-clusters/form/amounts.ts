import { failed, ok, type Result } from '@/shared/lib/result';

const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'] as const;
const BYTES = /^(\d+(?:\.\d+)?)\s*([KMGTPE]?)(?:i?B?)$/i;
const QUANTITY = /^\d+(?:\.\d+)?(?:[numkMGTPE]|[KMGTPE]i|e\d+)?$/;

/** Bytes as people write them, in units of 1,024 as Aerospike counts: `2 GiB`, `512M`, `1073741824`. */
export function parseBytes(text: string): Result<number> {
  const found = BYTES.exec(text.trim());
  if (found === null) return failed('An amount such as 2 GiB.');
  const bytes = Number(found[1]) * 1024 ** UNITS.indexOf((found[2] ?? '').toUpperCase() as 'K');
  return Number.isSafeInteger(bytes) ? ok(bytes) : failed('Not a whole number of bytes.');
}

/** The largest unit that says it exactly. */
export function writeBytes(bytes: number): string {
  let unit = 0;
  let left = bytes;
  while (left !== 0 && left % 1024 === 0 && unit < UNITS.length - 1) {
    left /= 1024;
    unit += 1;
  }
  return unit === 0 ? String(bytes) : `${left} ${UNITS[unit] ?? ''}iB`;
}

export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** What an amount of Kubernetes comes to; null when it is none. Precise enough to compare. */
export function quantityValue(quantity: unknown): number | null {
  if (typeof quantity === 'number') return quantity;
  if (typeof quantity !== 'string' || !isQuantity(quantity)) return null;
  const [, number = '', unit = ''] = /^([\d.]+(?:e\d+)?)(.*)$/.exec(quantity) ?? [];
  return Number(number) * (FACTORS[unit] ?? 1);
}
