export { BulkDialog } from './BulkDialog';
export { ExportDialog } from './ExportDialog';
export { ImportDialog } from './ImportDialog';
export { SampleDataDialog } from './SampleDataDialog';
export { TruncateDialog } from './TruncateDialog';
