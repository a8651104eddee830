import type { StorageEngine } from '@/gql/schema';

/** Where a namespace keeps its data, in words. */
export const ENGINE_LABELS: Readonly<Record<StorageEngine, string>> = {
  MEMORY: 'memory',
  DEVICE: 'device',
  PMEM: 'persistent memory',
};
