import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { CheckList_CheckFragment } from './CheckList.generated';
import type { FindingCard_FindingFragment } from './FindingCard.generated';
import type { FindingsReport_ReportFragment } from './findingsFeed.generated';
import { HealthPage } from './HealthPage';

function aFinding(change: Partial<FindingCard_FindingFragment> = {}): FindingCard_FindingFragment {
  return {
    __typename: 'Finding',
    id: 'f1',
    code: 'STOP_WRITES_NEAR',
    severity: 'WARNING',
    title: 'The namespace test is about to refuse writes.',
    subject: {
      __typename: 'FindingSubject',
      kind: 'NAMESPACE',
      node: null,
      namespace: 'test',
      set: null,
      index: null,
    },
    evidence: [
      { __typename: 'FindingEvidence', name: 'data_used_pct', node: 'A1', value: '65', limit: '70' },
    ],
    fix: {
      __typename: 'FindingFix',
      action: 'Remove records or add room.',
      setting: 'stop-writes-used-pct',
      context: 'NAMESPACE',
    },
    ...change,
  };
}

function aReport(change: Partial<FindingsReport_ReportFragment> = {}): FindingsReport_ReportFragment {
  const findings = change.findings ?? [];
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
  const checks = change.checks ?? [];
  return {
    __typename: 'FindingsReport',
    connectionId: 'c1',
    sampledAt: new Date().toISOString(),
    nodesAnswered: 3,
    nodesTotal: 3,
    omitted: 0,
    counts: {
      __typename: 'FindingCounts',
      critical: count('CRITICAL'),
      warning: count('WARNING'),
      notice: count('NOTICE'),
      unchecked: checks.filter(({ outcome }) => outcome === 'UNKNOWN').length,
    },
    findings,
    checks,
    ...change,
  };
}

const UNCHECKED: CheckList_CheckFragment = {
  __typename: 'FindingCheck',
  code: 'TTL_WITHOUT_NSUP',
  outcome: 'UNKNOWN',
  gaps: ['A1', 'A2'].map((node) => ({
    __typename: 'CheckGap',
    node,
    namespace: 'bar',
    reason: 'No histogram yet.',
  })),
};

async function openHealth(report: FindingsReport_ReportFragment | null, search = '') {
  const view = renderAt(
    '/connections/:connectionId/health',
    `/connections/c1/health${search}`,
    <HealthPage />,
  );
  await waitFor(() => expect(view.gateway.of('FindingsFeed')).toHaveLength(1));
  const feed = view.gateway.last('FindingsFeed');
  const send = (next: FindingsReport_ReportFragment | null, version: number, why: object | null = null) =>
    act(() =>
      feed.answer(
        feedItem(
          'findingsChanged',
          'FindingsChanged',
          { report: next },
          { kind: version === 1 ? 'SNAPSHOT' : 'CHANGE', version, problem: why },
        ),
      ),
    );
  send(report, 1);
  return { ...view, send };
}

describe('the health of a cluster', () => {
  it('tells each finding with its subject, its evidence, and the way to what mends it', async () => {
    await openHealth(aReport({ findings: [aFinding()] }));
    const card = await screen.findByRole('article', { name: /about to refuse writes/ });
    expect(within(card).getByRole('link', { name: 'Namespace test' })).toHaveAttribute(
      'href',
      '/connections/c1/namespaces/test',
    );
    expect(within(card).getByRole('row', { name: 'data_used_pct A1 65 70' })).toBeInTheDocument();
    expect(card).toHaveTextContent('Remove records or add room.');
    expect(within(card).getByRole('link', { name: 'stop-writes-used-pct' })).toHaveAttribute(
      'href',
      '/connections/c1/config?tab=namespace&namespace=test&q=stop-writes-used-pct',
    );
  });

  it('shows the severity that the address names, and counts them all', async () => {
    const { router } = await openHealth(
      aReport({
        findings: [
          aFinding({ id: 'a', severity: 'CRITICAL', title: 'Split.' }),
          aFinding({ id: 'b', title: 'Near.' }),
        ],
      }),
      '?severity=critical',
    );
    expect(await screen.findByRole('article', { name: 'Split.' })).toBeInTheDocument();
    expect(screen.queryByRole('article', { name: 'Near.' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'Warning 1' }));
    expect(router.state.location.search).toBe('?severity=warning');
    expect(screen.getByRole('article', { name: 'Near.' })).toBeInTheDocument();
  });

  it('does not call a cluster well of which something could not be checked', async () => {
    await openHealth(aReport({ checks: [UNCHECKED] }));
    expect(await screen.findByText(/1 of 1 checks could not be made everywhere/)).toBeInTheDocument();
    expect(screen.getByText('namespace bar on A1, A2: No histogram yet.')).toBeInTheDocument();
  });

  it('follows the cluster, and keeps the last known findings while no node answers', async () => {
    const { send } = await openHealth(aReport({ findings: [aFinding()] }));
    await screen.findByRole('article');
    send(null, 2, { __typename: 'Problem', code: 'UNAVAILABLE', message: 'No node answers.', node: null });
    expect(await screen.findByRole('alert')).toHaveTextContent('No node answers.');
    expect(screen.getByRole('article')).toBeInTheDocument();
    send(aReport(), 3);
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
  });

  it('shows all evidence when asked to', async () => {
    const evidence = Array.from({ length: 6 }, (_, index) => ({
      __typename: 'FindingEvidence' as const,
      name: 'objects',
      node: `A${String(index)}`,
      value: String(index),
      limit: null,
    }));
    await openHealth(aReport({ findings: [aFinding({ evidence })] }));
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Show all 6 facts' }));
    expect(within(table).getAllByRole('row')).toHaveLength(7);
  });
});
