import type { BulkRequest } from '../model/bulk';
import {
  StartBulkCopyDocument,
  StartBulkDeleteDocument,
  StartBulkTouchDocument,
  StartBulkUpdateDocument,
} from './start.generated';
import { useStartJob } from './useStartJob';

/** Starts the bulk job that is asked for, and leads to it. */
export function useStartBulk(connectionId: string) {
  const start = useStartJob(connectionId);
  return (request: BulkRequest): Promise<void> => {
    switch (request.action) {
      case 'delete':
        return start(StartBulkDeleteDocument, { input: request.input }, (data) => data.startBulkDelete);
      case 'update': {
        const { removeBins, ...input } = request.input;
        return start(
          StartBulkUpdateDocument,
          { input: { ...input, removeBins: removeBins === null ? null : [...removeBins] } },
          (data) => data.startBulkUpdate,
        );
      }
      case 'touch':
        return start(StartBulkTouchDocument, { input: request.input }, (data) => data.startBulkTouch);
      case 'copy':
        return start(StartBulkCopyDocument, { input: request.input }, (data) => data.startBulkCopy);
    }
  };
}
