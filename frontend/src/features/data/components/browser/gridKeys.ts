/** The row a key moves to, or null when the key is not for moving. `page` is how many rows are in sight. */
export function nextRow(key: string, current: number, count: number, page: number): number | null {
  if (count === 0) {
    return null;
  }
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, last);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'PageDown':
      return Math.min(current + Math.max(page, 1), last);
    case 'PageUp':
      return Math.max(current - Math.max(page, 1), 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
