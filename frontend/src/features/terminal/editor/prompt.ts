import {
  acceptCompletion,
  autocompletion,
  completionStatus,
  type CompletionSource,
  selectedCompletionIndex,
  setSelectedCompletion,
} from '@codemirror/autocomplete';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap, placeholder, ViewPlugin } from '@codemirror/view';
import type { TerminalSession } from '../session/terminalSession';
import { aqlLanguage } from './language';

const LINT_DELAY_MS = 500;

/** Takes the focus to the prompt from wherever it is. */
export class PromptHandle {
  view: EditorView | null = null;

  readonly focus = (): void => this.view?.focus();
}

export type PromptParts = {
  readonly session: TerminalSession;
  readonly handle: PromptHandle;
  readonly complete: CompletionSource;
  readonly check: (text: string) => Promise<readonly Diagnostic[]>;
  readonly onSearch: () => void;
};

/** What makes an editor the prompt of a terminal. */
export function promptExtensions({ session, handle, complete, check, onSearch }: PromptParts): Extension {
  const run = () => {
    void session.run();
    return true;
  };
  return [
    aqlLanguage,
    placeholder('SELECT * FROM …'),
    // Nothing is selected at first, so that Enter runs what is written.
    autocompletion({
      override: [complete],
      selectOnOpen: false,
      interactionDelay: 0,
      icons: false,
      maxRenderedOptions: 100,
    }),
    linter((view) => check(view.state.doc.toString()), { delay: LINT_DELAY_MS }),
    keymap.of(lintKeymap),
    Prec.highest(
      keymap.of([
        { key: 'Tab', run: takeFirst },
        { key: 'Enter', run },
        { key: 'Mod-Enter', run },
        { key: 'ArrowUp', run: (view) => isOnLine(view, 1) && session.recall(-1) },
        { key: 'ArrowDown', run: (view) => isOnLine(view, view.state.doc.lines) && session.recall(1) },
        {
          key: 'Ctrl-r',
          run: () => {
            onSearch();
            return true;
          },
        },
        {
          key: 'Ctrl-l',
          run: () => {
            session.clear();
            return true;
          },
        },
        {
          key: 'Ctrl-c',
          run: (view) => {
            const stops = view.state.selection.main.empty && session.snapshot().phase === 'running';
            if (stops) void session.stop();
            return stops;
          },
        },
      ]),
    ),
    written(session, handle),
  ];
}

/** Takes what the session writes into the prompt, with the cursor behind it. */
function written(session: TerminalSession, handle: PromptHandle): Extension {
  return ViewPlugin.define((view) => {
    handle.view = view;
    const stop = session.subscribe(() => {
      const { text } = session.snapshot();
      const { doc } = view.state;
      if (text !== doc.toString()) {
        view.dispatch({
          changes: { from: 0, to: doc.length, insert: text },
          selection: { anchor: text.length },
          scrollIntoView: true,
        });
      }
    });
    return {
      destroy: () => {
        stop();
        if (handle.view === view) handle.view = null;
      },
    };
  });
}

function takeFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') {
    return false;
  }
  if (selectedCompletionIndex(view.state) === null) {
    view.dispatch({ effects: setSelectedCompletion(0) });
  }
  return acceptCompletion(view);
}

function isOnLine(view: EditorView, line: number): boolean {
  const { main } = view.state.selection;
  return main.empty && view.state.doc.lineAt(main.head).number === line;
}
