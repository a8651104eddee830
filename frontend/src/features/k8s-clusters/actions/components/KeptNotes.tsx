import { isKnown } from '@/shared/lib/known';
import type { Change } from '../model/change';
import { KEEPERS } from '../model/planWords';
import { Notice } from './Notice';

/** Who else keeps what is about to change, and what of the change they will set back. */
export function KeptNotes({ keepers }: Pick<Change, 'keepers'>) {
  return keepers.map(({ keeper, fields }) => (
    <Notice key={`${keeper.kind} ${keeper.evidence}`}>
      {KEEPERS[keeper.kind]}
      {isKnown(keeper.name) && ` (${keeper.name})`} keeps it
      {fields.length > 0
        ? ` and will set back ${fields.join(', ')}: change them where it reads them.`
        : ' and may undo what is changed here.'}
    </Notice>
  ));
}
