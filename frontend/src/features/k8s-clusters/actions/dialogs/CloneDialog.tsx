import { Autocomplete, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { ChangeDialog } from '../components/ChangeDialog';
import { nameProblem } from '../model/names';
import { CloneK8sClusterDocument } from '../mutations.generated';
import { type Changer, useMutate } from '../useChange';
import { K8sCloneFactsDocument } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

const NAME = 'metadata.name';
const NAMESPACE = 'metadata.namespace';

/** Makes another cluster like one there is, without its data. */
export function CloneDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const facts = useReading(K8sCloneFactsDocument, { ...at });
  const [newName, setNewName] = useState(`${at.name}-copy`);
  const [newNamespace, setNewNamespace] = useState(at.namespace);
  const [keepTemplate, setKeepTemplate] = useState(false);
  const [autoConnect, setAutoConnect] = useState(true);
  const template = facts.data?.k8sCluster?.spec?.templateRef?.name ?? null;
  const namespaces = facts.data?.k8sNamespaces?.filter(({ isTerminating }) => !isTerminating) ?? [];
  const problem = nameProblem(newName);
  const change: Changer =
    problem === null && newNamespace !== ''
      ? async (mode, signal) =>
          (
            await mutate(
              CloneK8sClusterDocument,
              { ...at, ...mode, newName, newNamespace, keepTemplate, autoConnect },
              signal,
            )
          ).cloneK8sCluster
      : null;
  return (
    <ChangeDialog
      always
      title={`Clone ${at.name}`}
      submitLabel="Clone"
      draft={JSON.stringify([newName, newNamespace, keepTemplate, autoConnect])}
      change={change}
      fields={[NAME, NAMESPACE]}
      next={`${newName} is being made, with the settings of ${at.name} and without its data.`}
      onClose={onClose}
    >
      {(refused) => (
        <>
          <TextInput
            data-autofocus
            label="Name of the copy"
            spellCheck={false}
            value={newName}
            error={problem ?? refused(NAME)}
            onChange={(event) => setNewName(event.currentTarget.value)}
          />
          <Autocomplete
            label="Kubernetes namespace"
            spellCheck={false}
            data={namespaces.map(({ name }) => name)}
            value={newNamespace}
            error={newNamespace === '' ? 'A cluster is in a namespace' : refused(NAMESPACE)}
            onChange={setNewNamespace}
          />
          {isKnown(template) && (
            <Checkbox
              label={`Make it from the template ${template} too`}
              description="Otherwise it gets what the template gave, and no longer follows it."
              checked={keepTemplate}
              onChange={(event) => setKeepTemplate(event.currentTarget.checked)}
            />
          )}
          <Checkbox
            label="Make a connection for it"
            checked={autoConnect}
            onChange={(event) => setAutoConnect(event.currentTarget.checked)}
          />
        </>
      )}
    </ChangeDialog>
  );
}
