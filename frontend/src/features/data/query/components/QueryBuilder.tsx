import { Autocomplete, NativeSelect, SegmentedControl, Stack, TagsInput, TextInput } from '@mantine/core';
import { extended, newCondition } from '../model/filterDraft';
import type { QueryDraft, Reading, Way } from '../model/queryDraft';
import type { Places } from '../../queries/usePlaces';
import { AddButton, FilterNode } from './FilterNode';
import { IndexLine } from './IndexLine';
import { KeysLine } from './KeysLine';
import { Line } from './Line';
import { useProblem, useProblemWithin } from './problems';

type Props = {
  readonly draft: QueryDraft;
  readonly onChange: (draft: QueryDraft) => void;
  readonly places: Places;
  /** Bins found in what was read, to choose from. */
  readonly knownBins: readonly string[];
  /** Whether it says only which records, for work that reads them as a whole; not keys, bins or how many. Default false. */
  readonly whichOnly?: boolean;
};

const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'scan', label: 'Primary index' },
  { value: 'index', label: 'Secondary index' },
  { value: 'keys', label: 'Keys' },
];

const READINGS: readonly { readonly value: Reading; readonly label: string }[] = [
  { value: 'all', label: 'all bins' },
  { value: 'chosen', label: 'the bins' },
  { value: 'none', label: 'metadata only' },
];

/** Puts a query together. Everything in it can be reached and changed by keys. */
export function QueryBuilder({ draft, onChange, places, knownBins, whichOnly = false }: Props) {
  const put = (change: Partial<QueryDraft>) => onChange({ ...draft, ...change });
  const namespaceProblem = useProblem('query.namespace');
  const setProblem = useProblem('query.set');
  const binsProblem = useProblemWithin('query.bins');
  const limitProblem = useProblem('limit');
  const { filter } = draft;
  return (
    <Stack gap={8}>
      <Line name="From">
        <SegmentedControl
          size="xs"
          aria-label="Find records by"
          data={whichOnly ? WAYS.filter(({ value }) => value !== 'keys') : [...WAYS]}
          value={draft.way}
          onChange={(way) => put({ way: way as Way })}
        />
        <Autocomplete
          size="xs"
          w={150}
          aria-label="Namespace"
          placeholder="Namespace"
          data={[...places.namespaces]}
          value={draft.namespace}
          error={namespaceProblem}
          onChange={(namespace) => put({ namespace })}
        />
        <Autocomplete
          size="xs"
          w={190}
          aria-label="Set"
          placeholder={draft.way === 'keys' ? 'In no set' : 'Every set'}
          data={[...places.setsOf(draft.namespace)]}
          limit={50}
          value={draft.set}
          error={setProblem}
          onChange={(set) => put({ set })}
        />
        {!whichOnly && (
          <NativeSelect
            size="xs"
            aria-label="Read of each record"
            data={[...READINGS]}
            value={draft.reading}
            onChange={(event) => put({ reading: event.currentTarget.value as Reading })}
          />
        )}
        {!whichOnly && draft.reading === 'chosen' && (
          <TagsInput
            size="xs"
            miw={240}
            aria-label="Bins to read"
            placeholder="Bin, then Enter"
            data={[...knownBins]}
            value={[...draft.bins]}
            error={binsProblem}
            onChange={(bins) => put({ bins })}
          />
        )}
        {!whichOnly && draft.way !== 'keys' && (
          <TextInput
            size="xs"
            w={150}
            aria-label="Most records"
            placeholder="No limit"
            leftSection="≤"
            rightSection={<span style={{ fontSize: 11, paddingRight: 18 }}>records</span>}
            rightSectionWidth={62}
            inputMode="numeric"
            value={draft.limit}
            error={limitProblem}
            onChange={(event) => put({ limit: event.currentTarget.value })}
          />
        )}
      </Line>
      {draft.way === 'index' && <IndexLine draft={draft.index} onChange={(index) => put({ index })} />}
      {draft.way === 'keys' && <KeysLine draft={draft.keys} onChange={(keys) => put({ keys })} />}
      {draft.way !== 'keys' && (
        <Line name="Filter">
          {filter !== null && (
            <FilterNode
              draft={filter}
              at="query.filter"
              number="1"
              onChange={(next) => put({ filter: next })}
              onRemove={() => put({ filter: null })}
            />
          )}
          <AddButton
            label={filter === null ? 'Add a condition' : 'And'}
            onClick={() => put({ filter: extended(filter, newCondition()) })}
          />
        </Line>
      )}
    </Stack>
  );
}
