import { Group, Text, UnstyledButton } from '@mantine/core';
import { spellingsOf } from '../../../model/binInput';
import { utf8Length } from '../../../model/bytes';
import { unseenIn } from '../../../model/escapes';
import { respell, type TextDraft, valueOf, withText } from '../../../model/valueDraft';
import classes from '../editor.module.css';
import { LongText } from './LongText';
import { SpellingSwitch } from './SpellingSwitch';
import type { ValueInputProps } from './ValueEditor';

/** Text of several lines. Below it: its length as the server counts it, and what it holds that cannot be seen. */
export function StringInput({
  label,
  draft,
  problem,
  onChange,
  compact = false,
}: ValueInputProps<TextDraft>) {
  const value = valueOf(draft);
  const text = value.ok && typeof value.value === 'string' ? value.value : null;
  const unseen = text === null ? [] : unseenIn(text);
  const bytes = text === null ? null : utf8Length(text);
  const escapes = draft.spelling === 'escaped' || unseen.length > 0;
  const escaped = escapes ? null : respell(draft, 'escaped');
  return (
    <>
      <LongText
        label={label}
        text={draft.text}
        problem={problem}
        onChange={(next) => onChange(withText(draft, next))}
      />
      {(escapes || !compact) && (
        <Group gap="xs" mt={2}>
          {escapes && (
            <SpellingSwitch
              label={`${label}, spelling`}
              draft={draft}
              spellings={spellingsOf('string')}
              onChange={onChange}
            />
          )}
          <Text size="xs" c="dimmed">
            {bytes === null ? '' : `${String(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`}
            {unseen.length > 0 && `, unseen: ${unseen.join(', ')}`}
          </Text>
          {escaped?.ok === true && (
            <UnstyledButton
              className={classes.link}
              aria-label={`Write ${label} with escapes`}
              onClick={() => onChange(escaped.value)}
            >
              Write escapes
            </UnstyledButton>
          )}
        </Group>
      )}
    </>
  );
}
