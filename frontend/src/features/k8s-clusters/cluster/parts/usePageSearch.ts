import { useSearchParams } from 'react-router';
import { useAddressDraft } from '@/shared/lib/useAddressDraft';

export type SearchChange = Readonly<Record<string, string | null>>;

/**
 * What the address says of this page, and a way to change some of it; what is null is taken out. A change shows at once,
 * before the address has followed.
 */
export function usePageSearch(): readonly [
  URLSearchParams,
  (change: SearchChange, as?: 'step' | 'correction') => void,
] {
  const [search, setSearch] = useSearchParams();
  const put = (next: URLSearchParams, replace: boolean) =>
    setSearch(next, { replace, preventScrollReset: true });
  const { draft, settle } = useAddressDraft({
    address: search.toString(),
    read: (address) => new URLSearchParams(address),
    textOf: (each) => each.toString(),
    write: (each) => put(each, true),
  });
  return [
    draft,
    (change, as = 'correction') => {
      const next = changed(draft, change);
      settle(next);
      put(next, as === 'correction');
    },
  ];
}

function changed(search: URLSearchParams, change: SearchChange): URLSearchParams {
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
