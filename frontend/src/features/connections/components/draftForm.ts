import type { UseFormReturnType } from '@mantine/form';
import type { ConnectionDraft } from '../model/draft';

/** The form's state, as its parts receive it. */
export type DraftForm = UseFormReturnType<ConnectionDraft>;
