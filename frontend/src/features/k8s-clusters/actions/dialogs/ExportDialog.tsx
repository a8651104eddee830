import { Button, Group, Modal, Stack, Switch } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { download } from '@/shared/lib/download';
import { isKnown } from '@/shared/lib/known';
import { useCopy } from '@/shared/lib/useCopy';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { K8sExportDocument } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

/** A cluster as YAML, as somebody would write it: to read, to copy, to keep. */
export function ExportDialog({ at, onClose }: ClusterDialogProps) {
  const [whole, setWhole] = useState(false);
  const reading = useReading(K8sExportDocument, { ...at, whole });
  const { copied, copy } = useCopy();
  const yaml = reading.data?.k8sCluster?.yaml ?? null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${at.name} as YAML`}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <Stack gap="sm">
        <Switch
          label="With all that Kubernetes and the operator add"
          description="Without: ready to be imported elsewhere, with no status, versions and traces of tools."
          checked={whole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        {reading.errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={reading.refresh} />
        ))}
        {yaml === null && reading.loading && <LoadingSkeleton label="the resource" rows={8} />}
        {isKnown(yaml) && (
          <>
            <CodeEditor
              key={`${String(whole)} ${yaml}`}
              label={`${at.name} as YAML`}
              language="yaml"
              readOnly
              value={yaml}
              minHeight={200}
              maxHeight={480}
            />
            <Group justify="flex-end" gap="xs">
              <Button
                variant="default"
                leftSection={
                  copied ? (
                    <IconCheck size={16} aria-hidden="true" />
                  ) : (
                    <IconCopy size={16} aria-hidden="true" />
                  )
                }
                onClick={() => void copy(yaml)}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
              <Button
                leftSection={<IconDownload size={16} aria-hidden="true" />}
                onClick={() => download(`${at.name}.yaml`, 'application/yaml', yaml)}
              >
                Download
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
