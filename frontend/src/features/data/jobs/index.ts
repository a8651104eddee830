/** What other topics of this feature show of long work. */

export { DataActions } from './components/DataActions';
export { BulkDialog } from './dialogs/BulkDialog';
export { ExportDialog } from './dialogs/ExportDialog';
export { jobsUrl, jobUrl } from './urls';
