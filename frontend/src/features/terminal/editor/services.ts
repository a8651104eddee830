import type { ApolloClient } from '@apollo/client';
import type { CompletionSource } from '@codemirror/autocomplete';
import type { Diagnostic } from '@codemirror/lint';
import type { AqlSuggestionKind } from '@/gql/schema';
import {
  AqlCompleteDocument,
  AqlParseDocument,
  type Terminal_ErrorFragment,
} from '../documents/terminal.generated';

/** Longer texts, which come from files, are read when they are run. */
const MAX_LIVE_CHARS = 64 * 1024;
/** Suggestions the gateway gives at most: with as many, more typing can bring others. */
const MAX_SUGGESTIONS = 100;

const KINDS: Readonly<Record<AqlSuggestionKind, string>> = {
  BIN: 'bin',
  FILE: 'file',
  INDEX: 'index',
  KEYWORD: '',
  MODULE: 'module',
  NAMESPACE: 'namespace',
  OPTION: 'option',
  ROLE: 'role',
  SET: 'set',
  USER: 'user',
};

/** What the gateway says can be written at the cursor. */
export function completionOf(client: ApolloClient, connectionId: string): CompletionSource {
  return async (context) => {
    const text = context.state.doc.toString();
    const isBegun = text.slice(0, context.pos).trim() !== '';
    if (text.length > MAX_LIVE_CHARS || !(isBegun || context.explicit)) {
      return null;
    }
    const aborter = new AbortController();
    context.addEventListener('abort', () => aborter.abort(), { onDocChange: true });
    try {
      const { data } = await client.query({
        query: AqlCompleteDocument,
        variables: { connectionId, text, cursor: context.pos },
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
      });
      const completion = data?.aqlComplete;
      if (completion === undefined || completion.suggestions.length === 0) {
        return null;
      }
      const { span, suggestions } = completion;
      return {
        from: span.start,
        to: Math.max(span.end, context.pos),
        options: suggestions.map(({ kind, text: label }, index) => ({
          label,
          detail: KINDS[kind],
          boost: -index / MAX_SUGGESTIONS,
        })),
        ...(suggestions.length < MAX_SUGGESTIONS && { validFor: /^[\w-]*$/ }),
      };
    } catch {
      // Nothing is offered; what is written can be run all the same.
      return null;
    }
  };
}

/** What the gateway finds wrong with a text, to be underlined. */
export function checkOf(client: ApolloClient): (text: string) => Promise<readonly Diagnostic[]> {
  return async (text) => {
    if (text.trim() === '' || text.length > MAX_LIVE_CHARS) {
      return [];
    }
    try {
      const { data } = await client.query({
        query: AqlParseDocument,
        variables: { text },
        fetchPolicy: 'no-cache',
      });
      const statements = data?.aqlParse.statements ?? [];
      return statements.flatMap(({ error }) => (error ? [diagnosticOf(error, text.length)] : []));
    } catch {
      // It is read again when it is run, and an answer that does not come is told then.
      return [];
    }
  };
}

function diagnosticOf({ message, span, fix }: Terminal_ErrorFragment, length: number): Diagnostic {
  return {
    from: Math.min(span.start, length),
    to: Math.min(span.end, length),
    severity: 'error',
    message,
    ...(fix && {
      actions: [
        {
          name: fixWords(fix.text),
          apply: (view) =>
            view.dispatch({ changes: { from: fix.span.start, to: fix.span.end, insert: fix.text } }),
        },
      ],
    }),
  };
}

/** What a fix does, in words. */
export function fixWords(text: string): string {
  return text === '' ? 'Leave it out' : `Write ${text.trim()}`;
}
