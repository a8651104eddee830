import { Button, Code, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { download } from '@/shared/lib/download';
import { isKnown } from '@/shared/lib/known';
import { useCopy } from '@/shared/lib/useCopy';
import { editCommand } from '../../urls';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { usePageSearch } from '../parts/usePageSearch';
import { useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { K8sClusterTextDocument } from './yaml.generated';

/** The resource as text: as somebody would write it, or with all that Kubernetes and the operator add. */
export function YamlTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterTextDocument, at);
  const [search, change] = usePageSearch();
  const isWhole = search.get('yaml') === 'whole';
  const { copied, copy } = useCopy();
  return (
    <ClusterPart feed={feed} label="the resource" rows={12}>
      {(cluster, gaps) => {
        const text = (isWhole ? cluster.whole : cluster.written) ?? null;
        return (
          <Gap gaps={gaps} field={isWhole ? 'whole' : 'written'}>
            <Group justify="space-between" gap="sm">
              <SegmentedControl
                size="xs"
                aria-label="How much of the resource"
                data={[
                  { value: 'written', label: 'As written' },
                  { value: 'whole', label: 'Whole, with status' },
                ]}
                value={isWhole ? 'whole' : 'written'}
                onChange={(value) => change({ yaml: value === 'whole' ? 'whole' : null })}
              />
              {text !== null && (
                <Group gap="xs">
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconCopy size={14} aria-hidden="true" />}
                    onClick={() => void copy(text)}
                  >
                    {copied ? 'Copied' : 'Copy'}
                  </Button>
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconDownload size={14} aria-hidden="true" />}
                    onClick={() => download(`${at.name}.yaml`, 'application/yaml', text)}
                  >
                    Download
                  </Button>
                </Group>
              )}
            </Group>
            {isKnown(text) && (
              <CodeEditor
                // Another text is another document to read.
                key={text}
                label={`The resource of ${cluster.name} as YAML`}
                language="yaml"
                readOnly
                value={text}
                maxHeight={640}
              />
            )}
            <Text size="xs" c="dimmed">
              By hand: <Code>{editCommand(at)}</Code>
            </Text>
          </Gap>
        );
      }}
    </ClusterPart>
  );
}
