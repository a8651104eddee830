import type { AppError } from '@/shared/errors/appError';
import { fromProblem } from '@/shared/errors/appError';
import type { K8sPodLogsSubscription } from './podLogs.generated';

/** Lines that are kept on the screen; older ones make room for newer ones. */
export const MAX_LINES = 20_000;
/** Characters that are kept, of all lines. */
export const MAX_CHARACTERS = 16_000_000;

type Item = K8sPodLogsSubscription['podLogs'];

export type LogLine = {
  /** Rises with each line that came; tells lines apart. */
  readonly number: number;
  readonly pod: string;
  readonly at: string | null;
  readonly text: string;
  /** Whether the line was longer. */
  readonly cut: boolean;
};

export type LogEnd = {
  readonly pod: string;
  /** Null when there is no more of it. */
  readonly problem: AppError | null;
};

export type LogBuffer = {
  readonly lines: readonly LogLine[];
  readonly characters: number;
  /** Lines that came so far. */
  readonly came: number;
  /** Lines that made room. */
  readonly dropped: number;
  readonly ended: readonly LogEnd[];
};

export const EMPTY_BUFFER: LogBuffer = { lines: [], characters: 0, came: 0, dropped: 0, ended: [] };

/** The buffer with what has come since, within its bounds. */
export function take(buffer: LogBuffer, items: readonly Item[]): LogBuffer {
  let { came, characters } = buffer;
  const fresh: LogLine[] = [];
  const ended = [...buffer.ended];
  for (const item of items) {
    for (const { pod, at, text, cut } of item.lines) {
      came += 1;
      characters += text.length;
      fresh.push({ number: came, pod, at: at ?? null, text, cut });
    }
    for (const { pod, problem } of item.ended) {
      ended.push({ pod, problem: problem ? fromProblem(problem) : null });
    }
  }
  const all = fresh.length === 0 ? buffer.lines : [...buffer.lines, ...fresh];
  let first = Math.max(0, all.length - MAX_LINES);
  for (const { text } of all.slice(0, first)) {
    characters -= text.length;
  }
  while (characters > MAX_CHARACTERS) {
    characters -= all[first]?.text.length ?? 0;
    first += 1;
  }
  return {
    lines: first === 0 ? all : all.slice(first),
    characters,
    came,
    dropped: buffer.dropped + first,
    ended,
  };
}

/** Lines that hold a text, whatever its case; all of them for none. */
export function linesWith(lines: readonly LogLine[], text: string): readonly LogLine[] {
  const wanted = text.toLowerCase();
  return wanted === '' ? lines : lines.filter((line) => line.text.toLowerCase().includes(wanted));
}

/** Lines as a file: each with its pod where there are several. */
export function fileOf(lines: readonly LogLine[]): string {
  const isMixed = lines.some(({ pod }) => pod !== lines[0]?.pod);
  return lines.map(({ pod, text }) => `${isMixed ? `${pod} ` : ''}${text}\n`).join('');
}
