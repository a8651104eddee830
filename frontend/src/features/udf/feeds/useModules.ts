import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { type ModuleTable_ModuleFragment, ModulesFeedDocument } from './modulesFeed.generated';

export type ListedModule = ModuleTable_ModuleFragment;
export type ModuleNode = ListedModule['nodes'][number];

export type ModulesState = {
  /** Null while no node has told. */
  readonly modules: readonly ListedModule[] | null;
};

/** The Lua modules of a cluster, live. An item without them only reports a problem, and keeps those last known. */
export function useModules(connectionId: string): Feed<ModulesState> {
  return useFeed({
    document: ModulesFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.udfModulesChanged,
    reduce: (state: ModulesState | null, item) => ({ modules: item.modules ?? state?.modules ?? null }),
  });
}
