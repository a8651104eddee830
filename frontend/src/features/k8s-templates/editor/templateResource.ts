import { getAt, type Resource } from '@/features/k8s-clusters';

/** A template that says nothing yet. */
export function blankTemplate(): Resource {
  return {
    apiVersion: 'acko.io/v1alpha1',
    kind: 'AerospikeClusterTemplate',
    metadata: { name: '' },
    spec: {},
  };
}

/** Another template that says the same. */
export function copyOf(resource: Resource): Resource {
  const labels = getAt(resource, 'metadata.labels');
  return {
    ...blankTemplate(),
    metadata: { name: '', ...(labels === undefined ? {} : { labels }) },
    spec: getAt(resource, 'spec') ?? {},
  };
}

/** Empty while it has none. */
export function nameOf(resource: Resource): string {
  const name = getAt(resource, 'metadata.name');
  return typeof name === 'string' ? name : '';
}
