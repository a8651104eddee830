import { Collapse, Group, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { lazy, Suspense, useId, useState } from 'react';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { TemplateSpec } from './TemplateSpec';

const SpecYaml = lazy(async () => ({ default: (await import('./SpecYaml')).SpecYaml }));

type Props = {
  /** Whose snapshot it is. */
  readonly of: string;
  readonly spec: object;
};

const VIEWS = [
  { value: 'parts', label: 'Read' },
  { value: 'yaml', label: 'YAML' },
] as const;

/** What was copied from the template; folds open and shut. */
export function SnapshotViewer({ of, spec }: Props) {
  const [opened, setOpened] = useState(true);
  const [view, setView] = useState<(typeof VIEWS)[number]['value']>('parts');
  const id = useId();
  return (
    <section aria-label="Snapshot of the template">
      <Group justify="space-between" mih={30} mb={4}>
        <UnstyledButton aria-expanded={opened} aria-controls={id} onClick={() => setOpened(!opened)} fw={700}>
          <Group gap={4}>
            <IconChevronRight size={16} aria-hidden="true" style={{ rotate: opened ? '90deg' : '0deg' }} />
            Snapshot
          </Group>
        </UnstyledButton>
        {opened && (
          <SegmentedControl
            size="xs"
            aria-label="How the snapshot is shown"
            data={[...VIEWS]}
            value={view}
            onChange={(next) => setView(next === 'yaml' ? 'yaml' : 'parts')}
          />
        )}
      </Group>
      <Collapse in={opened} id={id}>
        {opened && view === 'parts' && <TemplateSpec spec={spec} />}
        {opened && view === 'yaml' && (
          <Suspense fallback={<LoadingSkeleton label="the snapshot" rows={6} />}>
            <SpecYaml label={`The snapshot of ${of} as YAML`} spec={spec} />
          </Suspense>
        )}
      </Collapse>
    </section>
  );
}
