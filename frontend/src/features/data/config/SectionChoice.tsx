import { Select } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import type { Section } from './parameters';
import type { ConfigView } from './urls';
import { useSets } from './useConfiguration';

type Props = {
  readonly connectionId: string;
  readonly sections: readonly Section[];
  readonly view: ConfigView;
  readonly shown: Section | null;
  readonly onView: (change: Partial<ConfigView>) => void;
};

/** Which namespace, or which set, is shown. */
export function SectionChoice(props: Props) {
  return props.view.tab === 'set' ? <SetChoice {...props} /> : <NamespaceChoice {...props} />;
}

function NamespaceChoice({ sections, shown, onView }: Props) {
  const names = sections
    .filter(({ context }) => context === 'NAMESPACE')
    .map(({ namespace }) => namespace)
    .filter(isKnown);
  return (
    <Select
      size="xs"
      aria-label="Namespace"
      data={names}
      value={shown?.namespace ?? null}
      allowDeselect={false}
      onChange={(namespace) => onView({ namespace, parameter: null })}
    />
  );
}

const SEPARATOR = '.';

function SetChoice({ connectionId, sections, shown, view, onView }: Props) {
  const sets = useSets(connectionId, { skip: false });
  const own = sections.filter(({ context }) => context === 'SET');
  const nameOf = (namespace: string, set: string) => `${namespace}${SEPARATOR}${set}`;
  const known = [
    ...own.flatMap(({ namespace, set }) => (isKnown(namespace) && isKnown(set) ? [{ namespace, set }] : [])),
    ...sets,
  ];
  const places = new Map(known.map((place) => [nameOf(place.namespace, place.set), place]));
  const namespace = shown?.namespace ?? view.namespace;
  const set = shown?.set ?? view.set;
  return (
    <Select
      size="xs"
      aria-label="Set"
      placeholder="Choose a set"
      searchable
      limit={100}
      data={[...places.keys()].sort()}
      value={isKnown(namespace) && isKnown(set) ? nameOf(namespace, set) : null}
      allowDeselect={false}
      onChange={(name) => {
        const place = places.get(name ?? '');
        if (place !== undefined) {
          onView({ ...place, parameter: null });
        }
      }}
    />
  );
}
