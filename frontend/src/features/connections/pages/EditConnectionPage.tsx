import { useApolloClient, useQuery } from '@apollo/client/react';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ConnectionEditor } from '../components/ConnectionEditor';
import type { ConnectionForm_ConnectionFragment } from '../components/ConnectionForm.generated';
import { draftOf, reapply, updateInput } from '../model/draft';
import { useConnectionMutations } from '../mutations/useConnectionMutations';
import { ConnectionToEditDocument } from '../queries/connections.generated';

/** Changes a connection. Always starts from what is stored now. */
export function EditConnectionPage() {
  const { connectionId: id = '' } = useParams();
  const { data, error, loading, refetch } = useQuery(ConnectionToEditDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  const stored = data?.connection;
  return (
    <>
      <PageHeader title={stored ? `Edit ${stored.name}` : 'Edit connection'} />
      {stored ? (
        <StoredConnectionEditor key={stored.id} stored={stored} />
      ) : loading ? (
        <LoadingSkeleton label="the connection" rows={6} rowHeight={56} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <EmptyState icon={IconPlugConnectedX} title="No such connection">
          It may have been deleted.
        </EmptyState>
      )}
    </>
  );
}

function StoredConnectionEditor({ stored }: { readonly stored: ConnectionForm_ConnectionFragment }) {
  const client = useApolloClient();
  const { update } = useConnectionMutations();
  // The state the reader's changes are measured against: as opened, or as loaded after a conflict.
  const [base, setBase] = useState(stored);
  return (
    <ConnectionEditor
      id={stored.id}
      initial={draftOf(stored)}
      base={draftOf(base)}
      hasPassword={base.hasPassword}
      storedTls={base.tls}
      submitLabel="Save"
      onSave={async (draft) => {
        await update(updateInput(stored.id, base.revision, draftOf(base), draft));
        notifyDone(`Saved ${draft.name.trim()}`);
      }}
      onReapply={async (draft) => {
        const { data } = await client.query({
          query: ConnectionToEditDocument,
          variables: { id: stored.id },
          fetchPolicy: 'network-only',
          errorPolicy: 'none',
        });
        const newest = data.connection;
        if (!newest) throw new Error('The connection was deleted meanwhile');
        setBase(newest);
        return reapply(draftOf(base), draft, draftOf(newest));
      }}
    />
  );
}
