import { Button, Group, Menu, Paper, Text, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { toAppErrors } from '@/shared/errors/appError';
import { formatInt64 } from '@/shared/format/int64';
import { Ago } from '@/shared/ui/Ago';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { notifyDone, notifyError } from '@/shared/ui/notify';
import { draftOfQuery, type QueryDraft } from '../model/queryDraft';
import { queryWords } from '../model/queryWords';
import type { QueryHistoryQuery, SavedQueries_SavedQueryFragment } from '../queries/saved.generated';

type Use = {
  readonly onOpen: (draft: QueryDraft) => void;
  readonly onRun: (draft: QueryDraft) => void;
};

type SavedProps = Use & {
  readonly saved: SavedQueries_SavedQueryFragment;
  readonly onRename: (name: string) => Promise<void>;
  /** Saves the query of the page in its place; null while that cannot be sent. */
  readonly onReplace: (() => Promise<void>) | null;
  readonly onDelete: () => Promise<void>;
};

export function SavedEntry({ saved, onOpen, onRun, onRename, onReplace, onDelete }: SavedProps) {
  const { name } = saved;
  const [mode, setMode] = useState<'rename' | 'delete' | null>(null);
  const replace = async (put: () => Promise<void>) => {
    try {
      await put();
      notifyDone(`${name} is the query of the page now.`);
    } catch (cause) {
      notifyError(cause);
    }
  };
  return (
    <Paper component="li" withBorder p="xs">
      {mode === 'rename' ? (
        <RenameForm name={name} onRename={onRename} onClose={() => setMode(null)} />
      ) : (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <UseButtons name={name} query={saved.query} onOpen={onOpen} onRun={onRun}>
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <Button size="compact-xs" variant="subtle" color="gray" aria-label={`More for ${name}`}>
                  <IconDots size={14} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setMode('rename')}>Rename</Menu.Item>
                <Menu.Item
                  disabled={onReplace === null}
                  onClick={() => {
                    if (onReplace !== null) {
                      void replace(onReplace);
                    }
                  }}
                >
                  Replace by the query of the page
                </Menu.Item>
                <Menu.Item c="var(--mantine-color-red-light-color)" onClick={() => setMode('delete')}>
                  Delete…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </UseButtons>
        </Group>
      )}
      <QueryLine query={saved.query} />
      <ConfirmByName
        opened={mode === 'delete'}
        onClose={() => setMode(null)}
        title="Delete the saved query?"
        name={name}
        confirmLabel="Delete"
        onConfirm={onDelete}
      >
        <b>{name}</b> is deleted for everyone who uses this connection.
      </ConfirmByName>
    </Paper>
  );
}

type PastProps = Use & {
  readonly past: NonNullable<QueryHistoryQuery['queryHistory']>[number];
};

export function PastEntry({ past, onOpen, onRun }: PastProps) {
  return (
    <Paper component="li" withBorder p="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" className="tabular">
          <Ago at={past.at} />
          {past.times !== '1' && `, ${formatInt64(past.times)} times`}
        </Text>
        <UseButtons name="the query that ran" query={past.query} onOpen={onOpen} onRun={onRun} />
      </Group>
      <QueryLine query={past.query} />
    </Paper>
  );
}

type UseProps = Use & {
  readonly name: string;
  readonly query: unknown;
  readonly children?: ReactNode;
};

function UseButtons({ name, query, onOpen, onRun, children }: UseProps) {
  const draft = draftOfQuery(query);
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        disabled={draft === null}
        aria-label={`Open ${name}`}
        onClick={() => {
          if (draft !== null) {
            onOpen(draft);
          }
        }}
      >
        Open
      </Button>
      <Button
        size="compact-xs"
        variant="light"
        disabled={draft === null}
        aria-label={`Run ${name}`}
        onClick={() => {
          if (draft !== null) {
            onRun(draft);
          }
        }}
      >
        Run
      </Button>
      {children}
    </Group>
  );
}

function QueryLine({ query }: { readonly query: unknown }) {
  const draft = draftOfQuery(query);
  return (
    <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {draft === null ? 'This page does not understand the query.' : queryWords(draft)}
    </Text>
  );
}

type RenameProps = {
  readonly name: string;
  readonly onRename: (name: string) => Promise<void>;
  readonly onClose: () => void;
};

function RenameForm({ name, onRename, onClose }: RenameProps) {
  const [next, setNext] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await onRename(next);
      onClose();
    } catch (cause) {
      setProblem(toAppErrors(cause)[0]?.message ?? 'Not renamed.');
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          aria-label={`New name of ${name}`}
          maxLength={100}
          data-autofocus
          value={next}
          error={problem}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={next.trim() === ''}>
          Rename
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
