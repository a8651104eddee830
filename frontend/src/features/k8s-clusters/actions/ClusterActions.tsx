import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import type { ClusterActions_ClusterFragment } from './ClusterActions.generated';
import { ClusterActionsMenu } from './ClusterActionsMenu';
import { ClusterDialog } from './ClusterDialog';
import { ACTIONS } from './model/actions';

/** What can be done to the cluster of a page, each dialog with an address of its own. */
export function ClusterActions({ cluster }: { readonly cluster: ClusterActions_ClusterFragment }) {
  const { dialog, open, close } = useUrlDialog(ACTIONS);
  const { context, namespace, name } = cluster;
  return (
    <>
      <ClusterActionsMenu cluster={cluster} onAction={open}>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
          Actions
        </Button>
      </ClusterActionsMenu>
      {dialog !== null && <ClusterDialog action={dialog} at={{ context, namespace, name }} onClose={close} />}
    </>
  );
}
