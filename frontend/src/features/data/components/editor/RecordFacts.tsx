import type { ReactNode } from 'react';
import { Code, Text, UnstyledButton } from '@mantine/core';
import { formatDateTime, formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { useCopy } from '@/shared/lib/useCopy';
import { Unknown } from '@/shared/ui/Unknown';
import type { Life } from '../../model/conflict';
import type { RecordRow } from '../../queries/useRecordPages';
import classes from './editor.module.css';

type Props = {
  readonly record: RecordRow;
  /** The generation an edit stands on, which a settled conflict has moved on. */
  readonly generation: number;
};

/** Metadata of a loaded record: digest, generation, expiry, last update. */
export function RecordFacts({ record, generation }: Props) {
  const { copied, copy } = useCopy();
  return (
    <dl className={classes.facts}>
      <Fact name="Digest">
        <UnstyledButton
          onClick={() => void copy(record.key.digest)}
          title="Copy the digest"
          className={classes.digest}
        >
          <Code>{record.key.digest}</Code>{' '}
          <Text span size="xs" c="dimmed">
            {copied ? 'copied' : 'copy'}
          </Text>
        </UnstyledButton>
      </Fact>
      {record.key.set === undefined && (
        <Fact name="Set">
          <Unknown reason="Unknown: it was opened by its digest, which does not tell the set" />
        </Fact>
      )}
      <Fact name="Generation">{generation}</Fact>
      <Fact name="Expires">{ttlText(record.ttl)}</Fact>
      <Fact name="Last update">
        {!isKnown(record.lastUpdate) ? (
          <Unknown reason="Unknown: the server did not say" />
        ) : (
          formatDateTime(record.lastUpdate)
        )}
      </Fact>
    </dl>
  );
}

/** A record's time to live in words. */
export function ttlText(ttl: Life): string {
  if (ttl.never) {
    return 'never';
  }
  return !isKnown(ttl.seconds) ? '—' : `in ${formatDuration(ttl.seconds)}`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
