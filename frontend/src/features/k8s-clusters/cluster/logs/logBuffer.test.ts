// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { K8sPodLogsSubscription } from './podLogs.generated';
import { EMPTY_BUFFER, fileOf, linesWith, MAX_CHARACTERS, MAX_LINES, take } from './logBuffer';

function item(texts: readonly string[], pod = 'demo-0-0'): K8sPodLogsSubscription['podLogs'] {
  return {
    __typename: 'K8sLogLines',
    lines: texts.map((text) => ({ __typename: 'K8sLogLine', pod, at: null, text, cut: false })),
    ended: [],
  };
}

function many(count: number, text = 'x') {
  return item(Array.from({ length: count }, () => text));
}

describe('the lines of a log', () => {
  it('make room for newer ones, and it is counted how many did', () => {
    const full = take(EMPTY_BUFFER, [many(MAX_LINES)]);
    expect(full.dropped).toBe(0);
    const next = take(full, [item(['one', 'newest'])]);
    expect(next.lines).toHaveLength(MAX_LINES);
    expect(next.dropped).toBe(2);
    expect(next.lines.at(-1)).toMatchObject({ text: 'newest', number: MAX_LINES + 2 });
    expect(next.characters).toBe(next.lines.reduce((sum, { text }) => sum + text.length, 0));
  });

  it('make room also when few of them are long', () => {
    const long = 'y'.repeat(16_384);
    const lines = Math.ceil(MAX_CHARACTERS / long.length) + 10;
    const full = take(EMPTY_BUFFER, [many(lines, long)]);
    expect(full.characters).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(full.dropped + full.lines.length).toBe(lines);
  });

  it('are found whatever their case, and handed over with their pod where there are several', () => {
    const { lines } = take(EMPTY_BUFFER, [item(['WARNING: slow']), item(['fine'], 'demo-0-1')]);
    expect(linesWith(lines, 'warning').map(({ text }) => text)).toEqual(['WARNING: slow']);
    expect(fileOf(lines)).toBe('demo-0-0 WARNING: slow\ndemo-0-1 fine\n');
    expect(fileOf(linesWith(lines, 'fine'))).toBe('fine\n');
  });
});
