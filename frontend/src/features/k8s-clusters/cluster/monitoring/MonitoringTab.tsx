import { Card, Code, Stack, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { resourcesText } from '../overview/capacity';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { BuiltInAlerts, CustomRules } from './Rules';
import { K8sClusterMonitoringDocument, type K8sClusterMonitoringSubscription } from './monitoring.generated';

type Cluster = PartOf<K8sClusterMonitoringSubscription>;
type Monitoring = NonNullable<NonNullable<Cluster['spec']>['monitoring']>;

/** The port metrics are served on when nothing is said. */
const PORT = 9145;

/** How Prometheus gets at the cluster's metrics, and which alerts there are. */
export function MonitoringTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterMonitoringDocument, at);
  return (
    <ClusterPart feed={feed} label="the monitoring">
      {(cluster, gaps) => (
        <Gap gaps={gaps} field="spec">
          <Shown monitoring={cluster.spec?.monitoring ?? null} cluster={cluster} />
        </Gap>
      )}
    </ClusterPart>
  );
}

type ShownProps = { readonly monitoring: Monitoring | null; readonly cluster: Cluster };

function Shown({ monitoring, cluster }: ShownProps) {
  if (monitoring?.enabled !== true) {
    return (
      <>
        <EmptyState icon={IconChartLine} title="No exporter">
          Monitoring is off: pods have no exporter, and Prometheus gets nothing. Switch it on by editing the
          cluster.
        </EmptyState>
        <BuiltInAlerts areReplaced={false} areOn={false} />
      </>
    );
  }
  const { serviceMonitor, prometheusRule } = monitoring;
  const rules = prometheusRule?.customRules ?? [];
  return (
    <>
      <Exporter monitoring={monitoring} cluster={cluster} />
      <Card withBorder padding="sm">
        <Stack gap="sm">
          <Title order={2} size="sm">
            For the Prometheus operator
          </Title>
          <Facts label="For the Prometheus operator">
            <Fact name="ServiceMonitor" hint="By which Prometheus finds the exporters">
              <OnOff isOn={serviceMonitor?.enabled === true} />
            </Fact>
            <Fact name="Interval">{serviceMonitor?.interval ?? '30s'}</Fact>
            <Fact wide name="Labels of the ServiceMonitor">
              <Labels labels={serviceMonitor?.labels} />
            </Fact>
            <Fact name="PrometheusRule" hint="The alerts">
              <OnOff isOn={prometheusRule?.enabled === true} />
            </Fact>
            <Fact wide name="Labels of the PrometheusRule">
              <Labels labels={prometheusRule?.labels} />
            </Fact>
          </Facts>
        </Stack>
      </Card>
      {rules.length > 0 && <CustomRules groups={rules} />}
      <BuiltInAlerts areReplaced={rules.length > 0} areOn={prometheusRule?.enabled === true} />
    </>
  );
}

function Exporter({ monitoring, cluster }: { readonly monitoring: Monitoring; readonly cluster: Cluster }) {
  const { exporterImage, port, metricLabels, resources } = monitoring;
  const service = cluster.owned.services?.find(({ name }) => name === `${cluster.name}-metrics`);
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <Title order={2} size="sm">
          Exporter
        </Title>
        <Facts label="Exporter">
          <Fact name="In each pod">
            <OnOff isOn />
          </Fact>
          <Fact name="Port">{port ?? PORT}</Fact>
          <Fact name="Service">{isKnown(service) ? service.name : 'not there yet'}</Fact>
          <Fact wide name="Image">
            {isKnown(exporterImage) ? <Code>{exporterImage}</Code> : 'the operator’s own'}
          </Fact>
          <Fact wide name="Resources">
            {(isKnown(resources) ? resourcesText(resources) : null) ?? 'none asked for'}
          </Fact>
          <Fact wide name="Labels of every metric">
            <Labels labels={metricLabels} />
          </Fact>
        </Facts>
      </Stack>
    </Card>
  );
}

function OnOff({ isOn }: { readonly isOn: boolean }) {
  return <Mark color={isOn ? 'green' : 'gray'}>{isOn ? 'on' : 'off'}</Mark>;
}

function Labels({ labels }: { readonly labels: Readonly<Record<string, string>> | null | undefined }) {
  const entries = Object.entries(labels ?? {});
  return entries.length === 0 ? (
    <Text span inherit c="dimmed">
      none
    </Text>
  ) : (
    entries.map(([key, value]) => <Code key={key} display="block" w="fit-content">{`${key}: ${value}`}</Code>)
  );
}
