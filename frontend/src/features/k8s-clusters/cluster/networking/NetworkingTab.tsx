import { Code, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Known } from '@/shared/ui/Unknown';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { accessWords } from './accessWords';
import { K8sClusterNetworkingDocument, type K8sClusterNetworkingSubscription } from './networking.generated';

type Cluster = PartOf<K8sClusterNetworkingSubscription>;

/** How clients and nodes reach the cluster, and what keeps others out. */
export function NetworkingTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterNetworkingDocument, at);
  return (
    <ClusterPart feed={feed} label="the networking">
      {(cluster, gaps) => (
        <>
          <Part title="Addresses">
            <Gap gaps={gaps} field="spec">
              <Access cluster={cluster} at={at} />
            </Gap>
          </Part>
          <Part title="Services">
            <Gap gaps={gaps} field="owned.services">
              <Services services={cluster.owned.services ?? []} />
            </Gap>
          </Part>
          <Part title="Endpoints of the pods">
            <Gap gaps={gaps} field="pods">
              <Endpoints pods={cluster.pods ?? []} />
            </Gap>
          </Part>
          <Part title="Eviction">
            <Gap gaps={gaps} field="owned.disruptionBudgets">
              <Budgets budgets={cluster.owned.disruptionBudgets ?? []} />
            </Gap>
          </Part>
        </>
      )}
    </ClusterPart>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h5" id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Access({ cluster, at }: { readonly cluster: Cluster } & TabProps) {
  const { spec } = cluster;
  const access = spec?.aerospikeNetworkPolicy;
  const policy = spec?.networkPolicyConfig;
  const balancer = spec?.seedsFinderServices?.loadBalancer;
  const bandwidth = spec?.bandwidthConfig;
  return (
    <Facts label="Addresses">
      <Fact wide name="Name within Kubernetes">
        <Code>{`${at.name}.${at.namespace}.svc.cluster.local:3000`}</Code>
      </Fact>
      <Fact name="Clients are told">{accessWords(access?.accessType, access?.customAccessNetworkNames)}</Fact>
      <Fact name="Clients that ask for alternate addresses are told">
        {accessWords(access?.alternateAccessType, access?.customAlternateAccessNetworkNames)}
      </Fact>
      <Fact name="Nodes use among themselves">
        {accessWords(access?.fabricType, access?.customFabricNetworkNames)}
      </Fact>
      <Fact name="Network policy" hint="Lets in what a cluster needs, and nothing else">
        {policy?.enabled === true ? `kept by the operator (${policy.type ?? 'kubernetes'})` : 'none'}
      </Fact>
      <Fact name="Bandwidth of each pod">
        {isKnown(bandwidth?.ingress) || isKnown(bandwidth?.egress)
          ? `in ${bandwidth.ingress ?? 'no limit'}, out ${bandwidth.egress ?? 'no limit'}`
          : 'no limit'}
      </Fact>
      <Fact
        wide
        name="Seeds finder"
        hint="One load balancer before all nodes, for clients outside of Kubernetes"
      >
        {isKnown(balancer) ? (
          <>
            {`load balancer, port ${balancer.port ?? 3000} to ${balancer.targetPort ?? 3000}`}
            {isKnown(balancer.externalTrafficPolicy) && `, traffic policy ${balancer.externalTrafficPolicy}`}
            <Text size="sm">
              {(balancer.loadBalancerSourceRanges ?? []).length === 0
                ? 'Clients may come from anywhere.'
                : `Clients may come from ${(balancer.loadBalancerSourceRanges ?? []).join(', ')}.`}
            </Text>
            {Object.entries({ ...balancer.annotations, ...balancer.labels }).map(([key, value]) => (
              <Code key={key} display="block" w="fit-content">{`${key}: ${value}`}</Code>
            ))}
          </>
        ) : (
          'none'
        )}
      </Fact>
    </Facts>
  );
}

type Services = NonNullable<Cluster['owned']['services']>;

function Services({ services }: { readonly services: Services }) {
  if (services.length === 0) {
    return <None>The operator has not made any yet.</None>;
  }
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table fz="sm" verticalSpacing={5} tabularNums aria-label="Services">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Service</Table.Th>
            <Table.Th scope="col">Kind</Table.Th>
            <Table.Th scope="col">Address</Table.Th>
            <Table.Th scope="col">Ports</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map(({ name, kind, clusterIp, ports }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td>{kind}</Table.Td>
              <Table.Td>{clusterIp === 'None' ? 'none: it only names pods' : clusterIp}</Table.Td>
              <Table.Td>{ports.join(', ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const SILENT = 'The operator says nothing about it';

function Endpoints({ pods }: { readonly pods: NonNullable<Cluster['pods']> }) {
  if (pods.length === 0) {
    return <None>There is no pod yet.</None>;
  }
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={5} tabularNums aria-label="Endpoints of the pods">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Pod</Table.Th>
            <Table.Th scope="col">Clients reach it at</Table.Th>
            <Table.Th scope="col">Pod’s address</Table.Th>
            <Table.Th scope="col">Kubernetes node’s address</Table.Th>
            <Table.Th scope="col">Port outside</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pods.map(({ name, status }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} style={{ whiteSpace: 'nowrap' }}>
                {name}
              </Table.Th>
              <Table.Td>
                <Known
                  value={status?.accessEndpoints}
                  format={(endpoints) => endpoints.join(', ')}
                  reason={SILENT}
                />
              </Table.Td>
              <Table.Td>
                <Known
                  value={status?.podIP}
                  format={(ip) => (isKnown(status?.podPort) ? `${ip}:${status.podPort}` : ip)}
                  reason={SILENT}
                />
              </Table.Td>
              <Table.Td>
                <Known value={status?.hostIP} format={String} reason={SILENT} />
              </Table.Td>
              <Table.Td>
                <Known value={status?.servicePort} format={String} reason={SILENT} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Budgets({ budgets }: { readonly budgets: NonNullable<Cluster['owned']['disruptionBudgets']> }) {
  if (budgets.length === 0) {
    return <None>No budget keeps Kubernetes from evicting all pods at once.</None>;
  }
  return (
    <Facts label="Eviction">
      {budgets.map(({ name, currentHealthy, desiredHealthy, disruptionsAllowed }) => (
        <Fact key={name} wide name={`Disruption budget ${name}`}>
          {`${currentHealthy ?? '?'} pods healthy, ${desiredHealthy ?? '?'} must stay so, ${disruptionsAllowed ?? '?'} may be evicted now`}
        </Fact>
      ))}
    </Facts>
  );
}

function None({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
