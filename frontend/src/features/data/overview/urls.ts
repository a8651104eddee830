import { oneOf } from '../urls';
import { OVERVIEW_COLUMNS, OVERVIEW_STATES, type OverviewSort, type OverviewState } from './entries';

export const OVERVIEW_PATH = '/overview';

export type OverviewView = {
  readonly state: OverviewState | null;
  readonly text: string;
  /** Null for the order people gave the profiles. */
  readonly sort: OverviewSort | null;
};

export function overviewSearch({ state, text, sort }: OverviewView): URLSearchParams {
  const search = new URLSearchParams();
  if (state !== null) {
    search.set('state', state);
  }
  if (text !== '') {
    search.set('q', text);
  }
  if (sort !== null) {
    search.set('sort', `${sort.descending ? '-' : ''}${sort.column}`);
  }
  return search;
}

export function readOverviewView(search: URLSearchParams): OverviewView {
  const sort = search.get('sort') ?? '';
  const column = oneOf(OVERVIEW_COLUMNS, sort.replace(/^-/, ''), null);
  return {
    state: oneOf(OVERVIEW_STATES, search.get('state'), null),
    text: search.get('q') ?? '',
    sort: column === null ? null : { column, descending: sort.startsWith('-') },
  };
}
