import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aNamespace } from '../../fixtures';
import { NamespaceFacts } from './NamespaceFacts';

const fact = (name: string) => screen.getByText(name, { selector: 'dt, dt *' }).closest('div');

function show(change: Parameters<typeof aNamespace>[0]) {
  render(
    <MantineProvider>
      <NamespaceFacts namespace={aNamespace(change)} />
    </MantineProvider>,
  );
}

it('says how much memory a namespace uses', () => {
  show({ memoryUsedBytes: '1610612736' });
  expect(fact('Memory used')).toHaveTextContent('1.5 GiB');
});

it('says how much of its devices a namespace uses', () => {
  show({ storageEngine: 'DEVICE', deviceUsedBytes: '1073741824', deviceTotalBytes: '4294967296' });
  expect(fact('Device used')).toHaveTextContent('1 GiB of 4 GiB · 25.0%');
});

it('has no device for a namespace in memory', () => {
  show({ storageEngine: 'MEMORY' });
  expect(screen.queryByText('Device used')).not.toBeInTheDocument();
});

it('tells the replication factor in force from the one configured', () => {
  show({ replicationFactor: 3, effectiveReplicationFactor: 2 });
  expect(fact('Replication factor')).toHaveTextContent('2 of 3');
});
