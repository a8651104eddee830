import { lazy } from 'react';

/** Dialogs of long work. They come when one is opened: they hold the code editor. */

export type { Place } from './TruncateDialog';

export const BulkDialog = lazy(async () => ({ default: (await import('./BulkDialog')).BulkDialog }));
export const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog')).ExportDialog }));
export const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog')).ImportDialog }));
export const SampleDataDialog = lazy(async () => ({
  default: (await import('./SampleDataDialog')).SampleDataDialog,
}));
export const TruncateDialog = lazy(async () => ({
  default: (await import('./TruncateDialog')).TruncateDialog,
}));
