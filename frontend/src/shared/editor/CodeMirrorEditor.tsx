import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { linter, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { cspNonce } from '../lib/nonce';
import { lua } from './lua';
import { editorTheme } from './theme';

/** What is wrong with a line. */
export type LineProblem = {
  /** From 1. */
  readonly line: number;
  readonly message: string;
};

export interface CodeEditorProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly readOnly?: boolean;
  readonly language?: 'json' | 'lua' | 'text' | 'yaml';
  /** Height limits in pixels; the editor grows with its text between them, then scrolls. */
  readonly minHeight?: number;
  readonly maxHeight?: number;
  /** More of CodeMirror, such as another language's support. Taken when the editor opens. */
  readonly extensions?: Extension;
  /** Lines to underline, found by who has read the text. Say them beside the editor too. */
  readonly problems?: readonly LineProblem[];
}

/**
 * A text editor. Tab moves on to the next field as everywhere on the page (the editor traps nothing);
 * Ctrl/Cmd+F searches inside.
 */
export function CodeMirrorEditor(props: CodeEditorProps) {
  const { label, value, readOnly = false, language = 'json', minHeight = 120, maxHeight = 480 } = props;
  const { problems } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const access = useRef(new Compartment());
  const changed = useEffectEvent((text: string) => props.onChange?.(text));
  const open = useEffectEvent((parent: HTMLElement) => {
    const nonce = cspNonce();
    return new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          nonce === '' ? [] : EditorView.cspNonce.of(nonce),
          languageExtension(language),
          lineNumbers(),
          foldGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightSelectionMatches(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap]),
          EditorView.lineWrapping,
          // Focusable also when it is read-only, so that the keyboard can scroll it.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.theme({
            '.cm-scroller': { overflow: 'auto', minHeight: `${minHeight}px`, maxHeight: `${maxHeight}px` },
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
          access.current.of(accessExtension(readOnly)),
          editorTheme,
          props.extensions ?? [],
        ],
      }),
    });
  });

  useEffect(() => {
    if (host.current === null) return;
    const opened = open(host.current);
    view.current = opened;
    return () => {
      opened.destroy();
      view.current = null;
    };
  }, [label, language, minHeight, maxHeight]);

  useEffect(() => {
    const current = view.current;
    if (current === null || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(accessExtension(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    const current = view.current;
    if (current === null || problems === undefined) return;
    const { doc } = current.state;
    const diagnostics = problems.map(({ line, message }) => {
      const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      return { from, to, message, severity: 'error' as const };
    });
    current.dispatch(setDiagnostics(current.state, diagnostics));
  }, [problems]);

  return <div ref={host} />;
}

function languageExtension(language: CodeEditorProps['language']): Extension {
  switch (language) {
    case 'json':
      return [json(), linter(jsonParseLinter()), lintGutter()];
    case 'lua':
      return [lua, lintGutter()];
    case 'yaml':
      return yaml();
    default:
      return [];
  }
}

function accessExtension(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}
