import { failed, ok, type Result } from '@/shared/lib/result';

/** Text of RFC 4180: lines end in CR LF; a cell with a separator, a quote or a line break is quoted. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Takes its power from a text that a spreadsheet would run as a formula: an apostrophe in front says that it is text.
 * Numbers stay as they are.
 */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n|%]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The cells of a text of RFC 4180, line by line; line ends may be LF alone. */
export function parseCsv(text: string): Result<string[][]> {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === null) {
        return failed(`Line ${String(rows.length + 1)} begins a quoted cell that does not end.`);
      }
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      if (at < text.length && !/[,\r\n]/.test(text.charAt(at))) {
        return failed(`Line ${String(rows.length + 1)} has text after a closing quote.`);
      }
    } else {
      const rest = /[,\r\n]/g;
      rest.lastIndex = at;
      const end = rest.exec(text)?.index ?? text.length;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) {
        row.push('');
      }
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) {
    rows.push(row);
  }
  return ok(rows);
}

/** Where the quote stands that ends a cell; two in a row stand for one within it. */
function closingQuote(text: string, from: number): number | null {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') {
      return at;
    }
  }
  return null;
}
