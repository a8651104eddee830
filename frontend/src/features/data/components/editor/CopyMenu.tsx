import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { copyText } from '@/shared/lib/clipboard';
import { notifyDone } from '@/shared/ui/notify';
import { copyAsAql, copyAsGraphql, copyBins, copyRecord, type CopySource } from '../../model/copyRecord';
import { keyRefOf, type RecordRef } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import { recordsUrl } from '../../urls';

type Props = {
  /** The page it is open on. */
  readonly page: RecordTarget;
  readonly record: RecordRow;
  /** How the record is opened there, which a link needs. */
  readonly open: RecordRef;
};

/** The stored record as text for somewhere else, exact, and the link to it. */
export function CopyMenu({ page, record, open }: Props) {
  const source: CopySource = {
    connectionId: page.connectionId,
    namespace: record.key.namespace,
    set: record.key.set ?? null,
    key: keyRefOf(record.key),
    bins: record.bins,
  };
  const aql = copyAsAql(source);
  const link = () =>
    new URL(
      recordsUrl(page.connectionId, page.namespace, page.set, { open: { mode: 'edit', ...open } }),
      window.location.href,
    ).href;
  const copy = async (what: string, text: string) => {
    if (await copyText(text)) {
      notifyDone(`${what} copied.`);
    } else {
      notifications.show({ message: 'The browser did not allow copying.', color: 'yellow' });
    }
  };

  return (
    <Menu position="top-end" withinPortal={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copy('Link', link())}>Link to this record</Menu.Item>
        <Menu.Item onClick={() => void copy('Record', copyRecord(source))}>Record as JSON</Menu.Item>
        <Menu.Item onClick={() => void copy('Bins', copyBins(source))}>Bins as JSON</Menu.Item>
        <Menu.Item onClick={() => void copy('GraphQL request', copyAsGraphql(source))}>
          GraphQL request that writes it
        </Menu.Item>
        <Menu.Item
          disabled={aql.statement === null}
          onClick={() => void copy('AQL statement', aql.statement ?? '')}
        >
          AQL INSERT
          {aql.leftOut.length > 0 && aql.statement !== null && `, without ${aql.leftOut.join(', ')}`}
        </Menu.Item>
        {(aql.reason !== null || aql.leftOut.length > 0) && (
          <Menu.Label maw={280}>
            {aql.reason ?? 'AQL has no exact words for the type or the name of the bins it leaves out.'}
          </Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
