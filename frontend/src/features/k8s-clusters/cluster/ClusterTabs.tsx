import { Tabs } from '@mantine/core';
import { Suspense, useEffect, useRef } from 'react';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import type { ClusterRef } from '../urls';
import classes from './cluster.module.css';
import { usePageSearch } from './parts/usePageSearch';
import { CLUSTER_TABS, tabOf } from './tabs';

/** The parts of a cluster's page, one at a time; the address says which. */
export function ClusterTabs({ at }: { readonly at: ClusterRef }) {
  const [search, change] = usePageSearch();
  const current = tabOf(search.get('tab'))?.id ?? '';
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where the list is wider than the screen, the part that is shown may be out of sight.
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <Tabs
      value={current}
      onChange={(id) => change({ tab: id === CLUSTER_TABS[0]?.id ? null : id }, 'step')}
      keepMounted={false}
    >
      <Tabs.List ref={list} className={classes.tabs} aria-label="Parts of the cluster">
        {CLUSTER_TABS.map(({ id, label }) => (
          <Tabs.Tab key={id} value={id}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {CLUSTER_TABS.map(({ id, label, Tab }) => (
        <Tabs.Panel key={id} value={id} pt="md">
          <Suspense fallback={<LoadingSkeleton label={label} rows={6} />}>
            <Tab at={at} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
