import type { ConfigContext } from '@/gql/schema';
import { connectionBase, oneOf } from '../urls';

export const CONFIG_TABS = ['service', 'network', 'namespace', 'set', 'security', 'xdr'] as const;
export type ConfigTab = (typeof CONFIG_TABS)[number];

export const CONTEXT_OF: Readonly<Record<ConfigTab, ConfigContext>> = {
  service: 'SERVICE',
  network: 'NETWORK',
  namespace: 'NAMESPACE',
  set: 'SET',
  security: 'SECURITY',
  xdr: 'XDR',
};

/** Which parameters are listed; all that are true must hold. */
export const CONFIG_FILTERS = ['differing', 'dynamic', 'changed'] as const;
export type ConfigFilter = (typeof CONFIG_FILTERS)[number];

export type ConfigView = {
  readonly tab: ConfigTab;
  /** Of the tabs of namespaces and sets; null for the first there is. */
  readonly namespace: string | null;
  readonly set: string | null;
  readonly text: string;
  readonly filters: readonly ConfigFilter[];
  /** The parameter that is open beside the table. */
  readonly parameter: string | null;
};

const PLAIN: ConfigView = {
  tab: 'service',
  namespace: null,
  set: null,
  text: '',
  filters: [],
  parameter: null,
};

export function configUrl(connectionId: string, view: Partial<ConfigView> = {}): string {
  const search = configSearch({ ...PLAIN, ...view }).toString();
  const path = `${connectionBase(connectionId)}/config`;
  return search === '' ? path : `${path}?${search}`;
}

export function configSearch(view: ConfigView): URLSearchParams {
  const search = new URLSearchParams();
  if (view.tab !== PLAIN.tab) {
    search.set('tab', view.tab);
  }
  for (const [name, value] of [
    ['namespace', view.namespace],
    ['set', view.set],
    ['q', view.text === '' ? null : view.text],
    ['parameter', view.parameter],
  ] as const) {
    if (value !== null) {
      search.set(name, value);
    }
  }
  for (const filter of view.filters) {
    search.append('only', filter);
  }
  return search;
}

export function readConfigView(search: URLSearchParams): ConfigView {
  const only = search.getAll('only');
  return {
    tab: oneOf(CONFIG_TABS, search.get('tab'), PLAIN.tab),
    namespace: search.get('namespace'),
    set: search.get('set'),
    text: search.get('q') ?? '',
    filters: CONFIG_FILTERS.filter((filter) => only.includes(filter)),
    parameter: search.get('parameter'),
  };
}
