import { Select, Stack, Text } from '@mantine/core';
import {
  NumberField,
  QuantityField,
  SelectField,
  SwitchField,
  TagsField,
  TextField,
} from '../../../form/fields/inputs';
import { ListField } from '../../../form/fields/ListField';
import { More } from '../../../form/fields/More';
import { PairsField } from '../../../form/fields/PairsField';
import { Row } from '../../../form/fields/Row';
import { VolumePolicyFields } from '../../../form/fields/VolumePolicyFields';
import { YamlField } from '../../../form/fields/YamlField';
import { get, isObject, type Json } from '../../../form/resource';
import { Stays, useResource } from '../../../form/ResourceForm';
import { useField } from '../../../form/useField';
import { ACCESS_MODES, MOUNT_PROPAGATIONS, VOLUME_MODES } from '../../../form/words';
import { useStorageClassChoices } from '../../../queries/useChoices';

/** Volumes of a storage section, of the cluster or of one rack. */
export function VolumeFields({ at }: { readonly at: string }) {
  return (
    <ListField
      at={at}
      label="Volumes"
      item="Volume"
      nameOf={(volume) => {
        const name = get(volume, ['name']);
        return typeof name === 'string' ? name : '';
      }}
      blank={() => ({ name: '', source: { persistentVolume: { size: '10Gi' } } })}
      empty={
        <Text size="sm" c="dimmed">
          None: everything lies on the container’s own disk and is gone with it.
        </Text>
      }
    >
      {(volume) => <OneVolume at={volume} />}
    </ListField>
  );
}

/** The kinds of volumes, each with what a new one says. */
const SOURCES: Readonly<Record<string, { readonly label: string; readonly blank: Json }>> = {
  persistentVolume: { label: 'Persistent volume', blank: { size: '10Gi' } },
  emptyDir: { label: 'Empty directory, gone with the pod', blank: {} },
  configMap: { label: 'Files of a ConfigMap', blank: { name: '' } },
  secret: { label: 'Files of a Secret', blank: { secretName: '' } },
  hostPath: { label: 'Directory of the Kubernetes node', blank: { path: '' } },
};

function OneVolume({ at }: { readonly at: string }) {
  const source = useField(`${at}.source`);
  const held = isObject(source.value) ? source.value : {};
  const kind = Object.keys(SOURCES).find((each) => held[each] !== undefined) ?? null;
  return (
    <Stack gap="sm">
      <Row>
        <TextField at={`${at}.name`} label="Name" required />
        <Select
          label="Kind"
          withAsterisk
          data={Object.entries(SOURCES).map(([value, { label }]) => ({ value, label }))}
          value={kind}
          allowDeselect={false}
          error={source.error}
          onChange={(next) => {
            if (next !== null && next !== kind) source.put({ [next]: SOURCES[next]?.blank ?? {} });
          }}
        />
      </Row>
      {kind !== null && (
        <Stays at={`${at}.source.${kind}`}>
          <SourceFields kind={kind} at={`${at}.source.${kind}`} />
        </Stays>
      )}
      <TextField
        at={`${at}.aerospike.path`}
        label="Mounted at"
        help="In the container of Aerospike. Empty where only other containers use it."
        placeholder="/opt/aerospike/data"
      />
      <More
        label="More of this volume"
        paths={[
          `${at}.initMethod`,
          `${at}.wipeMethod`,
          `${at}.cascadeDelete`,
          `${at}.aerospike.readOnly`,
          `${at}.aerospike.subPath`,
          `${at}.aerospike.subPathExpr`,
          `${at}.aerospike.mountPropagation`,
          `${at}.sidecars`,
          `${at}.initContainers`,
        ]}
      >
        <VolumePolicyFields at={at} otherwise="As the policy says" />
        <MountOptions at={`${at}.aerospike`} />
        <Attachments at={`${at}.sidecars`} label="Mounted in sidecars" />
        <Attachments at={`${at}.initContainers`} label="Mounted in init containers" />
      </More>
    </Stack>
  );
}

