import { ActionIcon, Button, NativeSelect, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { ValueEditor } from '../components/editor/value/ValueEditor';
import { INPUT_KINDS, kindOptions, type NodeKind } from '../model/binInput';
import { kindOfDraft, retype, valueOf } from '../model/valueDraft';
import { addArgument, type CallDraft, changeArgument, MAX_ARGUMENTS, removeArgument } from './callDraft';
import classes from './functions.module.css';

type Props = {
  readonly draft: CallDraft;
  /** Show what is wrong even with what was not touched: someone tried to call. */
  readonly insist: boolean;
  readonly onChange: (draft: CallDraft) => void;
};

/** What a function gets beside the record or the stream, in order, each of a chosen type. */
export function ArgumentList({ draft, insist, onChange }: Props) {
  return (
    <div className={classes.arguments}>
      {draft.args.length > 0 && (
        <ol className={classes.list}>
          {draft.args.map(({ id, value }, index) => {
            const name = `argument ${String(index + 1)}`;
            const read = valueOf(value);
            const touched = insist || (value.form === 'text' && value.text !== '');
            return (
              <li key={id} className={classes.argument}>
                <Text span size="xs" c="dimmed" className={classes.index}>
                  {index + 1}
                </Text>
                <NativeSelect
                  size="xs"
                  w={110}
                  aria-label={`Type of ${name}`}
                  data={kindOptions(INPUT_KINDS)}
                  value={kindOfDraft(value) ?? 'string'}
                  onChange={(event) =>
                    onChange(changeArgument(draft, id, retype(value, event.currentTarget.value as NodeKind)))
                  }
                />
                <div className={classes.value}>
                  <ValueEditor
                    label={`Value of ${name}`}
                    draft={value}
                    problem={read.ok || !touched ? null : read.problem}
                    onChange={(next) => onChange(changeArgument(draft, id, next))}
                  />
                </div>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(removeArgument(draft, id))}
                >
                  <IconX size={14} aria-hidden="true" />
                </ActionIcon>
              </li>
            );
          })}
        </ol>
      )}
      {draft.args.length < MAX_ARGUMENTS && (
        <Button
          size="compact-xs"
          mt={4}
          variant="subtle"
          leftSection={<IconPlus size={12} aria-hidden="true" />}
          onClick={() => onChange(addArgument(draft))}
        >
          Add an argument
        </Button>
      )}
    </div>
  );
}
