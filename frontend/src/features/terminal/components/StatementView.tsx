import { ActionIcon, Code, Loader, Menu, Text } from '@mantine/core';
import { IconBraces, IconCopy, IconDots, IconLink, IconPencil } from '@tabler/icons-react';
import { memo } from 'react';
import { explain } from '@/shared/errors/explain';
import { copyText } from '@/shared/lib/clipboard';
import { notifyDone } from '@/shared/ui/notify';
import type { Format } from '../model/options';
import { jsonText, rawText, tableOf, tabText } from '../model/output';
import type { Statement } from '../model/scrollback';
import { holdsSecret } from '../model/secrets';
import { statementWords } from '../model/words';
import { Result } from './Result';
import classes from './terminal.module.css';

/** What can be done with a statement that was run. */
export type StatementActions = {
  readonly onEdit: (text: string) => void;
  readonly onCopyGraphql: (text: string) => void;
  readonly onCopyLink: (text: string) => void;
};

type Props = {
  readonly statement: Statement;
  readonly format: Format;
  /** Whether its result is drawn. */
  readonly isOpen: boolean;
  /** Whether its rows made room for newer ones. */
  readonly isForgotten: boolean;
  readonly actions: StatementActions;
};

/** A statement and what it yielded. */
export const StatementView = memo(function StatementView(props: Props) {
  const { statement, format, isOpen, isForgotten, actions } = props;
  const { phase, text, message, problem, file, line, rows, kept } = statement;
  return (
    <>
      <div className={classes.line}>
        <span className={classes.mark} aria-hidden="true">
          ›
        </span>
        <span className={classes.statement}>
          {text}
          {file && (
            <Text span size="xs" c="dimmed">
              {` -- ${file}:${line}`}
            </Text>
          )}
        </span>
        <span className={classes.side}>
          {phase === 'RUNNING' && <Loader size={12} mr={6} aria-hidden="true" />}
          <Text size="xs" c={phase === 'FAILED' ? 'red' : 'dimmed'} className="tabular">
            {statementWords(statement)}
          </Text>
          <StatementMenu statement={statement} format={format} actions={actions} />
        </span>
      </div>
      {(isOpen || problem) && (
        <div className={classes.body}>
          {problem && (
            <Text size="sm" className={classes.failed} style={{ overflowWrap: 'anywhere' }}>
              <strong>{explain(problem).title}:</strong> {problem.message} <Code>{problem.code}</Code>
            </Text>
          )}
          {message && (
            <Text size="sm" c="dimmed">
              {message}
            </Text>
          )}
          {isOpen && <Result statement={statement} format={format} />}
          {isOpen && format.output === 'MUTE' && kept > 0 && <Note>Output is muted.</Note>}
          {isForgotten && rows !== '0' && (
            <Note>Its rows made room for newer ones. Run it again to see them.</Note>
          )}
          {!isForgotten && BigInt(rows) > BigInt(kept) && phase !== 'RUNNING' && (
            <Note>Only {kept.toLocaleString('en')} of its rows are kept here.</Note>
          )}
        </div>
      )}
    </>
  );
});

function Note({ children }: { readonly children: React.ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

function StatementMenu({ statement, format, actions }: Pick<Props, 'statement' | 'format' | 'actions'>) {
  const { text: source, kept, parts } = statement;
  const isSecret = holdsSecret(statement);
  const copyResult = async () => {
    const table = tableOf(parts, kept);
    const { output, hasTypes } = format;
    const text = { JSON: jsonText, RAW: rawText, TABLE: tabText, MUTE: tabText }[output](table, hasTypes);
    if (await copyText(text)) notifyDone('Result copied.');
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`More for ${source.slice(0, 80)}`}>
          <IconDots size={14} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          disabled={kept === 0}
          onClick={() => void copyResult()}
        >
          Copy the result
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces size={14} aria-hidden="true" />}
          onClick={() => actions.onCopyGraphql(source)}
        >
          Copy as GraphQL
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil size={14} aria-hidden="true" />}
          disabled={isSecret}
          onClick={() => actions.onEdit(source)}
        >
          Write it again
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLink size={14} aria-hidden="true" />}
          disabled={isSecret}
          onClick={() => actions.onCopyLink(source)}
        >
          Copy a link
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
