import type { ApolloClient } from '@apollo/client';
import type { RecordQueryInput } from '@/gql/schema';
import type { FeedSocket } from '@/shared/apollo/socket';
import { type AppError, toAppError } from '@/shared/errors/appError';
import type { RecordRow } from '../../queries/useRecordPages';
import { type Chunk, ResultRows } from '../model/resultRows';
import { QueryStreamDocument, type QueryStreamSubscription } from './queryStream.generated';

/**
 * `interrupted`: the connection to the gateway was lost; it goes on by itself where it was. `stopped` and `failed` go on
 * when someone says so.
 */
export type RunStatus = 'idle' | 'running' | 'interrupted' | 'stopped' | 'failed' | 'done';

export type RunState = {
  readonly status: RunStatus;
  readonly rows: ResultRows<RecordRow>;
  readonly version: number;
  readonly partitionsDone: number;
  readonly partitionsTotal: number;
  /** Records the nodes looked at; null when only they know. */
  readonly seen: bigint | null;
  /** Time in which it ran, without pauses. */
  readonly elapsedMs: number;
  readonly error: AppError | null;
  /** Whether rows in sight that are not in memory could not be read again. */
  readonly isUnread: boolean;
};

export type Asked = { readonly query: RecordQueryInput; readonly limit: string | null };

type Batch = NonNullable<QueryStreamSubscription['queryStream']>;
type Subscription = { readonly unsubscribe: () => void };

/** Screens are drawn anew this often while rows come in. */
const NOTIFY_MS = 120;
/** Rows that are away are asked for once scrolling rests. */
const REST_MS = 60;
/** The clock goes on while nothing is found. */
const TICK_MS = 500;

const LOST: AppError = {
  code: 'UNAVAILABLE',
  message: 'The gateway ended the stream before its last batch.',
  requestId: null,
  path: [],
  details: null,
};

/** One run of a query after the other: its rows, how far it is, and how it goes on. */
export class QueryRun {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private asked: Asked | null = null;
  private stream: AbortController | null = null;
  private reread: Subscription | null = null;
  private rereadChunk: Chunk<RecordRow> | null = null;
  private rereadError: AppError | null = null;
  private sight: readonly [first: number, last: number] = [0, 0];
  private rows = new ResultRows<RecordRow>();
  private status: RunStatus = 'idle';
  private error: AppError | null = null;
  private cursor: string | null = null;
  private returned = 0n;
  private partitions: readonly [done: number, total: number] = [0, 4096];
  private seen: bigint | null = 0n;
  private seenBefore: bigint | null = 0n;
  private ranMs = 0;
  private since: number | null = null;
  private state: RunState = this.look();

  constructor(
    private readonly client: ApolloClient,
    private readonly socket: FeedSocket | null,
  ) {}

