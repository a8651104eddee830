import { lazy, Suspense } from 'react';
import type { ClusterRef } from '../urls';
import type { Action } from './model/actions';

const Dialogs = lazy(() => import('./dialogs/Dialogs'));

type Props = {
  readonly action: Action;
  /** The cluster it is about, as far as an address names it. */
  readonly at: ClusterRef;
  readonly onClose: () => void;
};

/** The dialog of an action, loaded when the first one opens. */
export function ClusterDialog(props: Props) {
  return (
    <Suspense>
      <Dialogs {...props} />
    </Suspense>
  );
}
