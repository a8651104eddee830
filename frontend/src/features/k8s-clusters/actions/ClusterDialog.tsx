import { type ComponentProps, lazy, Suspense } from 'react';
import type { ClusterRef } from '../urls';
import type { Action } from './model/actions';

// Loaded when the first one opens.
const AnyDialog = lazy(async () => ({ default: (await import('./dialogs/Dialogs')).AnyDialog }));
const Import = lazy(async () => ({ default: (await import('./dialogs/Dialogs')).ImportDialog }));
const Restart = lazy(async () => ({ default: (await import('./dialogs/Dialogs')).RestartDialog }));

type Props = {
  readonly action: Action;
  /** The cluster it is about, as far as an address names it. */
  readonly at: ClusterRef;
  readonly onClose: () => void;
};

/** The dialog of an action. */
export function ClusterDialog(props: Props) {
  return (
    <Suspense>
      <AnyDialog {...props} />
    </Suspense>
  );
}

/** Makes a cluster from a text. */
export function ImportDialog(props: ComponentProps<typeof Import>) {
  return (
    <Suspense>
      <Import {...props} />
    </Suspense>
  );
}

/** Restarts pods that are chosen already. */
export function RestartDialog(props: ComponentProps<typeof Restart>) {
  return (
    <Suspense>
      <Restart {...props} />
    </Suspense>
  );
}
