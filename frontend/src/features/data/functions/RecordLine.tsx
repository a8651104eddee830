import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { KEY_INPUT_OPTIONS, type KeyInputKind, parseKey } from '../model/recordKey';
import type { Places } from '../queries/usePlaces';
import { Line } from '../query/components/Line';
import type { CallDraft } from './callDraft';
import classes from './functions.module.css';

type Props = {
  readonly draft: CallDraft;
  /** Show what is wrong even with what was not touched: someone tried to call. */
  readonly insist: boolean;
  readonly places: Places;
  readonly onChange: (draft: CallDraft) => void;
};

/** The record a function is called on: where it is, and its key of a chosen type. */
export function RecordLine({ draft, insist, places, onChange }: Props) {
  const { namespace, set, key } = draft;
  const parsed = parseKey(key.kind, key.text);
  return (
    <Line name="Record">
      <Autocomplete
        size="xs"
        w={150}
        aria-label="Namespace"
        placeholder="Namespace"
        data={[...places.namespaces]}
        value={namespace}
        error={insist && namespace === '' && 'Choose a namespace.'}
        onChange={(next) => onChange({ ...draft, namespace: next })}
      />
      <Autocomplete
        size="xs"
        w={190}
        aria-label="Set"
        placeholder="In no set"
        data={[...places.setsOf(namespace)]}
        limit={50}
        value={set}
        onChange={(next) => onChange({ ...draft, set: next })}
      />
      <NativeSelect
        size="xs"
        w={130}
        aria-label="Key type"
        data={[...KEY_INPUT_OPTIONS]}
        value={key.kind}
        onChange={(event) =>
          onChange({ ...draft, key: { ...key, kind: event.currentTarget.value as KeyInputKind } })
        }
      />
      <TextInput
        size="xs"
        className={classes.value}
        aria-label="Key"
        placeholder="Key"
        spellCheck={false}
        autoComplete="off"
        value={key.text}
        error={!parsed.ok && (insist || key.text !== '') && parsed.problem}
        onChange={(event) => onChange({ ...draft, key: { ...key, text: event.currentTarget.value } })}
      />
    </Line>
  );
}
