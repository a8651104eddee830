import { useMutation } from '@apollo/client/react';
import {
  CancelJobDocument,
  PauseJobDocument,
  RemoveJobDocument,
  ResumeJobDocument,
} from './control.generated';

/** Steers jobs. What becomes of it comes by the feeds; each rejects when it is refused. */
export function useJobControl() {
  const [pause] = useMutation(PauseJobDocument, { fetchPolicy: 'no-cache' });
  const [resume] = useMutation(ResumeJobDocument, { fetchPolicy: 'no-cache' });
  const [cancel] = useMutation(CancelJobDocument, { fetchPolicy: 'no-cache' });
  const [remove] = useMutation(RemoveJobDocument, { fetchPolicy: 'no-cache' });
  const of = (id: string) => ({ variables: { input: { id } } });
  return {
    pause: (id: string) => pause(of(id)),
    resume: (id: string) => resume(of(id)),
    cancel: (id: string) => cancel(of(id)),
    remove: (id: string) => remove(of(id)),
  };
}
