import { isKnown } from '@/shared/lib/known';

/** Requests and limits of a container, as Kubernetes writes them: `cpu 500m, memory 1Gi (limits: memory 2Gi)`. */
export function resourcesText(resources: Readonly<Record<string, unknown>>): string | null {
  const requests = amounts(resources.requests);
  const limits = amounts(resources.limits);
  if (requests === '' && limits === '') {
    return null;
  }
  return limits === '' ? requests : `${requests === '' ? 'no requests' : requests} (limits: ${limits})`;
}

function amounts(list: unknown): string {
  return typeof list === 'object' && list !== null
    ? Object.entries(list)
        .map(([name, amount]) => `${name} ${String(amount)}`)
        .join(', ')
    : '';
}

/** Claims by the size they have: `3 of 10Gi, 1 not bound`. */
export function claimsText(capacities: readonly (string | null)[]): string {
  if (capacities.length === 0) {
    return 'none';
  }
  const counts = new Map<string, number>();
  for (const capacity of capacities) {
    const name = isKnown(capacity) ? `of ${capacity}` : 'not bound';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}
