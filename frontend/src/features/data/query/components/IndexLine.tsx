import { NativeSelect } from '@mantine/core';
import { INDEX } from '../model/inputs';
import type { DraftObject } from '../model/spec';
import { Line } from './Line';
import { ProblemText } from './ProblemText';
import { SpecField } from './SpecField';

type Props = { readonly draft: DraftObject; readonly onChange: (draft: DraftObject) => void };

/** What a secondary index is asked for: by the bin it is on, or by its name. */
export function IndexLine({ draft, onChange }: Props) {
  const source = draft.index === undefined ? 'bin' : 'index';
  const { bin, index, ...rest } = draft;
  return (
    <Line name="Index">
      <NativeSelect
        size="xs"
        aria-label="Index found by"
        data={[
          { value: 'bin', label: 'on the bin' },
          { value: 'index', label: 'named' },
        ]}
        value={source}
        onChange={(event) => onChange({ ...rest, [event.currentTarget.value]: bin ?? index ?? '' })}
      />
      {INDEX.fields
        .filter(({ name }) => name === source || (name !== 'bin' && name !== 'index'))
        .map(({ name, spec }) => (
          <SpecField
            key={name}
            spec={spec()}
            draft={draft[name] ?? ''}
            at={`query.index.${name}`}
            onChange={(inner) => onChange({ ...draft, [name]: inner })}
          />
        ))}
      <ProblemText at="query.index" />
    </Line>
  );
}
