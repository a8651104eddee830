import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { DistributionSection } from './DistributionSection';
import { barsOf, boundOf, type Distribution } from './shares';

function aDistribution(change: Partial<Distribution> = {}): Distribution {
  return {
    __typename: 'Distribution',
    kind: 'TTL',
    exact: true,
    total: '200',
    reason: null,
    periodSeconds: '3600',
    nodes: ['A1', 'A2'],
    missing: [],
    buckets: [
      { __typename: 'DistributionBucket', from: '0', to: '60', count: '150' },
      { __typename: 'DistributionBucket', from: '60', to: '120', count: '0' },
      { __typename: 'DistributionBucket', from: '120', to: null, count: '50' },
    ],
    ...change,
  };
}

async function openDistribution(distribution: Distribution, search = '') {
  const view = renderAt(
    '/connections/:connectionId/namespaces/:namespace',
    `/connections/c1/namespaces/test${search}`,
    <DistributionSection connectionId="c1" namespace="test" sets={['users']} />,
  );
  await waitFor(() => expect(view.gateway.of('Distribution')).toHaveLength(1));
  act(() => view.gateway.last('Distribution').answer({ distribution }));
  return view;
}

describe('a distribution', () => {
  it('is shares of all records, and up to each bar', () => {
    expect(barsOf(aDistribution()).map(({ label, share, upTo }) => [label, share, upTo])).toEqual([
      ['0 s – 1 min', 0.75, 0.75],
      ['1 min – 2 min', 0, 0.75],
      ['2 min and more', 0.25, 1],
    ]);
    expect(barsOf(aDistribution({ kind: 'OBJECT_SIZE' }))[0]?.label).toBe('0 B – 60 B');
  });

  it('has an upper bound for a share of its records, or none', () => {
    expect(boundOf(aDistribution(), 0.5)).toBe('1 min');
    expect(boundOf(aDistribution(), 0.9)).toBeNull();
    expect(boundOf(aDistribution({ buckets: [] }), 0.5)).toBeNull();
  });

  it('is shown with its numbers, for the set and kind that the address names', async () => {
    const { gateway, router } = await openDistribution(aDistribution(), '?set=users');
    expect(gateway.last('Distribution').variables).toEqual({
      connectionId: 'c1',
      namespace: 'test',
      set: 'users',
      kind: 'TTL',
    });
    const figure = await screen.findByRole('figure', { name: 'Records by time to live' });
    await userEvent.click(within(figure).getByRole('button', { name: 'Show the numbers' }));
    expect(screen.getByRole('row', { name: '0 s – 1 min 150 75.0% 75.0%' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Object size' }));
    expect(router.state.location.search).toBe('?distribution=object_size&set=users');
  });

  it('tells no bounds of times to live, among which records that never expire are hidden', async () => {
    await openDistribution(aDistribution());
    await screen.findByRole('figure');
    expect(screen.queryByText('50 % within')).toBeNull();
    await openDistribution(aDistribution({ kind: 'OBJECT_SIZE' }));
    expect((await screen.findByText('50 % within')).nextSibling).toHaveTextContent('60 B');
  });

  it('names the nodes it does not cover, and says when bars are not exact', async () => {
    await openDistribution(
      aDistribution({
        exact: false,
        missing: [{ __typename: 'Problem', code: 'TIMEOUT', message: 'No answer within 2 s.', node: 'A3' }],
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('A3: No answer within 2 s.');
    expect(screen.getByText(/a record may stand in the bar beside its own/)).toBeInTheDocument();
  });

  it('says how to switch the counting on where it is off', async () => {
    await openDistribution(aDistribution({ reason: 'OFF', total: null, buckets: [], periodSeconds: '0' }));
    expect(await screen.findByRole('link', { name: 'Set it' })).toHaveAttribute(
      'href',
      '/connections/c1/config?tab=namespace&namespace=test&q=nsup-hist-period&parameter=nsup-hist-period',
    );
  });

  it('says when the nodes have not counted yet', async () => {
    await openDistribution(aDistribution({ reason: 'NOT_YET', total: null, buckets: [] }));
    expect(await screen.findByText(/they do every 1 h/)).toBeInTheDocument();
    expect(screen.queryByRole('figure')).toBeNull();
  });
});
