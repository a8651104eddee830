import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AT, permissions } from '../../fixtures';
import { gap, openPart } from '../parts/openPart';
import { StorageTab } from './StorageTab';

const CLAIM = {
  __typename: 'K8sVolumeClaim',
  name: 'data-main-0-0',
  boundPod: 'main-0-0',
  capacity: '10Gi',
  requestedSize: '10Gi',
  createdAt: '2026-01-01T00:00:00Z',
  orphan: false,
  phase: 'Bound',
  storageClass: 'fast',
  volumeMode: 'Filesystem',
  volumeName: 'pv-1',
  accessModes: ['ReadWriteOnce'],
};
const ORPHAN = { ...CLAIM, name: 'data-main-0-3', boundPod: null, orphan: true };

const owned = (volumeClaims: object[] | null) => ({ __typename: 'K8sOwned', volumeClaims });

describe('the volumes of a cluster', () => {
  it('show what is left over, which alone is deleted, by its name', async () => {
    const { gateway } = await openPart(StorageTab, 'K8sClusterStorage', {
      owned: owned([CLAIM, ORPHAN]),
      permissions: permissions(true),
    });
    expect(screen.getAllByRole('button', { name: 'Delete…' })).toHaveLength(1);
    const row = screen.getByRole('row', { name: /data-main-0-3/ });
    expect(within(row).getByText('orphan')).toBeInTheDocument();
    fireEvent.click(within(row).getByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: ORPHAN.name } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(gateway.of('DeleteK8sClaim')).toHaveLength(1));
    expect(gateway.last('DeleteK8sClaim').variables).toEqual({
      input: { ...AT, claim: ORPHAN.name, confirmName: ORPHAN.name, dryRun: false },
    });
  });

  it('say why they cannot be looked at', async () => {
    const missing = gap('owned.volumeClaims', 'This server may not list claims.');
    await openPart(StorageTab, 'K8sClusterStorage', { owned: owned(null), permissions: null }, [missing]);
    expect(screen.getByText('This server may not list claims.')).toBeInTheDocument();
  });
});
