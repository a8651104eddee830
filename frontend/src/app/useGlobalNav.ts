import { useKubernetes } from '@/features/k8s-clusters';
import type { GlobalNavItem } from '@/shared/feature';
import { FEATURES } from './features';

const ITEMS = FEATURES.flatMap(({ nav }) => nav.global ?? []);

/** The entries of the navigation beside the connections: those the server has something for. */
export function useGlobalNav(): readonly GlobalNavItem[] {
  const kubernetes = useKubernetes();
  return ITEMS.filter(({ needs }) => needs !== 'kubernetes' || kubernetes);
}
