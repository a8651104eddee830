import { Button, Group, Menu, Popover, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useSavedViews } from './savedViews';

type Props = {
  /** The present view, as it is kept. */
  readonly search: string;
  readonly onChoose: (search: string) => void;
};

/** Filters and orders under names: to choose, to save, to delete. */
export function SavedViews({ search, onChoose }: Props) {
  const { views, save, remove } = useSavedViews();
  const [naming, { open, close }] = useDisclosure(false);
  const current = views.find((view) => view.search === search) ?? null;
  return (
    <Popover withRoles={false} opened={naming} onChange={close} trapFocus withinPortal position="bottom-end">
      <Popover.Target>
        <div>
          <Menu position="bottom-end" withinPortal closeOnItemClick={false}>
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconBookmark size={14} aria-hidden="true" />}
                rightSection={<IconChevronDown size={14} aria-hidden="true" />}
              >
                {current?.name ?? 'Views'}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onChoose('')} closeMenuOnClick>
                All clusters
              </Menu.Item>
              {views.map((view) => (
                <Group key={view.name} gap={0} wrap="nowrap" role="none">
                  <Menu.Item
                    closeMenuOnClick
                    aria-current={view.search === search || undefined}
                    fw={view.search === search ? 600 : undefined}
                    onClick={() => onChoose(view.search)}
                  >
                    {view.name}
                  </Menu.Item>
                  <Menu.Item
                    w="auto"
                    flex="none"
                    aria-label={`Delete the view ${view.name}`}
                    onClick={() => remove(view.name)}
                  >
                    <IconTrash size={14} aria-hidden="true" />
                  </Menu.Item>
                </Group>
              ))}
              <Menu.Divider />
              <Menu.Item closeMenuOnClick disabled={search === ''} onClick={open}>
                Save this view…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <NameView
          first={current?.name ?? ''}
          taken={views.map(({ name }) => name)}
          onName={(name) => {
            save({ name, search });
            close();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type NameViewProps = {
  readonly first: string;
  readonly taken: readonly string[];
  readonly onName: (name: string) => void;
};

function NameView({ first, taken, onName }: NameViewProps) {
  const [name, setName] = useState(first);
  const trimmed = name.trim();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (trimmed !== '') onName(trimmed);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          data-autofocus
          size="xs"
          label="Name of the view"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={trimmed === ''}>
          {taken.includes(trimmed) ? 'Replace' : 'Save'}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        Kept in this browser.
      </Text>
    </form>
  );
}
