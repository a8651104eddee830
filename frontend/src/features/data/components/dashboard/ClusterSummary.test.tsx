import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aCluster } from '../../fixtures';
import { ClusterSummary } from './ClusterSummary';

const fact = (name: string) => screen.getByText(name).nextSibling;

function show(change: Parameters<typeof aCluster>[0], readShare: number | null, writeShare: number | null) {
  render(
    <MantineProvider>
      <ClusterSummary cluster={aCluster(change)} readShare={readShare} writeShare={writeShare} />
    </MantineProvider>,
  );
}

it('says how long the cluster has been up and how many clients are connected', () => {
  show({ uptimeSeconds: 93_784, clientConnections: '1234' }, null, null);
  expect(fact('Uptime')).toHaveTextContent('1 d 2 h');
  expect(fact('Client connections')).toHaveTextContent('1,234');
});

it('says which share of reads and of writes was answered', () => {
  show({}, 0.995, 0.5);
  expect(fact('Reads answered')).toHaveTextContent('99.5%');
  expect(fact('Writes answered')).toHaveTextContent('50.0%');
});

it('leaves out what no node has reported', () => {
  show({ uptimeSeconds: null, clientConnections: null }, null, null);
  for (const name of ['Uptime', 'Client connections', 'Reads answered', 'Writes answered']) {
    expect(fact(name)).toHaveTextContent('—');
  }
});
