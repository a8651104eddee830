import { Stack, Text } from '@mantine/core';
import { IconRefresh, IconTemplate } from '@tabler/icons-react';
import { FeedBadges } from '@/features/data';
import { useFeed } from '@/shared/feeds/useFeed';
import { isKnown } from '@/shared/lib/known';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { ActionButton } from '@/shared/ui/ActionButton';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PartHeader } from './PartHeader';
import { FieldChanges } from '../../actions';
import { CLUSTERS, refusalOf } from '../../model/rights';
import type { ClusterRef } from '../../urls';
import { ResyncDialog } from './ResyncDialog';
import { K8sTemplateSnapshotFeedDocument, type TemplateSnapshot_ClusterFragment } from './snapshot.generated';
import { SnapshotFacts } from './SnapshotFacts';
import { SnapshotViewer } from './SnapshotViewer';
import { clusterKey, isBehind } from './syncWords';
import { useImpact } from './useImpact';
import { useTemplate } from './useTemplate';

export type SnapshotCluster = TemplateSnapshot_ClusterFragment;

const DIALOGS = ['resync'] as const;

/** The copy of the template a cluster is made from, how far it is from the template, and the way to copy it again. */
export function TemplateSnapshot({ at }: { readonly at: ClusterRef }) {
  const { namespace, name } = at;
  const feed = useFeed({
    document: K8sTemplateSnapshotFeedDocument,
    variables: { context: at.context ?? null, namespace, name },
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sCluster,
    reduce: (_: { readonly cluster: SnapshotCluster | null } | null, item) => ({
      cluster: item.cluster ?? null,
    }),
  });
  const cluster = feed.state?.cluster ?? null;
  return (
    <Stack gap="md">
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {cluster !== null && feed.status !== 'live' && (
        <div>
          <FeedBadges feed={feed} />
        </div>
      )}
      {feed.state === null && feed.error === null && <LoadingSkeleton label="the template" rows={5} />}
      {cluster !== null && <Shown cluster={cluster} />}
    </Stack>
  );
}

function Shown({ cluster }: { readonly cluster: SnapshotCluster }) {
  const { context, templateSnapshot: snapshot, spec } = cluster;
  const named = spec?.templateRef?.name ?? snapshot?.name ?? null;
  const { dialog, open, close } = useUrlDialog(DIALOGS);
  const feed = useTemplate({ context, name: named ?? '' }, { skip: named === null });
  const template = feed.state?.template ?? null;
  const impacts = useImpact(template);
  const use = template?.usedBy?.clusters.find((one) => clusterKey(one) === clusterKey(cluster)) ?? null;

  const diff = use === null ? [] : (impacts.of?.get(use.clusterId)?.diff ?? []);

  if (named === null) {
    return (
      <EmptyState icon={IconTemplate} title="Not made from a template">
        A template holds what several clusters have in common. A cluster takes one over by naming it in{' '}
        <code>spec.templateRef</code> when it is made.
      </EmptyState>
    );
  }
  return (
    <>
      <PartHeader
        title="Template"
        action={
          use !== null &&
          isBehind(use) && (
            <ActionButton
              size="xs"
              leftSection={<IconRefresh size={14} aria-hidden="true" />}
              whyNot={refusalOf(cluster.permissions, 'patch', CLUSTERS)}
              onClick={() => open('resync')}
            >
              Resync…
            </ActionButton>
          )
        }
      />
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {feed.state !== null && template === null && (
        <Text size="sm" role="alert">
          There is no template {named} any more: the cluster goes on with its copy and cannot be resynced.
        </Text>
      )}
      <SnapshotFacts cluster={cluster} name={named} template={template} />
      {diff.length > 0 && (
        <section aria-label="Changed in the template since">
          <PartHeader title="Changed in the template since" />
          <FieldChanges
            label="Changed in the template since"
            changes={diff}
            words={['in the copy', 'in the template now']}
          />
        </section>
      )}
      {isKnown(snapshot?.spec) && <SnapshotViewer of={clusterKey(cluster)} spec={snapshot.spec} />}
      {dialog === 'resync' && template !== null && use !== null && (
        <ResyncDialog template={template} uses={[use]} onClose={close} />
      )}
    </>
  );
}
