import type { KeyboardEvent } from 'react';

/** Marks the link of a row, which the arrow keys bring the focus to. */
export const ROW_LINK = { 'data-row-link': true } as const;

const LINKS = '[data-row-link]';

/** Arrow keys, Home and End move the focus from row to row of a table, for its `tbody`. */
export function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(LINKS)];
  const row = event.target instanceof HTMLElement ? event.target.closest('tr') : null;
  const at = links.findIndex((link) => link.closest('tr') === row);
  const to = targetOf(event.key, at, links.length);
  if (at >= 0 && to !== null) {
    event.preventDefault();
    links[to]?.focus();
  }
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