function SourceFields({ kind, at }: { readonly kind: string; readonly at: string }) {
  switch (kind) {
    case 'persistentVolume':
      return <ClaimFields at={at} />;
    case 'emptyDir':
      return (
        <Row>
          <SelectField
            at={`${at}.medium`}
            label="Kept in"
            options={['Memory']}
            placeholder="The node’s disk"
          />
          <QuantityField at={`${at}.sizeLimit`} label="At most" placeholder="No bound" />
        </Row>
      );
    case 'hostPath':
      return (
        <Row>
          <TextField
            at={`${at}.path`}
            label="Directory of the node"
            required
            placeholder="/var/lib/aerospike"
          />
          <SelectField
            at={`${at}.type`}
            label="It must be"
            options={[
              'DirectoryOrCreate',
              'Directory',
              'FileOrCreate',
              'File',
              'Socket',
              'CharDevice',
              'BlockDevice',
            ]}
            placeholder="Not checked"
          />
        </Row>
      );
    default:
      return (
        <>
          <Row>
            <TextField
              at={kind === 'secret' ? `${at}.secretName` : `${at}.name`}
              label={kind === 'secret' ? 'Secret' : 'ConfigMap'}
              required
            />
            <NumberField
              at={`${at}.defaultMode`}
              label="Mode of the files"
              help="As a decimal number: 420 is 0644."
              min={0}
              max={511}
            />
          </Row>
          <SwitchField at={`${at}.optional`} label="May be missing" />
        </>
      );
  }
}

function ClaimFields({ at }: { readonly at: string }) {
  const { context } = useResource();
  const classes = useStorageClassChoices(context);
  return (
    <>
      <Row cols={3}>
        <QuantityField at={`${at}.size`} label="Volume size" required placeholder="10Gi" />
        <TextField
          at={`${at}.storageClass`}
          label="Storage class"
          suggestions={classes}
          placeholder="The default one"
        />
        <SelectField at={`${at}.volumeMode`} label="Mode" options={VOLUME_MODES} placeholder="Filesystem" />
      </Row>
      <More
        label="More of the claim"
        paths={[`${at}.accessModes`, `${at}.metadata.labels`, `${at}.metadata.annotations`, `${at}.selector`]}
      >
        <TagsField
          at={`${at}.accessModes`}
          label="Access modes"
          suggestions={ACCESS_MODES}
          placeholder="ReadWriteOnce"
        />
        <PairsField at={`${at}.metadata.labels`} label="Labels of the claim" />
        <PairsField at={`${at}.metadata.annotations`} label="Annotations of the claim" />
        <YamlField at={`${at}.selector`} label="Selector of volumes" help="matchLabels, matchExpressions" />
      </More>
    </>
  );
}

function MountOptions({ at }: { readonly at: string }) {
  return (
    <>
      <Row cols={3}>
        <TextField at={`${at}.subPath`} label="Subdirectory" help="Of the volume." />
        <TextField at={`${at}.subPathExpr`} label="… or by an expression" help="As in $(POD_NAME)." />
        <SelectField
          at={`${at}.mountPropagation`}
          label="Mounts within it"
          options={MOUNT_PROPAGATIONS}
          placeholder="None"
        />
      </Row>
      <SwitchField at={`${at}.readOnly`} label="Read only" />
    </>
  );
}

function Attachments({ at, label }: { readonly at: string; readonly label: string }) {
  return (
    <More label={label} paths={[at]}>
      <ListField at={at} label={label} item="Container" blank={() => ({ containerName: '', path: '' })}>
        {(attachment) => (
          <Stack gap="sm">
            <Row>
              <TextField at={`${attachment}.containerName`} label="Container" required />
              <TextField at={`${attachment}.path`} label="Mounted at" required />
            </Row>
            <MountOptions at={attachment} />
          </Stack>
        )}
      </ListField>
    </More>
  );
}