  readonly snapshot = (): RunState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    // The socket would repeat the subscription as it was made, and its rows with it.
    const stop = this.listeners.size === 1 ? this.socket?.subscribe(() => this.onSocket()) : undefined;
    return () => {
      this.listeners.delete(listener);
      stop?.();
    };
  };

  readonly start = (asked: Asked): void => {
    this.end();
    this.asked = asked;
    this.rows = new ResultRows();
    this.cursor = null;
    this.returned = 0n;
    this.seen = 0n;
    this.partitions = [0, 4096];
    this.ranMs = 0;
    this.sight = [0, 0];
    this.rereadError = null;
    this.open();
  };

  /** Ends the run, and the work of the nodes with it. What was found stays. */
  readonly stop = (): void => {
    if (this.stream !== null) {
      this.settle('stopped', null);
    }
  };

  /** Goes on after the last batch. */
  readonly resume = (): void => {
    if (this.asked !== null && this.stream === null && this.status !== 'done') {
      this.open();
    }
  };

  /** Tries again what failed last: the rows in sight that are away, or the run itself. */
  readonly retry = (): void => {
    if (this.rereadError === null) {
      this.resume();
    } else {
      this.readAgain();
    }
  };

  /** Gives up whatever is under way, as when the page is left. */
  readonly end = (): void => {
    this.stop();
    clearTimeout(this.rest);
    this.forgetReread();
  };

  /** Tells which rows are in sight, so that they are kept, or read again. */
  readonly watch = (first: number, last: number): void => {
    this.sight = [first, last];
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.readAgain(), REST_MS);
  };

  readonly change = (step: (row: RecordRow) => RecordRow | null): void => {
    this.rows.change(step);
    this.tell();
  };

  private open(): void {
    const { asked } = this;
    if (asked === null) {
      return;
    }
    const left = asked.limit === null ? null : BigInt(asked.limit) - this.returned;
    this.seenBefore = this.seen;
    this.error = null;
    this.status = 'running';
    this.since = performance.now();
    clearInterval(this.ticker);
    this.ticker = setInterval(() => this.tell(), TICK_MS);
    const aborter = new AbortController();
    const { signal } = aborter;
    this.stream = aborter;
    const finish = (status: RunStatus, error: AppError | null) => {
      if (!signal.aborted) {
        this.settle(status, error);
      }
    };
    const subscription = this.client
      .subscribe({
        query: QueryStreamDocument,
        variables: { query: asked.query, after: this.cursor, limit: left === null ? null : String(left) },
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
      })
      .subscribe({
        next: ({ data, error }) => {
          const batch = data?.queryStream;
          if (batch === undefined) {
            finish('failed', toAppError(error) ?? LOST);
          } else if (!signal.aborted) {
            this.take(batch);
            if (batch.isLast) {
              finish('done', null);
            }
          }
        },
        error: (cause: unknown) => finish('failed', toAppError(cause) ?? LOST),
        complete: () => finish('failed', LOST),
      });
    signal.addEventListener('abort', () => subscription.unsubscribe());
    // The answer may have been there at once.
    if (signal.aborted) {
      subscription.unsubscribe();
    }
    this.tell();
  }

  private take(batch: Batch): void {
    const { progress } = batch;
    this.rows.append(batch.records, this.cursor);
    this.cursor = batch.endCursor ?? null;
    this.returned += BigInt(batch.records.length);
    this.partitions = [progress.partitionsDone, progress.partitionsTotal];
    const seen = progress.seen ?? null;
    this.seen = seen === null || this.seenBefore === null ? null : this.seenBefore + BigInt(seen);
    this.tell();
  }

  private settle(status: RunStatus, error: AppError | null): void {
    this.stream?.abort();
    this.stream = null;
    clearInterval(this.ticker);
    this.ranMs += this.since === null ? 0 : performance.now() - this.since;
    this.since = null;
    this.status = status;
    this.error = error;
    this.tell(true);
  }

  private onSocket(): void {
    const state = this.socket?.state();
    if (state === 'reconnecting' && this.reread !== null) {
      this.forgetReread();
      this.readAgain();
    }
    if (state === 'reconnecting' && this.stream !== null && this.status === 'running') {
      this.settle('interrupted', null);
      this.open();
      this.status = 'interrupted';
      this.tell(true);
    } else if (state === 'connected' && this.status === 'interrupted') {
      this.status = 'running';
      this.tell(true);
    }
  }

  /** Reads the first part in sight that is away; the next one follows. */
  private readAgain(): void {
    const { asked } = this;
    const chunk = this.rows.watch(...this.sight);
    if (this.rereadError !== null) {
      this.rereadError = null;
      this.tell();
    }
    if (asked === null || chunk === null || chunk === this.rereadChunk) {
      return;
    }
    this.forgetReread();
    this.rereadChunk = chunk;
    const { rows } = this;
    const read: RecordRow[] = [];
    const settle = (error: AppError | null) => {
      if (this.rereadChunk !== chunk) {
        return;
      }
      this.forgetReread();
      this.rereadError = error;
      if (error === null) {
        // What came back no more is gone.
        rows.restore(chunk, read);
        this.readAgain();
      }
      this.tell(true);
    };
    this.reread = this.client
      .subscribe({
        query: QueryStreamDocument,
        variables: { query: asked.query, after: chunk.after, limit: String(chunk.count) },
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
      })
      .subscribe({
        next: ({ data, error }) => {
          const batch = data?.queryStream;
          read.push(...(batch?.records ?? []));
          if (batch === undefined) {
            settle(toAppError(error) ?? LOST);
          } else if (batch.isLast || read.length >= chunk.count) {
            settle(null);
          }
        },
        error: (cause: unknown) => settle(toAppError(cause) ?? LOST),
        complete: () => settle(LOST),
      });
  }

  private forgetReread(): void {
    this.reread?.unsubscribe();
    this.reread = null;
    this.rereadChunk = null;
  }

  private look(): RunState {
    return {
      status: this.status,
      rows: this.rows,
      version: this.rows.version,
      partitionsDone: this.partitions[0],
      partitionsTotal: this.partitions[1],
      seen: this.seen,
      elapsedMs: this.ranMs + (this.since === null ? 0 : performance.now() - this.since),
      error: this.error ?? this.rereadError,
      isUnread: this.rereadError !== null,
    };
  }

  private tell(atOnce = false): void {
    if (atOnce) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.state = this.look();
      for (const listener of this.listeners) {
        listener();
      }
    } else {
      this.timer ??= setTimeout(() => this.tell(true), NOTIFY_MS);
    }
  }
}
