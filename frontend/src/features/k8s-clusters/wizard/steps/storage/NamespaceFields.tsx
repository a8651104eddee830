import { Alert, Button, Select, Stack, Text } from '@mantine/core';
import { BytesField, NumberField, SwitchField, TagsField, TextField } from '../../../form/fields/inputs';
import { ListField } from '../../../form/fields/ListField';
import { More } from '../../../form/fields/More';
import { Row } from '../../../form/fields/Row';
import { YamlField } from '../../../form/fields/YamlField';
import { get, isList, isObject, type Json } from '../../../form/resource';
import { type ResourceAccess, useResource } from '../../../form/ResourceForm';
import { DATA_VOLUME, IN_MEMORY, inFile } from '../../blank';
import { mountOf } from '../../../model/volumes';

const VOLUMES = 'spec.storage.volumes';

/** Namespaces of the Community Edition: two at most. */
export function NamespaceFields({ at }: { readonly at: string }) {
  return (
    <ListField
      at={at}
      label="Aerospike namespaces"
      item="Namespace"
      max={2}
      nameOf={nameOf}
      blank={(items) => ({
        name: items.length === 0 ? 'test' : '',
        'replication-factor': 2,
        'storage-engine': IN_MEMORY,
      })}
      empty={
        <Text size="sm" c="dimmed">
          None: the server starts only with a namespace.
        </Text>
      }
    >
      {(namespace) => <OneNamespace at={namespace} />}
    </ListField>
  );
}

function nameOf(value: Json | undefined): string {
  const name = get(value, ['name']);
  return typeof name === 'string' ? name : '';
}

function OneNamespace({ at }: { readonly at: string }) {
  const engine = `${at}.storage-engine`;
  return (
    <Stack gap="sm">
      <Row>
        <TextField at={`${at}.name`} label="Name" required />
        <NumberField
          at={`${at}.replication-factor`}
          label="Replication factor"
          help="Copies of each record, on as many nodes."
          min={1}
          max={4}
          placeholder="2"
        />
      </Row>
      <EngineFields at={engine} namespace={at} />
      <More
        label="More of this namespace"
        paths={[
          `${at}.default-ttl`,
          `${at}.nsup-period`,
          `${at}.stop-writes-sys-memory-pct`,
          `${at}.indexes-memory-budget`,
        ]}
      >
        <Row>
          <NumberField
            at={`${at}.default-ttl`}
            label="Default time to live"
            help="Seconds; 0 keeps records for ever."
            min={0}
            placeholder="0"
          />
          <NumberField
            at={`${at}.nsup-period`}
            label="Expiry check every"
            help="Seconds; needed where records expire."
            min={0}
            placeholder="0"
          />
          <BytesField at={`${at}.indexes-memory-budget`} label="Memory for indexes" placeholder="No bound" />
          <NumberField
            at={`${at}.stop-writes-sys-memory-pct`}
            label="Stop writes above, % of memory"
            min={0}
            max={100}
            placeholder="90"
          />
        </Row>
        <YamlField at={at} label="The whole namespace" help="For every other parameter of Aerospike." />
      </More>
    </Stack>
  );
}

const ENGINES = [
  { value: 'memory', label: 'In memory' },
  { value: 'file', label: 'In a file on a volume' },
  { value: 'device', label: 'On a raw device' },
];

function EngineFields({ at, namespace }: { readonly at: string; readonly namespace: string }) {
  const form = useResource();
  const held = form.get(at);
  const kind = engineOf(held);
  const name = nameOf(form.get(namespace));
  const choose = (next: string | null) => {
    if (next === null || next === kind) return;
    form.put(at, next === 'memory' ? IN_MEMORY : next === 'file' ? inFile(name) : { type: 'device' });
  };
  return (
    <>
      <Row>
        <Select
          label="Records are kept"
          withAsterisk
          data={ENGINES}
          value={kind}
          placeholder="As the template says"
          allowDeselect={false}
          onChange={choose}
        />
        {kind === 'memory' && (
          <BytesField
            at={`${at}.data-size`}
            label="Memory for records"
            help="On each node. Indexes need more beside it."
            placeholder="1 GiB"
          />
        )}
        {kind === 'file' && (
          <BytesField at={`${at}.filesize`} label="Size of the file" required placeholder="4 GiB" />
        )}
      </Row>
      {kind === 'file' && (
        <>
          {isList(form.get(`${at}.files`)) ? (
            <TagsField at={`${at}.files`} label="Files" required />
          ) : (
            <TextField at={`${at}.file`} label="File" required />
          )}
          <MissingVolume engine={held} form={form} />
        </>
      )}
      {kind === 'device' && (
        <TagsField
          at={`${at}.devices`}
          label="Devices"
          help="The paths at which volumes in mode Block are attached."
          required
          placeholder="/dev/xvda"
        />
      )}
      {kind !== 'memory' && kind !== null && (
        <SwitchField
          at={`${at}.data-in-memory`}
          label="Keep a copy in memory"
          help="Reads are as fast as from memory, which must hold it all."
        />
      )}
    </>
  );
}

function engineOf(engine: Json | undefined): string | null {
  if (!isObject(engine)) return null;
  if (engine.type === 'memory') return 'memory';
  return engine.file !== undefined || engine.files !== undefined
    ? 'file'
    : engine.type === 'device'
      ? 'device'
      : null;
}

/** A file lies on the container's own disk, and is gone with it, unless a volume is mounted there. */
function MissingVolume({
  engine,
  form,
}: {
  readonly engine: Json | undefined;
  readonly form: ResourceAccess;
}) {
  const file = get(engine, ['file']);
  const volumes = form.get(VOLUMES);
  if (typeof file !== 'string' || file === '' || mountOf(form.resource, file)?.isPersistent === true)
    return null;
  return (
    <Alert color="yellow" p="xs" title="No persistent volume holds this file">
      <Text size="sm" mb={6}>
        Its records are lost when the pod is replaced.
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => form.put(VOLUMES, [...(isList(volumes) ? volumes : []), DATA_VOLUME])}
      >
        Add a volume of 10Gi for it
      </Button>
    </Alert>
  );
}
