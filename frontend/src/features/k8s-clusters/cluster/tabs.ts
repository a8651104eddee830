import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { ClusterRef } from '../urls';

export type TabProps = { readonly at: ClusterRef };

export type ClusterTab = {
  /** The word of the address. */
  readonly id: string;
  readonly label: string;
  readonly Tab: LazyExoticComponent<ComponentType<TabProps>>;
};

/** The parts of a cluster's page, each loaded when it is opened first. */
export const CLUSTER_TABS: readonly ClusterTab[] = [
  {
    id: 'overview',
    label: 'Overview',
    Tab: lazy(async () => ({ default: (await import('./overview/OverviewTab')).OverviewTab })),
  },
  {
    id: 'pods',
    label: 'Pods',
    Tab: lazy(async () => ({ default: (await import('./pods/PodsTab')).PodsTab })),
  },
  {
    id: 'operations',
    label: 'Operations',
    Tab: lazy(async () => ({ default: (await import('./operations/OperationsTab')).OperationsTab })),
  },
  {
    id: 'events',
    label: 'Events',
    Tab: lazy(async () => ({ default: (await import('./events/EventsTab')).EventsTab })),
  },
  {
    id: 'configuration',
    label: 'Configuration',
    Tab: lazy(async () => ({ default: (await import('./configuration/ConfigurationTab')).ConfigurationTab })),
  },
  {
    id: 'reconciliation',
    label: 'Reconciliation',
    Tab: lazy(async () => ({
      default: (await import('./reconciliation/ReconciliationTab')).ReconciliationTab,
    })),
  },
  {
    id: 'storage',
    label: 'Storage',
    Tab: lazy(async () => ({ default: (await import('./storage/StorageTab')).StorageTab })),
  },
  {
    id: 'autoscaler',
    label: 'Autoscaler',
    Tab: lazy(async () => ({ default: (await import('./autoscaler/AutoscalerTab')).AutoscalerTab })),
  },
  {
    id: 'networking',
    label: 'Networking',
    Tab: lazy(async () => ({ default: (await import('./networking/NetworkingTab')).NetworkingTab })),
  },
  {
    id: 'monitoring',
    label: 'Monitoring',
    Tab: lazy(async () => ({ default: (await import('./monitoring/MonitoringTab')).MonitoringTab })),
  },
  {
    id: 'template',
    label: 'Template',
    Tab: lazy(async () => ({ default: (await import('./template/TemplateSnapshot')).TemplateSnapshot })),
  },
  {
    id: 'yaml',
    label: 'YAML',
    Tab: lazy(async () => ({ default: (await import('./yaml/YamlTab')).YamlTab })),
  },
];

export function tabOf(word: string | null): ClusterTab | undefined {
  return CLUSTER_TABS.find(({ id }) => id === word) ?? CLUSTER_TABS[0];
}
