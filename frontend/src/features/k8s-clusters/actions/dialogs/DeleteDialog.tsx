import { Alert, Anchor, Checkbox, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'react-router';
import { dashboardUrl } from '@/features/data';
import { isKnown } from '@/shared/lib/known';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import {
  DeleteK8sAutoscalerDocument,
  DeleteK8sClusterDocument,
  type DeleteK8sClusterMutation,
} from '../mutations.generated';
import { useMutate } from '../useChange';
import type { ClusterDialogProps } from './props';

type Doomed = DeleteK8sClusterMutation['deleteK8sCluster'];

/** Shows all that goes with a cluster, asks for its name, and deletes it. */
export function DeleteDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const [keepConnection, setKeepConnection] = useState(false);
  const [withAutoscaler, setWithAutoscaler] = useState(false);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const [error, setError] = useState<unknown>(null);

  const look = useEffectEvent((signal: AbortSignal) =>
    mutate(DeleteK8sClusterDocument, { ...at, keepConnection: false, dryRun: true }, signal),
  );
  useEffect(() => {
    const aborter = new AbortController();
    look(aborter.signal).then(
      (data) => !aborter.signal.aborted && setDoomed(data.deleteK8sCluster),
      (cause: unknown) => !aborter.signal.aborted && setError(cause),
    );
    return () => aborter.abort();
  }, []);

  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={`Delete ${at.name}?`}
      name={at.name}
      confirmLabel="Delete"
      ready={doomed !== null}
      onConfirm={async () => {
        await mutate(DeleteK8sClusterDocument, {
          ...at,
          keepConnection,
          confirmName: at.name,
          dryRun: false,
        });
        if (withAutoscaler) {
          await mutate(DeleteK8sAutoscalerDocument, { ...at, dryRun: false });
        }
        notifyDone(`${at.name} is being deleted. It is listed until its pods and volumes are gone.`);
      }}
    >
      <ErrorState error={error} />
      {doomed === null && error === null && <LoadingSkeleton label="what goes with it" rows={3} />}
      {doomed !== null && (
        <Stack gap="sm">
          <Claims claims={doomed.claims} />
          <Objects objects={doomed.objects} />
          {doomed.unseenKinds.length > 0 && (
            <Text size="sm">
              This server may not look at {doomed.unseenKinds.join(', ')}: there may be more.
            </Text>
          )}
          {doomed.connections.length > 0 && (
            <Checkbox
              label={
                <>
                  Keep its connection{' '}
                  {doomed.connections.map(({ id, name }, index) => (
                    <span key={id}>
                      {index > 0 && ', '}
                      <Anchor component={Link} inherit underline="always" to={dashboardUrl(id)}>
                        {name}
                      </Anchor>
                    </span>
                  ))}
                </>
              }
              description="Otherwise it is removed too, with its stored password and its kept history."
              checked={keepConnection}
              onChange={(event) => setKeepConnection(event.currentTarget.checked)}
            />
          )}
          {isKnown(doomed.autoscaler) && (
            <Checkbox
              label={`Delete its autoscaler ${doomed.autoscaler} too`}
              description="It stays otherwise, without anything to scale."
              checked={withAutoscaler}
              onChange={(event) => setWithAutoscaler(event.currentTarget.checked)}
            />
          )}
          {doomed.warnings.map((warning) => (
            <Text key={warning} size="sm">
              {warning}
            </Text>
          ))}
        </Stack>
      )}
    </ConfirmByName>
  );
}

function Claims({ claims }: { readonly claims: Doomed['claims'] }) {
  if (claims.length === 0) {
    return <Text size="sm">It has no volumes. What its nodes keep in memory is lost.</Text>;
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden="true" />} title="Its volumes, with the data">
      <List size="sm">
        {claims.map(({ name, capacity, isDeleted }) => (
          <List.Item key={name}>
            {name}
            {isKnown(capacity) && ` (${capacity})`}: <b>{fate(isDeleted)}</b>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function fate(isDeleted: boolean | null | undefined): string {
  if (!isKnown(isDeleted)) {
    return 'not known whether it goes';
  }
  return isDeleted ? 'deleted' : 'stays';
}

function Objects({ objects }: { readonly objects: Doomed['objects'] }) {
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  return (
    <div>
      <Text size="sm">What the operator made for it goes:</Text>
      <List size="sm">
        {kinds.map((kind) => (
          <List.Item key={kind}>
            {kind}:{' '}
            {objects
              .filter((object) => object.kind === kind)
              .map(({ name }) => name)
              .join(', ')}
          </List.Item>
        ))}
        {kinds.length === 0 && <List.Item>nothing is there</List.Item>}
      </List>
    </div>
  );
}
