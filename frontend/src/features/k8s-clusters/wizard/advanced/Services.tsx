import { Switch } from '@mantine/core';
import { TextField } from '../../form/fields/inputs';
import { More } from '../../form/fields/More';
import { PairsField } from '../../form/fields/PairsField';
import { Row } from '../../form/fields/Row';
import { Stays, useResource } from '../../form/ResourceForm';
import { FormSection } from '../FormSection';

const HEADLESS = 'spec.headlessService.metadata';
const POD_SERVICE = 'spec.podService';

/** Services of the pods, and limits of their traffic. */
export function Services() {
  const { get, put } = useResource();
  const perPod = get(POD_SERVICE) !== undefined;
  return (
    <FormSection title="Services and traffic">
      <Switch
        label="A service for each pod"
        description="One ClusterIP service that names one pod"
        checked={perPod}
        onChange={({ currentTarget }) => put(POD_SERVICE, currentTarget.checked ? {} : undefined)}
      />
      {perPod && (
        <Stays at={POD_SERVICE}>
          <More
            label="Labels and annotations of the services of pods"
            paths={[`${POD_SERVICE}.metadata.labels`, `${POD_SERVICE}.metadata.annotations`]}
          >
            <PairsField at={`${POD_SERVICE}.metadata.labels`} label="Labels of pod services" />
            <PairsField at={`${POD_SERVICE}.metadata.annotations`} label="Annotations of pod services" />
          </More>
        </Stays>
      )}
      <More
        label="Labels and annotations of the headless service"
        paths={[`${HEADLESS}.labels`, `${HEADLESS}.annotations`]}
      >
        <PairsField at={`${HEADLESS}.labels`} label="Labels of the headless service" />
        <PairsField at={`${HEADLESS}.annotations`} label="Annotations of the headless service" />
      </More>
      <Row>
        <TextField
          at="spec.bandwidthConfig.ingress"
          label="Bandwidth in"
          help="The most a pod may receive; needs a network plugin that limits"
          placeholder="No limit, or 500Mbps"
        />
        <TextField
          at="spec.bandwidthConfig.egress"
          label="Bandwidth out"
          help="The most a pod may send"
          placeholder="No limit, or 1Gbps"
        />
      </Row>
    </FormSection>
  );
}
