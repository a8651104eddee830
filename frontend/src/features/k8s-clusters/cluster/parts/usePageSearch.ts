import { useSearchParams } from 'react-router';

export type SearchChange = Readonly<Record<string, string | null>>;

/** What the address says of this page, and a way to change some of it; what is null is taken out. */
export function usePageSearch(): readonly [
  URLSearchParams,
  (change: SearchChange, as?: 'step' | 'correction') => void,
] {
  const [search, setSearch] = useSearchParams();
  return [
    search,
    (change, as = 'correction') =>
      setSearch((now) => changed(now, change), { replace: as === 'correction', preventScrollReset: true }),
  ];
}

export function changed(search: URLSearchParams, change: SearchChange): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next;
}

/** A list in an address; none for a parameter that is not there. */
export function listOf(search: URLSearchParams, name: string): readonly string[] {
  return (search.get(name) ?? '').split(',').filter((one) => one !== '');
}

/** The same back; null for none. */
export function textOfList(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join(',');
}
