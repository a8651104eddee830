import { parseGeo } from '../../../model/geo';
import { type TextDraft, withText } from '../../../model/valueDraft';
import { GeoMap } from './GeoMap';
import { LongText } from './LongText';
import type { ValueInputProps } from './ValueEditor';

/** GeoJSON: its exact text, and what it draws. */
export function GeoInput({ label, draft, problem, onChange }: ValueInputProps<TextDraft>) {
  const geo = parseGeo(draft.text);
  return (
    <>
      <LongText
        label={label}
        text={draft.text}
        problem={problem ?? (geo.ok ? null : geo.problem)}
        minRows={2}
        onChange={(text) => onChange(withText(draft, text))}
      />
      {geo.ok && <GeoMap geo={geo.value} />}
    </>
  );
}
