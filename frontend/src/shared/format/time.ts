const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const CLOCK_SECONDS = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });

const STEPS = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3_600 },
  { unit: 'min', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const;

/** A duration in its two largest units: `3 d 4 h`, `12 min 5 s`, `8 s`. */
export function formatDuration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const step of STEPS) {
    const count = Math.floor(rest / step.seconds);
    if (count > 0) parts.push(`${count} ${step.unit}`);
    else if (parts.length > 0) break;
    rest -= count * step.seconds;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** How long ago `instant` was, seen from `nowMs`, in its largest unit: `12 s ago`; `now` within two seconds or ahead of the clock. */
export function formatAgo(instant: string, nowMs: number): string {
  const seconds = Math.floor((nowMs - Date.parse(instant)) / 1000);
  if (!Number.isFinite(seconds)) return instant;
  if (seconds < 2) return 'now';
  const step = STEPS.find((candidate) => seconds >= candidate.seconds) ?? STEPS[3];
  return `${Math.floor(seconds / step.seconds)} ${step.unit} ago`;
}

/** An instant in the reader's own time zone and language. */
export function formatDateTime(instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? instant : DATE_TIME.format(ms);
}

/** The time of day of an instant in seconds since the epoch, in the reader's time zone: `21:03`, or `21:03:07`. */
export function formatClock(seconds: number, withSeconds: boolean): string {
  return (withSeconds ? CLOCK_SECONDS : CLOCK).format(seconds * 1000);
}
