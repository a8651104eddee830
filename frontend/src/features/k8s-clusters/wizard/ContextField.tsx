import { Select } from '@mantine/core';
import { useWizard } from './WizardContext';

/** In which Kubernetes, where there are several. */
export function ContextField() {
  const { contexts, context, onContext } = useWizard();
  if (contexts.length < 2) return null;
  return (
    <Select
      label="Kubernetes context"
      data={contexts}
      value={context}
      allowDeselect={false}
      onChange={(next) => {
        if (next !== null) onContext(next);
      }}
    />
  );
}
