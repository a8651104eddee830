import { type Reading, useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import {
  type Configuration_ConfigFragment,
  ConfigPlacesDocument,
  ConfigurationDocument,
} from './config.generated';
import type { ConfigView } from './urls';

/** The whole configuration of a cluster; of a set that has no setting of its own, that set's as well. */
export function useConfiguration(
  connectionId: string,
  view: ConfigView,
): Reading<Configuration_ConfigFragment> {
  const whole = useReading(ConfigurationDocument, { connectionId });
  const config = whole.data?.config ?? null;
  const isOther =
    view.tab === 'set' &&
    view.set !== null &&
    config !== null &&
    !config.sections.some(({ namespace, set }) => set === view.set && namespace === view.namespace);
  const other = useReading(
    ConfigurationDocument,
    { connectionId, contexts: ['SET'], namespace: view.namespace, set: view.set },
    { skip: !isOther },
  );
  const sections = other.data?.config?.sections ?? [];
  return {
    data:
      config === null ? null : isOther ? { ...config, sections: [...config.sections, ...sections] } : config,
    errors: [...whole.errors, ...(isOther ? other.errors : [])],
    loading: whole.loading || (isOther && other.loading),
    refresh: () => {
      whole.refresh();
      if (isOther) {
        other.refresh();
      }
    },
  };
}

export type Place = { readonly namespace: string; readonly set: string };

/** Every set of the cluster, for choosing one; empty until they are known. */
export function useSets(connectionId: string, { skip }: { readonly skip: boolean }): readonly Place[] {
  const { data } = useReading(ConfigPlacesDocument, { connectionId }, { skip });
  const namespaces = data?.connection?.cluster?.namespaces ?? [];
  return namespaces.flatMap(({ name, sets }) =>
    isKnown(sets) ? sets.map((set) => ({ namespace: name, set: set.name })) : [],
  );
}
