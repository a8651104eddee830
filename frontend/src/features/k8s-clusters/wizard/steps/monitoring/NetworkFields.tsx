import { Button, Stack } from '@mantine/core';
import { More } from '../../../form/fields/More';
import { NumberField, SelectField, SwitchField, TagsField } from '../../../form/fields/inputs';
import { PairsField } from '../../../form/fields/PairsField';
import { Row } from '../../../form/fields/Row';
import { Stays, useResource } from '../../../form/ResourceForm';
import { ACCESS_TYPES, NETWORK_POLICY_TYPES, TRAFFIC_POLICIES } from '../../../form/words';

const ACCESS = 'spec.aerospikeNetworkPolicy';
const POLICY = 'spec.networkPolicyConfig';
const BALANCER = 'spec.seedsFinderServices.loadBalancer';

/** The three addresses of a node, and the field that names networks where it is one of theirs. */
const ADDRESSES = [
  { key: 'accessType', label: 'Clients are told', names: 'customAccessNetworkNames' },
  {
    key: 'alternateAccessType',
    label: 'Clients elsewhere are told',
    names: 'customAlternateAccessNetworkNames',
  },
  { key: 'fabricType', label: 'Nodes talk to each other at', names: 'customFabricNetworkNames' },
] as const;

/** Which addresses nodes tell to whom. */
export function AddressFields({ at }: { readonly at: string }) {
  const { get } = useResource();
  return ADDRESSES.map(({ key, label, names }) => (
    <Stack key={key} gap="xs">
      <SelectField at={`${at}.${key}`} label={label} options={ACCESS_TYPES} placeholder="pod" />
      {(get(`${at}.${key}`) === 'configuredIP' || get(`${at}.${names}`) !== undefined) && (
        <TagsField at={`${at}.${names}`} label={`${label}: networks`} required />
      )}
    </Stack>
  ));
}

/** How clients find the nodes, and who may reach them. */
export function NetworkFields() {
  return (
    <>
      <More label="Network access: the addresses nodes tell" paths={[ACCESS]}>
        <AddressFields at={ACCESS} />
      </More>
      <More label="Network policy: who may reach it" paths={[POLICY]}>
        <SwitchField
          at={`${POLICY}.enabled`}
          label="Make a network policy"
          help="Lets in what a cluster needs and keeps out the rest."
        />
        <SelectField
          at={`${POLICY}.type`}
          label="Kind"
          options={NETWORK_POLICY_TYPES}
          placeholder="kubernetes"
        />
      </More>
      <More label="Seeds finder: a load balancer for clients outside" paths={[BALANCER]}>
        <Balancer />
      </More>
    </>
  );
}

function Balancer() {
  const { get, put } = useResource();
  if (get(BALANCER) === undefined) {
    return (
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => put(BALANCER, { port: 3000, targetPort: 3000 })}
      >
        Make a load balancer
      </Button>
    );
  }
  return (
    <Stays at={BALANCER}>
      <Row>
        <NumberField at={`${BALANCER}.port`} label="Port" min={1} max={65535} placeholder="3000" />
        <NumberField
          at={`${BALANCER}.targetPort`}
          label="Port of the pods"
          min={1}
          max={65535}
          placeholder="3000"
        />
      </Row>
      <SelectField
        at={`${BALANCER}.externalTrafficPolicy`}
        label="Traffic from outside"
        options={TRAFFIC_POLICIES}
        placeholder="Cluster"
      />
      <TagsField
        at={`${BALANCER}.loadBalancerSourceRanges`}
        label="Allowed source ranges"
        placeholder="10.0.0.0/8"
      />
      <PairsField at={`${BALANCER}.annotations`} label="Annotations of the load balancer" />
      <PairsField at={`${BALANCER}.labels`} label="Labels of the load balancer" />
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => put(BALANCER, undefined)}
      >
        Make none
      </Button>
    </Stays>
  );
}
