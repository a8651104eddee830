import { Badge, NativeSelect, Tabs, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useResource } from '../form/ResourceForm';
import type { Section } from './sections';

type Props = {
  readonly sections: readonly Section[];
  readonly shown: Section;
  readonly onShow: (id: string) => void;
  readonly children: ReactNode;
};

/** The parts of a cluster, each with how much of it is refused, and the one that is shown. */
export function SectionTabs({ sections, shown, onShow, children }: Props) {
  const { refusalsIn } = useResource();
  const hasRoom = useMediaQuery('(min-width: 48em)', true);
  const counted = sections.map((section) => ({ ...section, refused: refusalsIn(section.paths).length }));
  if (!hasRoom) {
    return (
      <>
        <NativeSelect
          label="Section"
          mb="md"
          value={shown.id}
          data={counted.map(({ id, label, refused }) => ({
            value: id,
            label: refused === 0 ? label : `${label} (${refused} refused)`,
          }))}
          onChange={({ currentTarget }) => onShow(currentTarget.value)}
        />
        {children}
      </>
    );
  }
  return (
    <Tabs value={shown.id} onChange={(id) => onShow(id ?? shown.id)} keepMounted={false}>
      <Tabs.List mb="md" aria-label="Sections">
        {counted.map(({ id, label, refused }) => (
          <Tabs.Tab
            key={id}
            value={id}
            px="sm"
            rightSection={
              refused > 0 && (
                <Badge size="sm" variant="light" color="red" circle>
                  {refused}
                  <VisuallyHidden> refused</VisuallyHidden>
                </Badge>
              )
            }
          >
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown.id}>{children}</Tabs.Panel>
    </Tabs>
  );
}
