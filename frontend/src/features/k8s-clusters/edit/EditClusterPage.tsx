import { IconBinaryTree2 } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { parseResource } from '../form/document';
import { CONTEXT_PARAM } from '../urls';
import { ClusterEditor } from './ClusterEditor';
import { K8sClusterToEditDocument } from './edit.generated';

/** A cluster is changed: what is asked for is edited, and the server says what will happen before anything does. */
export function EditClusterPage() {
  const { namespace = '', name = '' } = useParams();
  const [params] = useSearchParams();
  const context = params.get(CONTEXT_PARAM);
  const { data, errors, loading, refresh } = useReading(K8sClusterToEditDocument, {
    context,
    namespace,
    name,
  });
  const cluster = data?.k8sCluster ?? null;
  const parsed = isKnown(cluster?.yaml) ? parseResource(cluster.yaml) : null;
  if (cluster !== null && isKnown(cluster.yaml) && parsed?.ok === true) {
    const version = cluster.metadata.resourceVersion ?? null;
    return (
      <ClusterEditor
        key={cluster.id}
        at={{ context, namespace, name }}
        cluster={cluster}
        read={{ text: cluster.yaml, resource: parsed.value, version }}
      />
    );
  }
  return (
    <>
      <PageHeader title={`Edit ${name}`} subtitle={namespace} />
      {errors.map((error, index) => (
        <ErrorAlert key={index} error={error} onRetry={refresh} />
      ))}
      {loading && <LoadingSkeleton label="the cluster" rows={8} />}
      {!loading && errors.length === 0 && (
        <EmptyState icon={IconBinaryTree2} title={`No cluster ${namespace}/${name}`}>
          Kubernetes has no AerospikeCluster of this name here, or this server may not see it.
        </EmptyState>
      )}
    </>
  );
}
