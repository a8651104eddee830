const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Bytes in binary units, three digits: `1.5 GiB`. Takes an Int64 string, or a number for axes. */
export function formatBytes(bytes: string | number): string {
  // Three digits are shown, so a double is precise enough even past 2^53.
  const value = Number(bytes);
  if (!Number.isFinite(value)) return String(bytes);
  let scaled = Math.abs(value);
  let unit = 0;
  while (scaled >= 1023.5 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  // Above 1,000 of a unit Intl would round to tens; show whole numbers there.
  const text = scaled >= 1000 ? String(Math.round(scaled)) : THREE_DIGITS.format(scaled);
  return `${value < 0 ? '-' : ''}${text} ${UNITS[unit] ?? 'B'}`;
}
