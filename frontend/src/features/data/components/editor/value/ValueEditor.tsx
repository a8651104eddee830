import { Text } from '@mantine/core';
import { preview } from '../../../model/preview';
import { kindOf } from '../../../model/value';
import type { ValueDraft } from '../../../model/valueDraft';
import { BoolInput } from './BoolInput';
import { BytesInput } from './BytesInput';
import { CollectionInput } from './CollectionInput';
import { GeoInput } from './GeoInput';
import { HllFacts } from './HllFacts';
import { NumberInput } from './NumberInput';
import { StringInput } from './StringInput';

export type ValueInputProps<D extends ValueDraft = ValueDraft> = {
  readonly label: string;
  readonly draft: D;
  readonly problem: string | null;
  readonly onChange: (draft: ValueDraft) => void;
  /** Inside a tree: no help below the input. */
  readonly compact?: boolean;
};

/** The input that suits a value's type. The draft is the state; nothing that was typed is lost when it is no value yet. */
export function ValueEditor(props: ValueInputProps) {
  const { draft } = props;
  if (draft.form === 'kept') {
    return kindOf(draft.value) === 'hll' ? (
      <HllFacts value={draft.value} />
    ) : (
      <Text size="sm" c="dimmed">
        {preview(draft.value).text}. A value of this type can be kept or removed, not edited.
      </Text>
    );
  }
  if (draft.form === 'container' || draft.kind === 'list' || draft.kind === 'map') {
    return <CollectionInput {...props} draft={draft} />;
  }
  const text = { ...props, draft };
  switch (draft.kind) {
    case 'null':
      return (
        <Text size="sm" c="dimmed" pt={4}>
          null
        </Text>
      );
    case 'bool':
      return <BoolInput {...text} />;
    case 'int':
    case 'float':
      return <NumberInput {...text} />;
    case 'bytes':
      return <BytesInput {...text} />;
    case 'geoJson':
      return <GeoInput {...text} />;
    case 'string':
      return <StringInput {...text} />;
  }
}
