import type { MantineColor } from '@mantine/core';
import type { K8sEventCategory } from '@/gql/schema';

/** What events are about, in the order of the chips. */
export const CATEGORIES: Readonly<
  Record<K8sEventCategory, { readonly label: string; readonly color: MantineColor }>
> = {
  LIFECYCLE: { label: 'Lifecycle', color: 'blue' },
  ROLLING_RESTART: { label: 'Rolling restart', color: 'grape' },
  CONFIGURATION: { label: 'Configuration', color: 'teal' },
  SCALING: { label: 'Scaling', color: 'indigo' },
  RACK_MANAGEMENT: { label: 'Racks', color: 'cyan' },
  ACL_SECURITY: { label: 'Users and roles', color: 'pink' },
  NETWORK: { label: 'Network', color: 'lime' },
  MONITORING: { label: 'Monitoring', color: 'violet' },
  TEMPLATE: { label: 'Template', color: 'orange' },
  CIRCUIT_BREAKER: { label: 'Circuit breaker', color: 'red' },
  KUBERNETES: { label: 'Kubernetes', color: 'gray' },
  OTHER: { label: 'Other', color: 'gray' },
};

export const CATEGORY_NAMES = Object.keys(CATEGORIES) as readonly K8sEventCategory[];
