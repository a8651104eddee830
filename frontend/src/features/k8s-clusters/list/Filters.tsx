import { Button, Group, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SearchField } from '@/shared/ui/SearchField';
import { PHASE_NAMES } from '../model/phaseWords';
import { isFiltered, type ListView, unfiltered } from './view';

type Props = {
  readonly view: ListView;
  /** Shows the first page of another view. */
  readonly onView: (view: ListView) => void;
  readonly contexts: readonly string[];
  /** Namespaces that are known, to choose from. */
  readonly namespaces: readonly string[];
  /** Why the label selector is refused; null when it is not. */
  readonly labelsProblem: string | null;
};

/** Narrows the list. */
export function Filters({ view, onView, contexts, namespaces, labelsProblem }: Props) {
  const change = (part: Partial<ListView>) => onView({ ...view, ...part, after: null });
  return (
    <Group gap="xs" align="flex-start" role="search" aria-label="Filter clusters">
      <SearchField label="Find a cluster" value={view.text} onChange={(text) => change({ text })} />
      <MultiSelect
        size="xs"
        miw={150}
        aria-label="Phase"
        placeholder={view.phases.length === 0 ? 'Any phase' : ''}
        data={[...new Set([...PHASE_NAMES, ...view.phases])]}
        value={[...view.phases]}
        clearable
        onChange={(phases) => change({ phases })}
      />
      <TagsInput
        size="xs"
        miw={160}
        aria-label="Kubernetes namespace"
        placeholder={view.namespaces.length === 0 ? 'Any namespace' : ''}
        data={[...namespaces]}
        value={[...view.namespaces]}
        clearable
        onChange={(chosen) => change({ namespaces: chosen })}
      />
      <LabelField
        // An address that was followed brings its own.
        key={view.labels}
        labels={view.labels}
        problem={labelsProblem}
        onLabels={(labels) => change({ labels })}
      />
      {contexts.length > 1 && (
        <Select
          size="xs"
          w={180}
          aria-label="Context"
          placeholder="Any context"
          data={[...contexts]}
          value={view.context}
          clearable
          onChange={(context) => change({ context })}
        />
      )}
      {isFiltered(view) && (
        <Button size="xs" variant="subtle" onClick={() => onView(unfiltered(view))}>
          Show all
        </Button>
      )}
    </Group>
  );
}

type LabelFieldProps = {
  readonly labels: string;
  readonly problem: string | null;
  readonly onLabels: (labels: string) => void;
};

/** A label selector, which counts once it is finished. */
function LabelField({ labels, problem, onLabels }: LabelFieldProps) {
  const [typed, setTyped] = useState(labels);
  const settle = () => {
    if (typed.trim() !== labels) onLabels(typed.trim());
  };
  return (
    <TextInput
      size="xs"
      w={200}
      aria-label="Label selector"
      placeholder="Labels: tier=gold, !old"
      title="A label selector of Kubernetes, such as tier=gold or tier in (gold, silver). Enter takes it."
      spellCheck={false}
      value={typed}
      error={problem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
