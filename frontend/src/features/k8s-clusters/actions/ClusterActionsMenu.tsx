import { Menu, Tooltip } from '@mantine/core';
import {
  IconArrowsVertical,
  IconBan,
  IconCode,
  IconCopy,
  IconDashboard,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconRestore,
  IconRotateClockwise,
  IconScale,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { dashboardUrl } from '@/features/data';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { type ClusterActions_ClusterFragment, K8sClusterRightsDocument } from './ClusterActions.generated';
import { type Action, actionsFor, whyNot } from './model/actions';

const LOOKS: Readonly<Record<Action, { readonly label: string; readonly icon: TablerIcon }>> = {
  scale: { label: 'Scale…', icon: IconArrowsVertical },
  autoscale: { label: 'Autoscaler…', icon: IconScale },
  restart: { label: 'Restart pods…', icon: IconRotateClockwise },
  pause: { label: 'Pause…', icon: IconPlayerPause },
  resume: { label: 'Resume…', icon: IconPlayerPlay },
  reconcile: { label: 'Reconcile now…', icon: IconRefresh },
  'reset-breaker': { label: 'Reset the circuit breaker…', icon: IconRestore },
  'block-nodes': { label: 'Block nodes…', icon: IconBan },
  clone: { label: 'Clone…', icon: IconCopy },
  export: { label: 'Show as YAML…', icon: IconCode },
  delete: { label: 'Delete…', icon: IconTrash },
};

type Props = {
  readonly cluster: ClusterActions_ClusterFragment;
  readonly onAction: (action: Action) => void;
  /** What opens the menu. */
  readonly children: ReactNode;
};

/** All that can be done to a cluster. What this server has no right to is shown, with the reason, and cannot be chosen. */
export function ClusterActionsMenu({ cluster, onAction, children }: Props) {
  const [opened, setOpened] = useState(false);
  const { context, namespace, name } = cluster;
  const rights = useReading(K8sClusterRightsDocument, { context, namespace, name }, { skip: !opened });
  const permissions = rights.data?.k8sCluster?.permissions ?? null;
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {isKnown(cluster.connection) && (
          <Menu.Item
            component={Link}
            to={dashboardUrl(cluster.connection.id)}
            leftSection={<IconDashboard size={16} aria-hidden="true" />}
          >
            Open connection
          </Menu.Item>
        )}
        {actionsFor(cluster).map((action) => (
          <Item
            key={action}
            action={action}
            reason={whyNot(action, permissions)}
            onChoose={() => onAction(action)}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

type ItemProps = {
  readonly action: Action;
  /** Why it cannot be chosen; null when it can. */
  readonly reason: string | null;
  readonly onChoose: () => void;
};

function Item({ action, reason, onChoose }: ItemProps) {
  const { label, icon: Icon } = LOOKS[action];
  return (
    <>
      {action === 'delete' && <Menu.Divider />}
      <Tooltip label={reason} disabled={reason === null} position="left" withinPortal>
        <Menu.Item
          // Not `disabled`: the reason is there for the keyboard and screen readers too.
          aria-disabled={reason !== null}
          closeMenuOnClick={reason === null}
          c={
            reason !== null
              ? 'dimmed'
              : action === 'delete'
                ? 'var(--mantine-color-red-light-color)'
                : undefined
          }
          aria-description={reason ?? undefined}
          leftSection={<Icon size={16} aria-hidden="true" />}
          onClick={() => {
            if (reason === null) onChoose();
          }}
        >
          {label}
        </Menu.Item>
      </Tooltip>
    </>
  );
}
