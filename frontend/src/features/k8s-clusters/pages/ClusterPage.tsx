import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { IconBinaryTree2, IconDashboard } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { dashboardUrl, FeedBadges, ProblemList } from '@/features/data';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Known } from '@/shared/ui/Unknown';
import { Findings } from '../components/Findings';
import { type ShownCluster, useCluster } from '../feeds/useCluster';
import { STATE_WORDS } from '../model/stateWords';
import { type ClusterRef, CONTEXT_PARAM, editCommand } from '../urls';

/** A cluster as Kubernetes has it: what is asked for, what the operator says, and what is so. */
export function ClusterPage() {
  const { namespace = '', name = '' } = useParams();
  const [params] = useSearchParams();
  const ref = { context: params.get(CONTEXT_PARAM), namespace, name };
  const feed = useCluster(ref);
  const cluster = feed.state?.cluster ?? null;

  if (feed.state !== null && cluster === null) {
    return (
      <EmptyState icon={IconBinaryTree2} order={1} title={`No cluster ${namespace}/${name}`}>
        Kubernetes has no AerospikeCluster of this name here, or this server may not see it. This page shows
        it once there is one.
      </EmptyState>
    );
  }
  const words = cluster === null ? null : STATE_WORDS[cluster.assessment.state];
  return (
    <>
      <PageHeader
        title={name}
        subtitle={cluster === null ? namespace : `${namespace} · ${cluster.context}`}
        badges={
          <>
            {words !== null && <Mark color={words.color}>{words.text}</Mark>}
            <FeedBadges feed={feed} />
          </>
        }
        actions={isKnown(cluster?.connection) && <ToDashboard connection={cluster.connection} />}
      />
      <Stack gap="md">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {cluster !== null && <Shown cluster={cluster} at={ref} />}
        {cluster === null && feed.error === null && <LoadingSkeleton label="the cluster" rows={8} />}
      </Stack>
    </>
  );
}

function ToDashboard({ connection }: { readonly connection: NonNullable<ShownCluster['connection']> }) {
  return (
    <Button
      component={Link}
      to={dashboardUrl(connection.id)}
      variant="default"
      leftSection={<IconDashboard size={16} aria-hidden="true" />}
    >
      {connection.name}
    </Button>
  );
}

function Shown({ cluster, at }: { readonly cluster: ShownCluster; readonly at: ClusterRef }) {
  const { assessment, yaml } = cluster;
  return (
    <>
      <Facts label="What it is">
        <Fact name="Operator’s phase">
          <Known value={cluster.phase} format={String} reason="The operator has not said anything yet" />
        </Fact>
        <Fact name="Nodes wanted">
          <Known value={cluster.wantedSize} format={String} reason="The template is not known" />
        </Fact>
        <Fact wide name="Image wanted">
          <Known value={cluster.wantedImage} format={String} reason="The template is not known" />
        </Fact>
      </Facts>
      <ProblemList problems={assessment.problems} />
      <Findings findings={assessment.findings} />
      <section aria-labelledby="resource">
        <Title order={2} size="h5" id="resource" mb={4}>
          Resource
        </Title>
        <Text size="sm" mb="xs">
          To change it: <Code>{editCommand(at)}</Code>
        </Text>
        {isKnown(yaml) && (
          <CodeEditor
            // Another text is another document to read.
            key={yaml}
            label={`The resource of ${cluster.name} as YAML`}
            language="yaml"
            readOnly
            value={yaml}
            maxHeight={560}
          />
        )}
      </section>
    </>
  );
}
