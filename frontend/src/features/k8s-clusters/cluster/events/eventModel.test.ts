// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type ClusterEvent, countsOf, eventsAsCsv, eventsAsJson, merged, shownEvents } from './eventModel';

function event(id: string, lastAt: string, change: Partial<ClusterEvent> = {}): ClusterEvent {
  return {
    __typename: 'K8sEvent',
    id,
    category: 'KUBERNETES',
    count: 1,
    firstAt: lastAt,
    lastAt,
    message: 'Pulling image',
    objectKind: 'Pod',
    objectName: 'main-0-0',
    reason: 'Pulling',
    source: 'kubelet',
    warning: false,
    ...change,
  };
}

const OLD = event('a', '2026-01-01T00:00:00Z');
const NEW = event('b', '2026-01-01T00:01:00Z', { category: 'SCALING', reason: 'ScaleUp', warning: true });

describe('the timeline', () => {
  it('is the newest first, and an event that happens again takes its own place', () => {
    const again = { ...OLD, count: 2, lastAt: '2026-01-01T00:02:00Z' };
    expect(merged([OLD], [NEW]).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(merged([NEW, OLD], [again]).map(({ id, count }) => `${id}${count}`)).toEqual(['a2', 'b1']);
    expect(merged([again], [OLD])).toEqual([again]);
  });

  it('is narrowed by category, by warnings and by a text', () => {
    const all = [NEW, OLD];
    const none = { categories: [], warnings: false, text: '' };
    expect(shownEvents(all, none)).toEqual(all);
    expect(shownEvents(all, { ...none, categories: ['KUBERNETES'] })).toEqual([OLD]);
    expect(shownEvents(all, { ...none, warnings: true })).toEqual([NEW]);
    expect(shownEvents(all, { ...none, text: 'scaleup' })).toEqual([NEW]);
    expect(countsOf(all).get('SCALING')).toBe(1);
  });

  it('is handed over as CSV, in which nothing runs as a formula, and as JSON', () => {
    const [head, row] = eventsAsCsv([event('a', '2026-01-01T00:00:00Z', { message: '=1+1, "x"' })]).split(
      '\r\n',
    );
    expect(head).toBe('lastAt,firstAt,count,type,category,reason,object,message,source');
    expect(row).toContain(`Pod/main-0-0,"'=1+1, ""x""",kubelet`);
    expect(JSON.parse(eventsAsJson([NEW]))).toMatchObject([{ type: 'Warning', category: 'Scaling' }]);
  });
});
