import type { ApolloClient } from '@apollo/client';
import type { AqlFileInput } from '@/gql/schema';
import { retryDelay } from '@/shared/apollo/socket';
import type { FeedSocket } from '@/shared/apollo/socket';
import { type AppError, isUnanswered, toAppError } from '@/shared/errors/appError';
import { isWorthRetrying } from '@/shared/feeds/feedState';
import {
  AqlCancelDocument,
  AqlExecuteDocument,
  AqlExplainDocument,
  AqlParseDocument,
  AqlRunFeedDocument,
  type AqlExplainQuery,
  type Terminal_ErrorFragment,
} from '../documents/terminal.generated';
import { loadHistory, type Recall, remember, saveHistory, stepBack } from '../model/history';
import { initialOptions, type Options, optionsInput, optionsOf, rememberOutput } from '../model/options';
import { advance, beginEntry, bound, type Entry, isComplete, type RunNews } from '../model/scrollback';
import { holdsSecret } from '../model/secrets';
import { endWords } from '../model/words';

/** How long an answer may wait for the end of a run, in milliseconds; a longer one is followed. */
const WAIT_MS = 250;
/** Screens are drawn anew this often while rows come in. */
const NOTIFY_MS = 100;

const LOST: AppError = {
  code: 'UNAVAILABLE',
  message: 'The gateway ended the run before its last result.',
  requestId: null,
  path: [],
  details: null,
};

export type Explained = NonNullable<AqlExplainQuery['aqlExplain']>[number];

/** What must be confirmed before anything is run. */
export type Question = {
  readonly text: string;
  /** Names that are still to be typed; the first is asked for. */
  readonly open: readonly string[];
  readonly given: readonly string[];
  /** The statements that ask for it. */
  readonly dangerous: readonly Explained[];
};

export type TerminalState = {
  /** What stands in the prompt. */
  readonly text: string;
  readonly entries: readonly Entry[];
  readonly options: Options;
  readonly stopOnError: boolean;
  /** Files that are sent along. */
  readonly files: readonly AqlFileInput[];
  readonly history: readonly string[];
  /** `starting`: a text is being read and sent. `running`: the newest entry is under way. */
  readonly phase: 'idle' | 'starting' | 'running';
  readonly isInterrupted: boolean;
  readonly question: Question | null;
  /** What is wrong with the text that was to be run. */
  readonly wrong: { readonly first: Terminal_ErrorFragment; readonly count: number } | null;
  /** Why the gateway did not run it. */
  readonly problem: AppError | null;
  /** What a screen reader says. */
  readonly announcement: string;
};

type Change = Partial<TerminalState>;

/** The terminal of one connection: what was run, what is running, and what comes next. It outlives its page. */
export class TerminalSession {
  private readonly listeners = new Set<() => void>();
  private state: TerminalState;
  private shown: TerminalState;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private place: Recall | null = null;

  constructor(
    private readonly client: ApolloClient,
    private readonly socket: FeedSocket | null,
    private readonly connectionId: string,
  ) {
    this.state = {
      text: '',
      entries: [],
      options: initialOptions(),
      stopOnError: true,
      files: [],
      history: loadHistory(connectionId),
      phase: 'idle',
      isInterrupted: false,
      question: null,
      wrong: null,
      problem: null,
      announcement: '',
    };
    this.shown = this.state;
  }

  readonly snapshot = (): TerminalState => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly write = (text: string): void => {
    if (text === this.state.text) return;
    this.place = null;
    this.change({ text, wrong: null, problem: null });
  };

  /** Writes the text before or behind the present one of the history; false where there is none. */
  readonly recall = (step: -1 | 1): boolean => {
    const { history, text } = this.state;
    const found = stepBack(history, this.place, step, text);
    if (found === null) return false;
    this.write(found.text);
    this.place = found;
    return true;
  };

