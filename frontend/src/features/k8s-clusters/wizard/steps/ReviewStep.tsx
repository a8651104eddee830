import type { Step } from '../step';

export const REVIEW: Step = { id: 'review', label: 'Review', paths: [], Component: ReviewStep };

function ReviewStep() {
  return null;
}
