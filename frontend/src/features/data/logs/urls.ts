import { connectionBase } from '../urls';

export function logsUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/logs`;
}

export type LogsView = {
  /** The sink's number on the nodes. */
  readonly sink: number;
  readonly text: string;
  /** Only contexts the nodes log differently. */
  readonly differing: boolean;
  /** The context that is being changed; null for none. */
  readonly context: string | null;
};

export function logsSearch({ sink, text, differing, context }: LogsView): URLSearchParams {
  const search = new URLSearchParams();
  if (sink !== 0) {
    search.set('sink', String(sink));
  }
  if (text !== '') {
    search.set('q', text);
  }
  if (differing) {
    search.set('only', 'differing');
  }
  if (context !== null) {
    search.set('context', context);
  }
  return search;
}

export function readLogsView(search: URLSearchParams): LogsView {
  const sink = Number(search.get('sink') ?? 0);
  return {
    sink: Number.isSafeInteger(sink) && sink >= 0 ? sink : 0,
    text: search.get('q') ?? '',
    differing: search.get('only') === 'differing',
    context: search.get('context'),
  };
}
