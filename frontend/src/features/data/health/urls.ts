import type { FindingSeverity } from '@/gql/schema';
import { connectionBase, oneOf } from '../urls';
import { SEVERITIES } from './words';

export function healthUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/health`;
}

/** Findings of which severity are shown; null for all. */
export type HealthView = { readonly severity: FindingSeverity | null };

export function healthSearch(view: HealthView): URLSearchParams {
  return new URLSearchParams(view.severity === null ? {} : { severity: view.severity.toLowerCase() });
}

export function readHealthView(search: URLSearchParams): HealthView {
  return { severity: oneOf(SEVERITIES, search.get('severity')?.toUpperCase(), null) };
}
