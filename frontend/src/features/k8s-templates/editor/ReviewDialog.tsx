import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import {
  clusterKey,
  FieldChanges,
  Impact,
  type Impacts,
  KeptNotes,
  StepNotes,
  SyncMark,
} from '@/features/k8s-clusters';
import { isKnown } from '@/shared/lib/known';
import { ErrorState } from '@/shared/ui/ErrorState';
import type { TemplateVerdict } from './useTemplateSave';

type Props = {
  readonly isNew: boolean;
  /** What the server says of the draft as it stands. */
  readonly verdict: TemplateVerdict;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onClose: () => void;
};

/** What is about to be kept: what differs, what is warned of, and what a resync would bring to each cluster. */
export function ReviewDialog({ isNew, verdict, busy, error, onSave, onClose }: Props) {
  const { changes, warnings, refusals, keepers, template } = verdict;
  const uses = template?.usedBy?.clusters.filter(({ refers }) => refers) ?? [];
  const impacts: Impacts = {
    of: new Map(uses.map((use) => [use.clusterId, { ...use, diff: null }])),
    errors: [],
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={isNew ? 'Make the template' : 'Save the template'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <StepNotes refusals={refusals} warnings={warnings} />
        <KeptNotes keepers={keepers} />
        {changes.length > 0 && (
          <section aria-labelledby="review-changes">
            <Title order={3} size="h6" id="review-changes">
              {isNew ? 'Filled in by Kubernetes' : 'What changes in the template'}
            </Title>
            <FieldChanges label="What changes in the template" changes={changes} />
          </section>
        )}
        {!isNew && (
          <section aria-labelledby="review-impact">
            <Title order={3} size="h6" id="review-impact" mb={4}>
              What a resync would then change
            </Title>
            <Text size="sm" mb="xs">
              {uses.length === 0
                ? 'No cluster is made from it.'
                : 'Saving changes no cluster: each keeps its copy until it is resynced.'}
            </Text>
            <Stack gap="sm">
              {uses.map((use) => (
                <div key={use.clusterId}>
                  <Group gap="xs">
                    <Text size="sm" fw={600}>
                      {clusterKey(use)}
                    </Text>
                    <SyncMark use={use} />
                  </Group>
                  <Impact use={use} impacts={impacts} />
                </div>
              ))}
            </Stack>
          </section>
        )}
        {isNew && isKnown(template) && (
          <Text size="sm">Kubernetes accepts it. Clusters can be made from it as soon as it is there.</Text>
        )}
        <ErrorState error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Go on editing
          </Button>
          <Button data-autofocus loading={busy} disabled={refusals.length > 0} onClick={onSave}>
            {isNew ? 'Make it' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
