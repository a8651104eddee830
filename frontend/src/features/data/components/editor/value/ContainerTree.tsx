import { Button, Group, NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MapOrder } from '../../../model/value';
import type { ContainerDraft, ValueDraft } from '../../../model/valueDraft';
import { addEntry, entriesOf, reorder, sizeOf } from '../../../model/valueTree';
import { TreeEntry } from './TreeEntry';
import classes from './tree.module.css';

const ORDERS: readonly { readonly value: MapOrder; readonly label: string }[] = [
  { value: 'UNORDERED', label: 'unordered' },
  { value: 'KEY_ORDERED', label: 'ordered by key' },
];
const WRITTEN_NO_MORE = { value: 'KEY_VALUE_ORDERED', label: 'ordered by key and value' } as const;

/** Entries drawn at once; the rest comes on demand, so that a list of a million does not stop the page. */
const STEP = 50;

type Props = {
  readonly label: string;
  readonly container: ContainerDraft;
  readonly onChange: (draft: ValueDraft) => void;
  readonly initiallyOpen?: boolean;
};

/** A list or map that opens in place. */
export function ContainerTree({ label, container, onChange, initiallyOpen = false }: Props) {
  const [isOpen, setOpen] = useState(initiallyOpen || sizeOf(container) === 0);
  const [limit, setLimit] = useState(STEP);
  const size = sizeOf(container);
  const noun = container.kind === 'list' ? ['item', 'items'] : ['entry', 'entries'];
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const add = () => {
    setLimit(Math.max(limit, size + 1));
    onChange(addEntry(container));
  };

  return (
    <div className={classes.container}>
      <Group gap="xs" wrap="wrap">
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-label={`${label}: ${String(size)} ${noun[size === 1 ? 0 : 1] ?? ''}`}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={14} aria-hidden="true" />
          <Text span size="xs">
            {container.kind}, {size} {noun[size === 1 ? 0 : 1]}
          </Text>
        </UnstyledButton>
        {isOpen && container.kind === 'map' && (
          <NativeSelect
            size="xs"
            variant="unstyled"
            className={classes.order}
            aria-label={`Order of ${label}`}
            data={container.order === 'KEY_VALUE_ORDERED' ? [...ORDERS, WRITTEN_NO_MORE] : [...ORDERS]}
            value={container.order}
            onChange={(event) => onChange(reorder(container, event.currentTarget.value as MapOrder))}
          />
        )}
      </Group>
      {isOpen && (
        <>
          <ol className={classes.entries} aria-label={label}>
            {entriesOf(container)
              .slice(0, limit)
              .map((entry, index) => (
                <TreeEntry
                  key={entry.id}
                  label={label}
                  container={container}
                  entry={entry}
                  index={index}
                  onChange={onChange}
                />
              ))}
          </ol>
          <Group gap="xs">
            {size > limit && (
              <Button size="compact-xs" variant="default" onClick={() => setLimit(limit + STEP * 4)}>
                Show more: {limit} of {size} shown
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPlus size={12} aria-hidden="true" />}
              aria-label={`Add ${noun[0] ?? ''} to ${label}`}
              onClick={add}
            >
              Add {noun[0]}
            </Button>
          </Group>
        </>
      )}
    </div>
  );
}
