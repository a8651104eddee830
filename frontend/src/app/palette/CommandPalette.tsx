import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconApi,
  IconFileImport,
  IconKeyboard,
  IconMoon,
  IconPencil,
  IconPlus,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { ColorMark, editConnectionPath, NEW_CONNECTION_PATH, useConnections } from '@/features/connections';
import { IMPORT_CLUSTER_PATH, NEW_CLUSTER_PATH, useKubernetes } from '@/features/k8s-clusters';
import { FEATURES } from '../features';
import { useGlobalNav } from '../useGlobalNav';
import { matchWords } from './matchWords';

const LIMIT = 12;

/** Ctrl/Cmd+K: every page of every connection, and what can be done from anywhere. */
export function CommandPalette({ onHelp }: { readonly onHelp: () => void }) {
  const navigate = useNavigate();
  const { entries } = useConnections();
  const kubernetes = useKubernetes();
  const { setColorScheme } = useMantineColorScheme();
  const go = (to: string) => () => void navigate(to);
  const screens = FEATURES.flatMap(({ nav }) => nav.connection ?? []);

  const groups: SpotlightActionGroupData[] = [
    ...entries.map((connection) => ({
      group: connection.name,
      actions: [
        ...screens.map((item) => ({
          id: `${connection.id}:${item.label}`,
          label: `${connection.name}: ${item.label}`,
          description: connection.hosts.join(', '),
          keywords: [connection.env, ...connection.labels.map(({ key, value }) => `${key}=${value}`)],
          leftSection: <ColorMark color={connection.color} />,
          onClick: go(item.to(connection.id)),
        })),
        {
          id: `${connection.id}:edit`,
          label: `${connection.name}: Edit connection`,
          leftSection: <IconPencil size={18} aria-hidden="true" />,
          onClick: go(editConnectionPath(connection.id)),
        },
      ],
    })),
    {
      group: 'Pages',
      actions: useGlobalNav().map(({ label, icon: Icon, to }) => ({
        id: to,
        label,
        leftSection: <Icon size={18} aria-hidden="true" />,
        onClick: go(to),
      })),
    },
    {
      group: 'Actions',
      actions: [
        {
          id: 'add',
          label: 'Add connection',
          leftSection: <IconPlus size={18} />,
          onClick: go(NEW_CONNECTION_PATH),
        },
        ...(kubernetes
          ? [
              {
                id: 'new-k8s-cluster',
                label: 'Create a cluster in Kubernetes',
                leftSection: <IconPlus size={18} aria-hidden="true" />,
                onClick: go(NEW_CLUSTER_PATH),
              },
              {
                id: 'import-k8s-cluster',
                label: 'Import a cluster into Kubernetes',
                leftSection: <IconFileImport size={18} aria-hidden="true" />,
                onClick: go(IMPORT_CLUSTER_PATH),
              },
            ]
          : []),
        {
          id: 'graphiql',
          label: 'Open GraphiQL',
          leftSection: <IconApi size={18} />,
          onClick: () => void window.open('/graphiql', '_blank', 'noopener'),
        },
        {
          id: 'light',
          label: 'Light colours',
          leftSection: <IconSun size={18} />,
          onClick: () => setColorScheme('light'),
        },
        {
          id: 'dark',
          label: 'Dark colours',
          leftSection: <IconMoon size={18} />,
          onClick: () => setColorScheme('dark'),
        },
        {
          id: 'system',
          label: 'Colours as the system',
          leftSection: <IconSun size={18} />,
          onClick: () => setColorScheme('auto'),
        },
        { id: 'help', label: 'Keyboard shortcuts', leftSection: <IconKeyboard size={18} />, onClick: onHelp },
      ],
    },
  ];

  return (
    <Spotlight
      actions={groups}
      filter={matchWords}
      shortcut="mod + K"
      tagsToIgnore={[]}
      limit={LIMIT}
      highlightQuery
      scrollable
      maxHeight={420}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      nothingFound="Nothing found"
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden="true" />,
        placeholder: 'Go to a connection, a page, or run an action',
        'aria-label': 'Go to',
      }}
    />
  );
}
