import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { permissions } from '../../fixtures';
import { openPart } from '../parts/openPart';
import { ReconciliationTab } from './ReconciliationTab';

const FINE = {
  __typename: 'K8sReconciliation',
  backOffSeconds: null,
  breakerOpen: false,
  failures: 0,
  threshold: 10,
  lastError: null,
  lastReportAt: null,
  lastSuccessAt: null,
  nextAttemptAt: null,
  operatorVersion: '1.2.3',
  reset: null,
};

const open = (reconciliation: object) =>
  openPart(ReconciliationTab, 'K8sClusterReconciliation', {
    paused: false,
    phase: 'Error',
    reconciliation: { ...FINE, ...reconciliation },
    events: null,
    permissions: permissions(true),
  });

const gaveUp = (allowed: boolean) => ({
  breakerOpen: true,
  failures: 10,
  lastError: 'image not found',
  reset: {
    __typename: 'K8sBreakerReset',
    right: 'patch aerospikeclusters.acko.io/status',
    steps: ['Take away the cause.'],
    allowed,
  },
});

describe('how the operator gets on', () => {
  it('counts down to the next attempt, and says how near the breaker is and why it failed', async () => {
    const nextAttemptAt = new Date(Date.now() + 61_500).toISOString();
    await open({ failures: 4, backOffSeconds: 16, nextAttemptAt, lastError: 'no such secret' });
    expect(screen.getByText('4 of 10 failures in a row')).toBeInTheDocument();
    expect(screen.getByText(/^in 1 min/)).toBeInTheDocument();
    expect(screen.getByText('no such secret')).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: /Failures in a row/ })).toHaveAttribute(
      'aria-valuenow',
      '40',
    );
  });

  it('says that an error is over when attempts have succeeded since', async () => {
    await open({ lastError: 'no such secret' });
    expect(screen.getByText(/^It is over/)).toBeInTheDocument();
  });

  it('opens the reset of a breaker that is open', async () => {
    const { router } = await open(gaveUp(true));
    expect(screen.getByText('Take away the cause.')).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Reset the circuit breaker…' }));
    expect(router.state.location.search).toBe('?do=reset-breaker');
  });

  it('names the right a reset needs where this server lacks it, and does not begin', async () => {
    const { router } = await open(gaveUp(false));
    const button = screen.getByRole('button', { name: 'Reset the circuit breaker…' });
    expect(button).toHaveAccessibleDescription(
      'This server lacks the right “patch aerospikeclusters.acko.io/status” in Kubernetes',
    );
    fireEvent.click(button);
    expect(router.state.location.search).toBe('');
    expect(screen.getByText(/Whoever administers Kubernetes can grant it/)).toBeInTheDocument();
  });
});
