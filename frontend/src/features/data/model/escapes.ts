import { failed, ok, type Result } from '@/shared/lib/result';

/**
 * Text with what cannot be seen, or cannot stand in a text field, written out. A text field of a browser turns a carriage
 * return into a line feed, so a text that has one is only edited in this spelling.
 */

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
const LONG = new Map(Object.entries(SHORT).map(([char, escape]) => [escape.slice(1), char]));

/** Control and format characters (direction marks, byte order mark), separators of lines. The joiner inside an emoji is seen. */
const UNSEEN = /(?!\u200d\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** What a text field shows as what it is. */
const PLAIN = new Set(['\n', '\t']);

/** Whether the text survives a text field, and shows all it holds there. */
export function isPlain(text: string): boolean {
  return [...text.matchAll(UNSEEN)].every(([char]) => PLAIN.has(char));
}

/** Whether a text field would change the text. */
export function hasCarriageReturn(text: string): boolean {
  return text.includes('\r');
}

export function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(UNSEEN, (char) => SHORT[char] ?? codePoint(char));
}

/** Reads what `escapeText` writes; says where it cannot. Positions count from 1. */
export function unescapeText(text: string): Result<string> {
  const problems: string[] = [];
  const read = text.replace(/\\(u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|.|$)/gsu, (...match) => {
    const [whole, escape, braced, four] = match as unknown as [string, string, string?, string?];
    const plain = LONG.get(escape);
    if (plain !== undefined) {
      return plain;
    }
    const point = Number.parseInt(braced ?? four ?? '', 16);
    if (point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)) {
      return String.fromCodePoint(point);
    }
    const position = match.find((part): part is number => typeof part === 'number') ?? 0;
    problems.push(
      `Character ${String(position + 1)}: ${whole} is no escape. Write \\n, \\r, \\t, \\\\ or \\u{200B}.`,
    );
    return whole;
  });
  const [problem] = problems;
  return problem === undefined ? ok(read) : failed(problem);
}

/** What the text holds that is not seen, each with its number: `["\\t × 2", "\\u{200B} × 1"]`. Line feeds are seen. */
export function unseenIn(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const [char] of text.matchAll(UNSEEN)) {
    if (char !== '\n') {
      counts.set(char, (counts.get(char) ?? 0) + 1);
    }
  }
  return [...counts].map(([char, count]) => `${SHORT[char] ?? codePoint(char)} × ${String(count)}`);
}

function codePoint(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;
}
