import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { aNamespace, aSet, aThreshold } from '../fixtures';
import type { NamespaceDetail_NamespaceFragment } from '../feeds/namespaceFeed.generated';
import { NamespacePage } from './NamespacePage';

async function openNamespace(namespaces: readonly NamespaceDetail_NamespaceFragment[] | null) {
  const view = renderAt(
    '/connections/:connectionId/namespaces/:namespace',
    '/connections/c1/namespaces/test',
    <NamespacePage />,
  );
  await waitFor(() => expect(view.gateway.of('NamespaceDetailChanged')).toHaveLength(1));
  act(() =>
    view.gateway.last('NamespaceDetailChanged').answer({
      clusterChanged: {
        __typename: 'ClusterChanged',
        at: new Date().toISOString(),
        kind: 'SNAPSHOT',
        lagged: false,
        version: '1',
        problem: null,
        cluster: { __typename: 'Cluster', connectionId: 'c1', namespaces },
      },
    }),
  );
  return view;
}

describe('a namespace', () => {
  it('leads from its sets to their records, whatever their names', async () => {
    await openNamespace([aNamespace({ sets: [aSet({ name: 'a%b?c d' })] })]);
    expect(await screen.findByRole('link', { name: 'a%b?c d' })).toHaveAttribute(
      'href',
      '/connections/c1/namespaces/test/sets/a%25b%3Fc%20d',
    );
  });

  it('sorts sets by number with unknown ones last, and filters by name', async () => {
    const user = userEvent.setup();
    await openNamespace([
      aNamespace({
        sets: [
          aSet({ name: 'nine', objects: '9' }),
          aSet({ name: 'unknown', objects: null }),
          aSet({ name: 'huge', objects: '9007199254740993' }),
        ],
      }),
    ]);
    const table = await screen.findByRole('table', { name: 'Sets' });
    const names = () =>
      within(table)
        .getAllByRole('link')
        .map((link) => link.textContent);
    expect(names()).toEqual(['huge', 'nine', 'unknown']);
    await user.click(within(table).getByRole('button', { name: 'Objects' }));
    expect(names()).toEqual(['nine', 'huge', 'unknown']);
    await user.type(screen.getByRole('textbox', { name: 'Filter sets by name' }), 'NI');
    expect(names()).toEqual(['nine']);
  });

  it('says how far each threshold is, and which are off or passed', async () => {
    await openNamespace([
      aNamespace({
        thresholds: [
          aThreshold(),
          aThreshold({
            kind: 'EVICT_USED',
            setting: 'evict-used-pct',
            limit: null,
            distance: null,
            disabled: true,
          }),
          aThreshold({
            kind: 'EVICT_INDEXES_MEMORY',
            limit: 0.3,
            current: 0.33,
            distance: -0.03,
            breached: true,
          }),
        ],
      }),
    ]);
    const table = await screen.findByRole('table', { name: 'Thresholds' });
    expect(table).toHaveTextContent('30.0% to go');
    expect(within(table).getByRole('row', { name: /evict-used-pct off/ })).toBeInTheDocument();
    expect(table).toHaveTextContent('passed by 3.0%');
  });

  it('says why writes are stopped and what its TTL settings mean', async () => {
    await openNamespace([
      aNamespace({
        stopWrites: true,
        clockSkewStopWrites: true,
        ttl: {
          __typename: 'NamespaceTtl',
          defaultSeconds: '3600',
          nsupPeriodSeconds: '0',
          expirationEnabled: false,
          allowTtlWithoutNsup: false,
          defaultReadTouchPct: null,
        },
      }),
    ]);
    expect(await screen.findByRole('alert')).toHaveTextContent('The clocks of the nodes differ too much.');
    expect(screen.getByText(/expire after 1 h/)).toHaveTextContent('writes with a TTL are refused');
  });

  it('is told apart from one that does not exist, or that nobody has named', async () => {
    await openNamespace([aNamespace({ name: 'other' })]);
    expect(await screen.findByText('No namespace test')).toBeInTheDocument();
  });

  it('says when it has no sets', async () => {
    await openNamespace([aNamespace({ sets: [] })]);
    expect(await screen.findByText('No sets')).toBeInTheDocument();
  });
});
