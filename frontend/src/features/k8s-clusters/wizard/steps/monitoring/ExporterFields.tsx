import { Stack, Text, Title } from '@mantine/core';
import { More } from '../../../form/fields/More';
import { NumberField, SwitchField, TextField } from '../../../form/fields/inputs';
import { ListField } from '../../../form/fields/ListField';
import { PairsField } from '../../../form/fields/PairsField';
import { ResourceFields } from '../../../form/fields/ResourceFields';
import { Row } from '../../../form/fields/Row';
import { YamlField } from '../../../form/fields/YamlField';
import { useResource } from '../../../form/ResourceForm';
import { get } from '../../../form/resource';

/** What the operator alerts on when no rules of one's own take their place. */
const BUILT_IN_ALERTS = ['NodeDown', 'StopWrites', 'HighDiskUsage', 'HighMemoryUsage'];

/** The exporter beside each node, and what Prometheus makes of it. */
export function ExporterFields({ at }: { readonly at: string }) {
  const { get: read } = useResource();
  const isOn = read(`${at}.enabled`) === true;
  return (
    <>
      <Title order={3} size="h6">
        Metrics
      </Title>
      <SwitchField
        at={`${at}.enabled`}
        label="Metrics exporter"
        help="A container beside each node that Prometheus reads."
      />
      {isOn && (
        <>
          <Row>
            <TextField
              at={`${at}.exporterImage`}
              label="Exporter image"
              placeholder="As the operator chooses"
            />
            <NumberField at={`${at}.port`} label="Port" min={1} max={65535} placeholder="9145" />
          </Row>
          <ServiceMonitor at={`${at}.serviceMonitor`} />
          <PrometheusRule at={`${at}.prometheusRule`} />
          <More label="More of the exporter" paths={[`${at}.metricLabels`, `${at}.env`, `${at}.resources`]}>
            <PairsField at={`${at}.metricLabels`} label="Labels of every metric" />
            <Environment at={`${at}.env`} />
            <ResourceFields at={`${at}.resources`} />
          </More>
        </>
      )}
    </>
  );
}

function ServiceMonitor({ at }: { readonly at: string }) {
  const { get: read } = useResource();
  return (
    <>
      <SwitchField
        at={`${at}.enabled`}
        label="ServiceMonitor"
        help="Tells the Prometheus Operator to read the metrics."
      />
      {read(`${at}.enabled`) === true && (
        <Stack gap="sm" pl="md">
          <TextField at={`${at}.interval`} label="Read every" placeholder="30s" />
          <PairsField
            at={`${at}.labels`}
            label="Labels of the ServiceMonitor"
            help="Prometheus picks monitors by their labels, such as release: prometheus."
          />
        </Stack>
      )}
    </>
  );
}

function PrometheusRule({ at }: { readonly at: string }) {
  const { get: read } = useResource();
  const rules = `${at}.customRules`;
  return (
    <>
      <SwitchField
        at={`${at}.enabled`}
        label="PrometheusRule"
        help={`Alerts: ${BUILT_IN_ALERTS.join(', ')}.`}
      />
      {read(`${at}.enabled`) === true && (
        <Stack gap="sm" pl="md">
          <PairsField at={`${at}.labels`} label="Labels of the PrometheusRule" />
          <More label="Rules of your own" paths={[rules]}>
            <Text size="sm" c="dimmed">
              They take the place of all built-in alerts. Each group has a name and rules that alert or
              record.
            </Text>
            <ListField
              at={rules}
              label="Rule groups"
              item="Group"
              nameOf={(group) => {
                const name = get(group, ['name']);
                return typeof name === 'string' ? name : '';
              }}
              blank={() => ({ name: 'aerospike', rules: [{ alert: '', expr: '', for: '5m' }] })}
            >
              {(group) => (
                <Stack gap="sm">
                  <Row>
                    <TextField at={`${group}.name`} label="Name" required />
                    <TextField
                      at={`${group}.interval`}
                      label="Evaluated every"
                      placeholder="As Prometheus does"
                    />
                  </Row>
                  <YamlField
                    at={`${group}.rules`}
                    label="Rules"
                    help="A list; each alerts (alert, expr, for, labels, annotations) or records (record, expr, labels)."
                  />
                </Stack>
              )}
            </ListField>
          </More>
        </Stack>
      )}
    </>
  );
}

/** Variables of a container's environment. */
function Environment({ at }: { readonly at: string }) {
  const { get: read } = useResource();
  return (
    <More label="Environment of the exporter" paths={[at]}>
      <ListField
        at={at}
        label="Environment variables"
        item="Variable"
        blank={() => ({ name: '', value: '' })}
      >
        {(variable) => (
          <Row>
            <TextField at={`${variable}.name`} label="Name" required />
            {read(`${variable}.valueFrom`) === undefined ? (
              <TextField at={`${variable}.value`} label="Value" />
            ) : (
              <YamlField at={`${variable}.valueFrom`} label="Value from" />
            )}
          </Row>
        )}
      </ListField>
    </More>
  );
}
