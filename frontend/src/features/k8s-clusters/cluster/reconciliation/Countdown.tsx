import { formatDateTime, formatDuration } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';

/** The time until an instant, each second anew. */
export function Countdown({ to }: { readonly to: string }) {
  const seconds = (Date.parse(to) - useNow()) / 1000;
  return (
    <time dateTime={to} title={formatDateTime(to)} className="tabular">
      {seconds > 0 ? `in ${formatDuration(Math.ceil(seconds))}` : 'due now'}
    </time>
  );
}
