import { Input } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { parseYaml, toYaml } from '../document';
import { type FieldProps, useField, useTyped } from '../useField';

type Props = FieldProps & { readonly minHeight?: number; readonly maxHeight?: number };

/** A part of the resource as YAML: types of Kubernetes' own, and whatever has no field. */
export function YamlField({ at, label, help, disabled = false, minHeight = 60, maxHeight = 320 }: Props) {
  const { value, put, error } = useField(at, { whole: true });
  const { typed, keep } = useTyped(value, (of) => (of === undefined ? '' : toYaml(of)));
  const parsed = parseYaml(typed);
  const problems = parsed.ok ? [] : [parsed.problem];
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={help}
      error={error ?? (parsed.ok ? undefined : `Line ${parsed.problem.line}: ${parsed.problem.message}`)}
    >
      <CodeEditor
        label={label}
        language="yaml"
        value={typed}
        readOnly={disabled}
        minHeight={minHeight}
        maxHeight={maxHeight}
        problems={problems}
        onChange={(text) => {
          if (text === typed) return;
          const read = parseYaml(text);
          const meant = text.trim() === '' ? undefined : read.ok ? read.value : value;
          keep(text, meant);
          put(meant);
        }}
      />
    </Input.Wrapper>
  );
}
