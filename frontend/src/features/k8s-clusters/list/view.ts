import type { K8sClusterFilter, K8sClusterOrder, K8sClusterSort } from '@/gql/schema';

/** What a list shows and how: all of it stands in the page's address. */
export type ListView = {
  readonly text: string;
  readonly phases: readonly string[];
  readonly namespaces: readonly string[];
  readonly labels: string;
  readonly context: string | null;
  readonly sort: K8sClusterSort;
  readonly descending: boolean;
  /** Where the page begins; null for the first one. */
  readonly after: string | null;
};

const SORTS: Readonly<Record<string, K8sClusterSort>> = {
  name: 'NAME',
  phase: 'PHASE',
  age: 'AGE',
  failures: 'FAILURES',
};

const EVERYTHING: ListView = {
  text: '',
  phases: [],
  namespaces: [],
  labels: '',
  context: null,
  sort: 'NAME',
  descending: false,
  after: null,
};

/** The parameters that make up a list, which a saved view keeps. */
const KEPT = ['q', 'phase', 'namespace', 'labels', 'context', 'sort', 'order'] as const;

export function readView(search: URLSearchParams): ListView {
  return {
    text: search.get('q') ?? '',
    phases: search.getAll('phase'),
    namespaces: search.getAll('namespace'),
    labels: search.get('labels') ?? '',
    context: search.get('context'),
    sort: SORTS[search.get('sort') ?? ''] ?? EVERYTHING.sort,
    descending: search.get('order') === 'desc',
    after: search.get('after'),
  };
}

/** The address of a view. Anything but another page of it leads to its first page; a dialog is left. */
export function writeView(view: ListView): URLSearchParams {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value !== null && value !== '') search.append(name, value);
  };
  put('q', view.text);
  view.phases.forEach((phase) => put('phase', phase));
  view.namespaces.forEach((namespace) => put('namespace', namespace));
  put('labels', view.labels);
  put('context', view.context);
  if (view.sort !== EVERYTHING.sort) {
    put('sort', Object.keys(SORTS).find((name) => SORTS[name] === view.sort) ?? null);
  }
  put('order', view.descending ? 'desc' : null);
  put('after', view.after);
  return search;
}

/** A view as it is kept under a name: filters and order, in one spelling. */
export function keptSearch(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    for (const value of search.getAll(name)) {
      kept.append(name, value);
    }
  }
  return kept.toString();
}

export function isFiltered({ text, phases, namespaces, labels, context }: ListView): boolean {
  return text !== '' || phases.length > 0 || namespaces.length > 0 || labels !== '' || context !== null;
}

/** The same order of everything. */
export function unfiltered({ sort, descending }: ListView): ListView {
  return { ...EVERYTHING, sort, descending };
}

export function filterOf({ text, phases, namespaces, labels, context }: ListView): K8sClusterFilter {
  return {
    text: text === '' ? null : text,
    phases: phases.length === 0 ? null : [...phases],
    namespaces: namespaces.length === 0 ? null : [...namespaces],
    labelSelector: labels === '' ? null : labels,
    context,
  };
}

export function orderOf({ sort, descending }: ListView): K8sClusterOrder {
  return { by: sort, descending };
}
