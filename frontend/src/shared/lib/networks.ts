import { failed, ok, type Result } from './result';

/** Addresses and networks, each once, as typed. */
export function parseNetworks(entries: readonly string[]): Result<string[]> {
  const kept = [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
  const wrong = kept.find((entry) => !isNetwork(entry));
  return wrong === undefined
    ? ok(kept)
    : failed(`${wrong} is neither an address nor a network such as 10.0.0.0/8 or fd00::/8.`);
}

/** Whether a text is an IP address, alone or with the length of a prefix. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = isV4(address) ? 32 : isV6(address) ? 128 : null;
  if (bits === null || more.length > 0) {
    return false;
  }
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) {
    return false;
  }
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const endsInV4 = isV4(last);
  const words = endsInV4 ? groups.slice(0, -1) : groups;
  const count = words.length + (endsInV4 ? 2 : 0);
  return (
    words.every((word) => /^[0-9a-f]{1,4}$/i.test(word)) && (halves.length === 2 ? count < 8 : count === 8)
  );
}
