import { connectionBase, oneOf, type WindowMinutes, WINDOWS_MINUTES } from '../urls';

export function latencyUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/latency`;
}

export const SPLITS = ['cluster', 'namespace', 'node'] as const;
export type Split = (typeof SPLITS)[number];

export const LOOKS = ['map', 'table'] as const;
export type Look = (typeof LOOKS)[number];

export type LatencyView = {
  /** By the server's name; null for the first there is. */
  readonly operation: string | null;
  readonly by: Split;
  readonly look: Look;
  readonly windowMinutes: WindowMinutes;
};

const DEFAULT_WINDOW: WindowMinutes = 15;

export function latencySearch({ operation, by, look, windowMinutes }: LatencyView): URLSearchParams {
  const search = new URLSearchParams();
  if (operation !== null) {
    search.set('operation', operation);
  }
  if (by !== 'cluster') {
    search.set('by', by);
  }
  if (look !== 'map') {
    search.set('as', look);
  }
  if (windowMinutes !== DEFAULT_WINDOW) {
    search.set('window', String(windowMinutes));
  }
  return search;
}

export function readLatencyView(search: URLSearchParams): LatencyView {
  return {
    operation: search.get('operation'),
    by: oneOf(SPLITS, search.get('by'), 'cluster'),
    look: oneOf(LOOKS, search.get('as'), 'map'),
    windowMinutes: oneOf(WINDOWS_MINUTES, Number(search.get('window')), DEFAULT_WINDOW),
  };
}
