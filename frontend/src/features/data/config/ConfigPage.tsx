import { Chip, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconAdjustmentsOff } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import { Ago } from '@/shared/ui/Ago';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { SearchField } from '@/shared/ui/SearchField';
import { ProblemList } from '../components/ProblemList';
import type { Configuration_ConfigFragment } from './config.generated';
import { ConfigTable } from './ConfigTable';
import { ParameterDrawer } from './ParameterDrawer';
import { listedParameters, type Section, shownSection } from './parameters';
import { SectionChoice } from './SectionChoice';
import {
  CONFIG_FILTERS,
  CONFIG_TABS,
  type ConfigFilter,
  configSearch,
  type ConfigTab,
  type ConfigView,
  CONTEXT_OF,
  readConfigView,
} from './urls';
import { useConfiguration } from './useConfiguration';

const TAB_LABELS: Readonly<Record<ConfigTab, string>> = {
  service: 'Service',
  network: 'Network',
  namespace: 'Namespaces',
  set: 'Sets',
  security: 'Security',
  xdr: 'XDR',
};

const FILTER_LABELS: Readonly<Record<ConfigFilter, string>> = {
  differing: 'Differing',
  dynamic: 'Dynamic',
  changed: 'Changed from default',
};

/** Every parameter of every node, side by side; the dynamic ones can be changed. */
export function ConfigPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readConfigView(search);
  const onView = (change: Partial<ConfigView>) =>
    setSearch(configSearch({ ...view, ...change }), { replace: true });
  const { data: config, errors, loading, refresh } = useConfiguration(connectionId, view);

  return (
    <>
      <PageHeader
        title="Configuration"
        subtitle={config === null ? '\u00a0' : <>As it runs, read {<Ago at={config.readAt} />}</>}
        actions={<RefreshButton loading={loading} onRefresh={refresh} />}
      />
      <Stack gap="sm">
        {errors.map((error) => (
          <ErrorAlert key={error.path.join('.')} error={error} onRetry={refresh} />
        ))}
        {config === null && errors.length === 0 && (
          <LoadingSkeleton label="the configuration" rows={12} rowHeight={28} />
        )}
        {config !== null && (
          <Configuration
            connectionId={connectionId}
            config={config}
            view={view}
            onView={onView}
            onChanged={refresh}
          />
        )}
      </Stack>
    </>
  );
}

type ConfigurationProps = {
  readonly connectionId: string;
  readonly config: Configuration_ConfigFragment;
  readonly view: ConfigView;
  readonly onView: (change: Partial<ConfigView>) => void;
  readonly onChanged: () => void;
};

function Configuration({ connectionId, config, view, onView, onChanged }: ConfigurationProps) {
  const section = shownSection(config.sections, view);
  const parameter = section?.parameters.find(({ name }) => name === view.parameter) ?? null;
  const isOfPlace = view.tab === 'namespace' || view.tab === 'set';
  return (
    <>
      <ProblemList problems={config.problems} />
      <Tabs
        value={view.tab}
        onChange={(value) =>
          onView({
            tab: CONFIG_TABS.find((tab) => tab === value) ?? 'service',
            namespace: null,
            set: null,
            parameter: null,
          })
        }
      >
        <Tabs.List aria-label="Parts of the configuration">
          {CONFIG_TABS.filter((tab) => tab === 'set' || hasSection(config.sections, tab)).map((tab) => (
            <Tabs.Tab key={tab} value={tab} rightSection={<Differing sections={config.sections} tab={tab} />}>
              {TAB_LABELS[tab]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view.tab} pt="sm">
          <Stack gap="sm">
            <Group gap="sm">
              {isOfPlace && (
                <SectionChoice
                  connectionId={connectionId}
                  sections={config.sections}
                  view={view}
                  shown={section}
                  onView={onView}
                />
              )}
              <SearchField
                label="Search parameters"
                value={view.text}
                onChange={(text) => onView({ text })}
              />
              <Chip.Group
                multiple
                value={[...view.filters]}
                onChange={(chosen) =>
                  onView({ filters: CONFIG_FILTERS.filter((one) => chosen.includes(one)) })
                }
              >
                <Group gap={6} role="group" aria-label="Show only">
                  {CONFIG_FILTERS.map((filter) => (
                    <Chip key={filter} value={filter} size="xs" radius="sm">
                      {FILTER_LABELS[filter]}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
            </Group>
            <SectionBody nodes={config.nodes} section={section} view={view} onView={onView} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
      {section !== null && (
        <ParameterDrawer
          connectionId={connectionId}
          nodes={config.nodes}
          section={section}
          parameter={parameter}
          onClose={() => onView({ parameter: null })}
          onChanged={onChanged}
        />
      )}
    </>
  );
}

function hasSection(sections: readonly Section[], tab: ConfigTab): boolean {
  return sections.some(({ context }) => context === CONTEXT_OF[tab]);
}

/** How many parameters differ between nodes in a part; nothing when none does. */
function Differing({ sections, tab }: { readonly sections: readonly Section[]; readonly tab: ConfigTab }) {
  const count = sections
    .filter(({ context }) => context === CONTEXT_OF[tab])
    .reduce((sum, { differingCount }) => sum + differingCount, 0);
  return count === 0 ? null : <Mark color="yellow">{`${String(count)} differ`}</Mark>;
}

type SectionBodyProps = {
  readonly nodes: readonly string[];
  readonly section: Section | null;
  readonly view: ConfigView;
  readonly onView: (change: Partial<ConfigView>) => void;
};

function SectionBody({ nodes, section, view, onView }: SectionBodyProps) {
  if (section === null) {
    return (
      <EmptyState
        icon={IconAdjustmentsOff}
        title={view.tab === 'set' ? 'No set has settings of its own' : 'Nothing to show'}
      >
        {view.tab === 'set'
          ? 'Choose a set above to see and change what it could set in place of its namespace.'
          : 'No node that answers lists this part of the configuration.'}
      </EmptyState>
    );
  }
  const listed = listedParameters(section.parameters, view);
  return (
    <>
      <ProblemList problems={section.problems} />
      <Text size="xs" c="dimmed" className="tabular" aria-live="polite">
        {listed.length === section.parameters.length
          ? `${String(listed.length)} parameters`
          : `${String(listed.length)} of ${String(section.parameters.length)} parameters`}
      </Text>
      {listed.length === 0 ? (
        <Text c="dimmed" size="sm">
          None matches what is asked for.
        </Text>
      ) : (
        <ConfigTable nodes={nodes} parameters={listed} onOpen={(parameter) => onView({ parameter })} />
      )}
    </>
  );
}
