// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { PodTable_PodFragment } from './pods.generated';
import { podWords } from './podWords';

const RUNNING: NonNullable<PodTable_PodFragment['state']> = {
  __typename: 'K8sPodState',
  phase: 'Running',
  ready: true,
  deleting: false,
  node: 'node-1',
  createdAt: null,
  restarts: 0,
  lastEndReason: null,
  waitingReason: null,
  waitingMessage: null,
  containers: ['aerospike-server'],
};

describe('the words for a pod', () => {
  it.each([
    ['ready', RUNNING],
    ['not ready', { ...RUNNING, ready: false }],
    ['ending', { ...RUNNING, deleting: true }],
    ['ImagePullBackOff', { ...RUNNING, phase: 'Pending', ready: false, waitingReason: 'ImagePullBackOff' }],
    ['pending', { ...RUNNING, phase: 'Pending', ready: false }],
    ['failed', { ...RUNNING, phase: 'Failed', ready: false }],
    ['not known', { ...RUNNING, phase: 'Unknown', ready: false }],
  ])('say %s', (text, state) => {
    expect(podWords(state).text).toBe(text);
  });

  it('say that Kubernetes does not know it, and take a container being made for no fault', () => {
    expect(podWords(null).text).toBe('not there');
    expect(podWords({ ...RUNNING, ready: false, waitingReason: 'ContainerCreating' }).color).toBe('blue');
    expect(podWords({ ...RUNNING, ready: false, waitingReason: 'CrashLoopBackOff' }).color).toBe('red');
  });
});
