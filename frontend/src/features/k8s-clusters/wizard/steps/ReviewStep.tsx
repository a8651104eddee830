import { Stack } from '@mantine/core';
import { useResource } from '../../form/ResourceForm';
import type { Step } from '../step';
import { Create } from './review/Create';
import { Findings } from './review/Findings';
import { Outcome } from './review/Outcome';
import { TemplateDiff } from './review/TemplateDiff';
import { WhatIsMade } from './review/WhatIsMade';

export const REVIEW: Step = { id: 'review', label: 'Review', paths: [], Component: ReviewStep };

/** All that was described, what the server says of it, and what comes of it. */
function ReviewStep() {
  const { get, resource, context } = useResource();
  const template = get('spec.templateRef.name');
  return (
    <Stack gap="lg">
      <Findings />
      <WhatIsMade resource={resource} />
      {typeof template === 'string' && template !== '' && (
        <TemplateDiff name={template} context={context} resource={resource} />
      )}
      <Outcome />
      <Create />
    </Stack>
  );
}
