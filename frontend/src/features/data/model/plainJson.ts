import { type AerospikeValue, classify, mapEntries } from './value';

/** A value as JSON without tags of types: integers to the last digit, bytes in base64, keys of maps as texts. */
export function plainJson(value: AerospikeValue): string {
  const typed = classify(value);
  switch (typed.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(typed.value);
    case 'int':
      return typed.digits;
    case 'float':
      return Number.isFinite(Number(typed.text)) ? typed.text : JSON.stringify(typed.text);
    case 'string':
      return JSON.stringify(typed.text);
    case 'geoJson':
      return isJson(typed.text) ? typed.text : JSON.stringify(typed.text);
    case 'bytes':
    case 'hll':
      return JSON.stringify(typed.base64);
    case 'list':
      return `[${typed.items.map(plainJson).join(',')}]`;
    case 'map':
      return `{${mapEntries(value)
        .map(([key, item]) => `${plainKey(key)}:${plainJson(item)}`)
        .join(',')}}`;
    case 'unknown':
      return JSON.stringify(value);
  }
}

function plainKey(key: AerospikeValue): string {
  return JSON.stringify(typeof key === 'string' ? key : plainJson(key));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
