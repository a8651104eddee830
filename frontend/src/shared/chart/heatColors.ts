/** Few to many, in one hue whose lightness alone tells them apart: readable without seeing colours. */
const STOPS = {
  light: [
    [222, 235, 247],
    [158, 202, 225],
    [66, 146, 198],
    [8, 81, 156],
    [4, 32, 78],
  ],
  dark: [
    [30, 78, 120],
    [26, 104, 160],
    [48, 142, 200],
    [120, 190, 228],
    [222, 243, 255],
  ],
} as const;

/** Where a value stands between 0 and the greatest: by its logarithm, so that a few slow operations show beside many quick ones. */
export function heatShare(value: number, max: number): number {
  return max <= 0 ? 0 : Math.log1p((value / max) * 1000) / Math.log1p(1000);
}

/** The colour of a share of 0 to 1. */
export function heatColor(share: number, scheme: 'light' | 'dark'): string {
  const stops = STOPS[scheme];
  const at = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(at), stops.length - 2);
  const [from, to] = [stops[index] ?? stops[0], stops[index + 1] ?? stops[0]];
  const mixed = from.map((part, place) => Math.round(part + ((to[place] ?? part) - part) * (at - index)));
  return `rgb(${mixed.join(' ')})`;
}