  /** Mends what is wrong with the text as the gateway proposes. */
  readonly mend = (): void => {
    const { text, wrong } = this.state;
    const fix = wrong?.first.fix;
    if (fix) this.write(text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end));
  };

  readonly setOptions = (change: Partial<Options>): void => {
    const options = { ...this.state.options, ...change };
    if (change.output !== undefined) rememberOutput(change.output);
    this.change({ options });
  };

  readonly setStopOnError = (stopOnError: boolean): void => this.change({ stopOnError });

  readonly setFiles = (files: readonly AqlFileInput[]): void => this.change({ files });

  readonly say = (announcement: string): void => this.change({ announcement });

  readonly clear = (): void => {
    const { entries, phase } = this.state;
    this.change({
      entries: phase === 'running' ? entries.slice(-1) : [],
      announcement: 'Output cleared',
      problem: null,
    });
  };

  readonly clearHistory = (): void => {
    saveHistory(this.connectionId, []);
    this.change({ history: [] });
  };

  /** Runs what stands in the prompt, or says what is wrong with it, or asks for what must be confirmed. */
  readonly run = async (): Promise<void> => {
    const { text, phase } = this.state;
    if (text.trim() === '') return;
    if (phase !== 'idle') {
      this.say('Something is under way. Stop it first.');
      return;
    }
    this.change({ phase: 'starting', wrong: null, problem: null });
    try {
      const question = await this.ask(text);
      if (question === null) {
        this.change({ phase: 'idle' });
      } else if (question.open.length > 0) {
        this.change({ phase: 'idle', question });
      } else {
        await this.execute(text, []);
      }
    } catch (cause) {
      const problem = toAppError(cause);
      this.change({ phase: 'idle', problem, announcement: `Not run. ${problem?.message ?? ''}` });
    }
  };

  /** Gives the name that is asked for; behind the last one, the text is run. */
  readonly confirm = async (): Promise<void> => {
    const { question } = this.state;
    const [name, ...open] = question?.open ?? [];
    if (question === null || name === undefined) return;
    const given = [...question.given, name];
    if (open.length > 0) {
      this.change({ question: { ...question, open, given } });
      return;
    }
    this.change({ phase: 'starting' });
    try {
      await this.execute(question.text, given);
      this.change({ question: null });
    } catch (cause) {
      this.change({ phase: 'idle' });
      throw cause;
    }
  };

  readonly dismiss = (): void => this.change({ question: null });

  /** Cancels the run that is under way; what it has written stays. */
  readonly stop = async (): Promise<void> => {
    const entry = this.state.entries.at(-1);
    if (this.state.phase !== 'running' || entry === undefined) return;
    try {
      await this.client.mutate({ mutation: AqlCancelDocument, variables: { input: { id: entry.runId } } });
    } catch (cause) {
      this.change({ problem: toAppError(cause) });
    }
  };

  /** What must be confirmed for a text, possibly nothing; null when it is wrong. */
  private async ask(text: string): Promise<Question | null> {
    const { files, options } = this.state;
    const { data, error } = await this.client.query({
      query: AqlParseDocument,
      variables: { text },
      fetchPolicy: 'no-cache',
    });
    if (data === undefined) return refuse(error);
    const { statements } = data.aqlParse;
    const errors = statements.flatMap((statement) => statement.error ?? []);
    const [first] = errors;
    if (first !== undefined) {
      this.change({ wrong: { first, count: errors.length }, announcement: `Not run. ${first.message}` });
      return null;
    }
    const none: Question = { text, open: [], given: [], dangerous: [] };
    // What stands in files is known to the explanation alone.
    if (statements.every(({ confirm, kind }) => !confirm && kind !== 'RUN')) return none;
    const explained = await this.client.query({
      query: AqlExplainDocument,
      variables: { connectionId: this.connectionId, text, files: [...files], options: optionsInput(options) },
      fetchPolicy: 'no-cache',
    });
    const told = explained.data?.aqlExplain;
    if (!told) return refuse(explained.error);
    const dangerous = told.filter(({ confirm }) => Boolean(confirm));
    return { ...none, dangerous, open: [...new Set(dangerous.flatMap(({ confirm }) => confirm ?? []))] };
  }

  /** Runs a text. Throws where the gateway refused it; where no answer came, it may have been run all the same. */
  private async execute(text: string, confirmations: readonly string[]): Promise<void> {
    const { files, options, stopOnError } = this.state;
    const sent = this.client.mutate({
      mutation: AqlExecuteDocument,
      variables: {
        input: {
          connectionId: this.connectionId,
          text,
          options: optionsInput(options),
          stopOnError,
          confirmations: [...confirmations],
          files: [...files],
          waitMs: WAIT_MS,
        },
      },
      fetchPolicy: 'no-cache',
    });
    const run = await sent.then(
      ({ data }) => data.aqlExecute.run,
      (cause: unknown) => {
        const problem = toAppError(cause);
        if (problem === null || !isUnanswered(problem)) throw cause;
        this.change({ phase: 'idle', problem: unsure(problem), announcement: unsure(problem).message });
        return null;
      },
    );
    if (run === null) return;
    const entry = beginEntry(run.id, run.startedAt, run);
    const { history } = this.state;
    const next = run.statements.some(holdsSecret) ? history : remember(history, text);
    if (next !== history) saveHistory(this.connectionId, next);
    this.change({
      entries: bound([...this.state.entries, entry]),
      options: optionsOf(run.options),
      history: next,
      phase: 'running',
    });
    if (this.state.text === text) this.write('');
    if (isComplete(entry)) {
      this.end();
    } else {
      this.say('Running');
      this.follow();
    }
  }

  /** Follows the newest run from where it was left. */
  private follow(): void {
    const entry = this.state.entries.at(-1);
    if (entry === undefined) return;
    const aborter = new AbortController();
    const { signal } = aborter;
    const finish = (lost: AppError | null) => {
      if (signal.aborted) return;
      aborter.abort();
      if (lost !== null && isWorthRetrying(lost)) {
        this.change({ isInterrupted: true });
        setTimeout(() => this.follow(), retryDelay(this.failures++));
      } else {
        this.end(lost);
      }
    };
    const subscription = this.client
      .subscribe({
        query: AqlRunFeedDocument,
        variables: { id: entry.runId, after: entry.sequence },
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
      })
      .subscribe({
        next: ({ data, error }) => {
          if (signal.aborted) return;
          const item = data?.aqlRun;
          if (item === undefined) {
            finish(toAppError(error) ?? LOST);
            return;
          }
          this.failures = 0;
          this.take(entry.runId, item);
          this.change({ options: optionsOf(item.options), isInterrupted: false }, true);
          if (item.isLast) finish(null);
        },
        error: (cause: unknown) => finish(toAppError(cause) ?? LOST),
        complete: () => finish(LOST),
      });
    // The socket would repeat the subscription as it was made, and ask for results that are no longer kept.
    const stopWatching = this.socket?.subscribe(() => {
      if (this.socket?.state() === 'reconnecting' && !signal.aborted) {
        aborter.abort();
        this.change({ isInterrupted: true });
        this.follow();
      }
    });
    const leave = () => {
      stopWatching?.();
      subscription.unsubscribe();
    };
    // The answer may have been there at once.
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
  }

  private take(runId: string, news: RunNews): void {
    const { entries } = this.state;
    const advanced = entries.map((entry) => (entry.runId === runId ? advance(entry, news) : entry));
    this.state = { ...this.state, entries: bound(advanced) };
  }

  private end(lost: AppError | null = null): void {
    this.failures = 0;
    const entry = this.state.entries.at(-1);
    if (entry === undefined) return;
    const ended: Entry = lost === null ? entry : { ...entry, phase: 'FAILED', lost };
    this.change({
      entries: [...this.state.entries.slice(0, -1), ended],
      phase: 'idle',
      isInterrupted: false,
      announcement: lost === null ? endWords(ended) : lost.message,
    });
  }

  private change(change: Change, isSoon = false): void {
    const { announcement } = this.state;
    this.state = { ...this.state, ...change };
    if (announcement !== '' && change.announcement === announcement) {
      // Screen readers say nothing of a text that stays the same.
      this.state = { ...this.state, announcement: `${announcement}\u00a0` };
    }
    if (isSoon) {
      this.timer ??= setTimeout(() => this.tell(), NOTIFY_MS);
    } else {
      this.tell();
    }
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = this.state;
    for (const listener of this.listeners) listener();
  }
}

function unsure(problem: AppError): AppError {
  const message = `${problem.message} The statements may have been run: look before you run them again.`;
  return { ...problem, message };
}

function refuse(error: unknown): never {
  throw error instanceof Error ? error : new Error('There was no answer.');
}
