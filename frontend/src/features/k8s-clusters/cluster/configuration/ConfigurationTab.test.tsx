import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { gap, openPart } from '../parts/openPart';
import { ConfigurationTab } from './ConfigurationTab';

const group = (pods: string[], configHash: string, current: boolean) => ({
  __typename: 'K8sPodGroup',
  configHash,
  podSpecHash: 'f5478e28bbcc',
  image: 'aerospike:ce-8.1.2.0',
  current,
  pods,
});

const DRIFT = {
  __typename: 'K8sDrift',
  inSync: false,
  inRollout: false,
  changes: [{ __typename: 'K8sDriftChange', path: 'spec.size', wanted: 4, applied: 3 }],
  racks: [
    {
      __typename: 'K8sRackDrift',
      rack: 1,
      inSync: false,
      groups: [group(['main-1-0'], 'aaaaaaaaaaaa', true), group(['main-1-1'], 'bbbbbbbbbbbb', false)],
    },
  ],
};

const open = (drift: object | null, errors?: Parameters<typeof openPart>[3]) =>
  openPart(
    ConfigurationTab,
    'K8sClusterConfiguration',
    {
      drift,
      spec: { __typename: 'AerospikeClusterSpec', enableDynamicConfigUpdate: true },
      owned: { __typename: 'K8sOwned', configMaps: [] },
      permissions: null,
    },
    errors,
  );

describe('the configuration of a cluster', () => {
  it('tells drift from a rollout, which fields differ, and which pods run with what', async () => {
    await open(DRIFT);
    const status = screen.getByRole('region', { name: 'Config status' });
    expect(within(status).getByText('drift')).toBeInTheDocument();
    expect(within(status).getByText(/Dynamic configuration is on/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: 'spec.size 3 4' })).toBeInTheDocument();
    expect(screen.getByText('aaaaaaaa')).toBeInTheDocument();
    expect(screen.getByText('main-1-1')).toBeInTheDocument();
    expect(screen.getByText('differs')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute(
      'href',
      '/k8s/clusters/prod/main/edit?context=east',
    );
  });

  it('is not drift while it is rolled out', async () => {
    await open({ ...DRIFT, inRollout: true });
    expect(screen.getByText('rolling out')).toBeInTheDocument();
  });

  it('shows the rest where drift cannot be told', async () => {
    await open(null, [gap('drift', 'Pods may not be listed.')]);
    expect(screen.getByText('Pods may not be listed.')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Files the nodes start with' })).toBeInTheDocument();
  });
});
