import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '@/shared/ui/ErrorState';
import { isOver, resyncStage } from './resync';
import { ResyncChoice } from './ResyncChoice';
import { ResyncProgress } from './ResyncProgress';
import { clusterKey, isBehind } from './syncWords';
import { useImpact } from './useImpact';
import type { LiveTemplate, TemplateUse } from './useTemplate';
import { MAX_AT_ONCE, useResync } from './useResync';

type Props = {
  readonly template: LiveTemplate;
  /** The clusters to choose from, as the feed of the template tells of them: what follows is read from them too. */
  readonly uses: readonly TemplateUse[];
  readonly onClose: () => void;
};

/** Shows what a resync would change in each cluster, asks for it, and follows it to its end. */
export function ResyncDialog({ template, uses, onClose }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(uses.filter((use) => isBehind(use) && !use.obstacle).map(clusterKey)),
  );
  const resync = useResync(template);
  const impacts = useImpact(template);
  const started = uses.filter((use) => resync.asked.has(clusterKey(use)));
  // One that came into sync meanwhile has nothing left to be asked for.
  const picked = uses.filter((use) => isBehind(use) && chosen.has(clusterKey(use)));
  const isStarted = started.length > 0;
  const left = started.filter((use) => {
    const asked = resync.asked.get(clusterKey(use));
    return asked !== undefined && !isOver(resyncStage(use, asked));
  }).length;

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={`Resync with ${template.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {isStarted ? (
          <ResyncProgress template={template} uses={started} asked={resync.asked} />
        ) : (
          <>
            <Text size="sm">
              The operator copies the template as it is now. What a cluster or its overrides say goes before
              it, so only the fields below change.
            </Text>
            <ResyncChoice impacts={impacts} uses={uses} chosen={chosen} onChosen={setChosen} />
          </>
        )}
        <ErrorState error={resync.error} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {isStarted
              ? left === 0
                ? 'Nothing is under way any more.'
                : 'It goes on when this is closed.'
              : picked.length > MAX_AT_ONCE
                ? `At most ${String(MAX_AT_ONCE)} clusters at once.`
                : ''}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {isStarted ? 'Close' : 'Cancel'}
            </Button>
            {!isStarted && (
              <Button
                disabled={picked.length === 0 || picked.length > MAX_AT_ONCE}
                loading={resync.busy}
                onClick={() => void resync.start(picked)}
              >
                Resync {picked.length} {picked.length === 1 ? 'cluster' : 'clusters'}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
