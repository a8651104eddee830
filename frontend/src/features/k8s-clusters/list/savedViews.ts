import { useLocalStorage } from '@mantine/hooks';

/** A filter with its order, under a name. Kept in this browser alone. */
export type SavedView = { readonly name: string; readonly search: string };

const KEY = 'acm.k8s-clusters.views';
const MAX_VIEWS = 50;

/** Views that somebody has saved, by name, in all tabs alike. */
export function useSavedViews() {
  const [views, setViews] = useLocalStorage<readonly SavedView[]>({
    key: KEY,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: readViews,
  });
  return {
    views,
    /** Takes the place of one of the same name. */
    save: (view: SavedView) => setViews((now) => withView(now, view)),
    remove: (name: string) => setViews((now) => now.filter((view) => view.name !== name)),
  };
}

export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter(({ name }) => name !== view.name);
  return [...others, view].sort((a, b) => a.name.localeCompare(b.name)).slice(0, MAX_VIEWS);
}

/** What was kept, whoever wrote it: what is no view is left out. */
export function readViews(text: string | undefined): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is SavedView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'search' in value &&
    typeof value.search === 'string'
  );
}
