import { Alert, Stack } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { NoSecurity } from '../components/NoSecurity';
import { type Support, useSupport } from '../queries/useAccess';
import { AccessScreen } from './AccessScreen';

/** Users and roles of a cluster; where it has none, why. */
export function AccessPage() {
  const { connectionId = '' } = useParams();
  const support = useSupport(connectionId);
  const { security } = support;
  if (security !== null && security.available !== false) {
    return (
      <AccessScreen
        key={connectionId}
        connectionId={connectionId}
        support={support}
        notice={security.available === true ? null : <Unsure reason={security.reason} />}
      />
    );
  }
  return (
    <>
      <PageHeader title="Access" />
      <Refused support={support} />
    </>
  );
}

function Refused({ support }: { readonly support: Support }) {
  const { security, errors, loading, refresh } = support;
  if (security !== null) {
    return <NoSecurity reason={security.reason ?? ''} />;
  }
  if (loading) {
    return <LoadingSkeleton label="what the cluster can do" rows={4} />;
  }
  return (
    <Stack gap="sm">
      {errors.map((error) => (
        <ErrorAlert key={error.path.join('.')} error={error} onRetry={refresh} />
      ))}
    </Stack>
  );
}

function Unsure({ reason }: { readonly reason: string | null | undefined }) {
  return (
    <Alert
      color="yellow"
      icon={<IconHelpCircle aria-hidden="true" />}
      title="Whether every node has users and roles is not known"
    >
      {reason}
    </Alert>
  );
}
