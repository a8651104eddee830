import { Checkbox, Group, ScrollArea, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { errorsAt } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { ChangeDialog } from '../components/ChangeDialog';
import { SetK8sNodeBlockListDocument } from '../mutations.generated';
import { type Changer, useMutate } from '../useChange';
import { K8sBlockFactsDocument, type K8sBlockFactsQuery } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

const FIELD = 'spec.k8sNodeBlockList';

type Node = NonNullable<K8sBlockFactsQuery['k8sNodes']>[number];

/** Names the Kubernetes nodes that run no pod of a cluster. */
export function BlockNodesDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const facts = useReading(K8sBlockFactsDocument, { ...at });
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const cluster = facts.data?.k8sCluster ?? null;
  const nodes = facts.data?.k8sNodes ?? null;
  const chosen = picked ?? cluster?.spec?.k8sNodeBlockList ?? [];
  const change: Changer =
    cluster === null
      ? null
      : async (mode, signal) =>
          (await mutate(SetK8sNodeBlockListDocument, { ...at, ...mode, nodeNames: [...chosen] }, signal))
            .setK8sNodeBlockList;
  return (
    <ChangeDialog
      title={`Nodes that run no pod of ${at.name}`}
      submitLabel="Save"
      draft={JSON.stringify(chosen)}
      change={change}
      fields={[FIELD]}
      next="New pods stay off these nodes. Those that run there stay until they are restarted."
      onClose={onClose}
    >
      {(refused) => (
        <>
          {facts.loading && cluster === null && <LoadingSkeleton label="the nodes" rows={4} rowHeight={22} />}
          {errorsAt(facts.errors, []).map((error) => (
            <FieldError key={error.message} error={error} />
          ))}
          {nodes !== null && (
            <NodeChoice
              nodes={nodes}
              chosen={chosen}
              podsOn={(node) => (cluster?.pods ?? []).filter((pod) => pod.state?.node === node).length}
              onChange={setPicked}
            />
          )}
          {nodes === null && cluster !== null && (
            <TagsInput
              label="Names of nodes"
              description="The nodes cannot be listed here; write their names."
              value={[...chosen]}
              onChange={setPicked}
            />
          )}
          {isKnown(refused(FIELD)) && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {refused(FIELD)}
            </Text>
          )}
        </>
      )}
    </ChangeDialog>
  );
}

type NodeChoiceProps = {
  readonly nodes: readonly Node[];
  readonly chosen: readonly string[];
  readonly podsOn: (node: string) => number;
  readonly onChange: (chosen: string[]) => void;
};

/** Nodes to choose from; those that are named and no longer there stay to be taken off. */
function NodeChoice({ nodes, chosen, podsOn, onChange }: NodeChoiceProps) {
  const gone = chosen.filter((name) => !nodes.some((node) => node.name === name));
  return (
    <Checkbox.Group label="Blocked nodes" value={[...chosen]} onChange={onChange}>
      <ScrollArea.Autosize mah={300} type="auto" mt={6} viewportProps={{ tabIndex: 0 }}>
        <Stack gap={6}>
          {nodes.map(({ name, zone, isReady, isCordoned }) => {
            const pods = podsOn(name);
            return (
              <Checkbox
                key={name}
                value={name}
                label={
                  <Group gap="xs" component="span">
                    <span>{name}</span>
                    {isKnown(zone) && (
                      <Text span size="xs" c="dimmed">
                        {zone}
                      </Text>
                    )}
                    {pods > 0 && (
                      <Mark color="blue">{`${String(pods)} ${pods === 1 ? 'pod' : 'pods'} here`}</Mark>
                    )}
                    {isReady === false && <Mark color="red">not ready</Mark>}
                    {isCordoned && <Mark color="yellow">takes no new pods</Mark>}
                  </Group>
                }
              />
            );
          })}
          {gone.map((name) => (
            <Checkbox key={name} value={name} label={name} description="There is no such node" />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}
