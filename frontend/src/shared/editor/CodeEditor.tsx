import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { CodeEditorProps } from './CodeMirrorEditor';

const CodeMirrorEditor = lazy(async () => ({
  default: (await import('./CodeMirrorEditor')).CodeMirrorEditor,
}));

/** A text editor that is loaded when the first one is shown. Until then its place is kept. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense
      fallback={
        <Skeleton height={props.minHeight ?? 120} role="status" aria-label={`Loading: ${props.label}`} />
      }
    >
      <CodeMirrorEditor {...props} />
    </Suspense>
  );
}
