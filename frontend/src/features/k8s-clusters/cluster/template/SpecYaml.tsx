import { CodeEditor } from '@/shared/editor/CodeEditor';
import { toYaml } from '../../form/document';
import type { Json } from '../../form/resource';
import { plainSpec } from './plainSpec';

/** A specification as YAML, to read. */
export function SpecYaml({ label, spec }: { readonly label: string; readonly spec: object }) {
  const text = toYaml(plainSpec(spec) as Json);
  return <CodeEditor key={text} label={label} language="yaml" readOnly value={text} maxHeight={560} />;
}
