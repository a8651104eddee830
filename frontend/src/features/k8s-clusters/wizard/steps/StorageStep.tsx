import { Stack, Title } from '@mantine/core';
import { More } from '../../form/fields/More';
import { NumberField, SwitchField, TagsField } from '../../form/fields/inputs';
import { Row } from '../../form/fields/Row';
import { VolumePolicyFields } from '../../form/fields/VolumePolicyFields';
import { YamlField } from '../../form/fields/YamlField';
import { useResource } from '../../form/ResourceForm';
import { useStorageClassChoices } from '../../queries/useChoices';
import type { Step } from '../step';
import { NamespaceFields } from './storage/NamespaceFields';
import { VolumeFields } from './storage/VolumeFields';

const CONFIG = 'spec.aerospikeConfig';
const STORAGE = 'spec.storage';
const SERVER_SECTIONS = [`${CONFIG}.service`, `${CONFIG}.network`, `${CONFIG}.logging`];

export const STORAGE_STEP: Step = {
  id: 'storage',
  label: 'Namespace & Storage',
  paths: [CONFIG, STORAGE],
  Component: StorageStep,
};

/** What the cluster keeps, and where. */
function StorageStep() {
  return (
    <Stack gap="md">
      <Title order={3} size="h6">
        Aerospike namespaces
      </Title>
      <NamespaceFields at={`${CONFIG}.namespaces`} />
      <Title order={3} size="h6">
        Volumes of each pod
      </Title>
      <VolumeFields at={`${STORAGE}.volumes`} />
      <More
        label="Policies of volumes, local storage"
        paths={[
          `${STORAGE}.cleanupThreads`,
          `${STORAGE}.filesystemVolumePolicy`,
          `${STORAGE}.blockVolumePolicy`,
          `${STORAGE}.localStorageClasses`,
          `${STORAGE}.deleteLocalStorageOnRestart`,
        ]}
      >
        <Policies />
      </More>
      <More label="Server settings: service, network, logging" paths={SERVER_SECTIONS}>
        <NumberField
          at={`${CONFIG}.service.proto-fd-max`}
          label="Client connections a node accepts"
          help="proto-fd-max"
          min={1}
        />
        {SERVER_SECTIONS.map((section) => (
          <YamlField key={section} at={section} label={section.slice(CONFIG.length + 1)} />
        ))}
        <YamlField at={CONFIG} label="All of the configuration" help="Sections that have no fields, too." />
      </More>
    </Stack>
  );
}

function Policies() {
  const { context } = useResource();
  const classes = useStorageClassChoices(context);
  return (
    <>
      <Title order={4} size="h6">
        Volumes with files that say nothing themselves
      </Title>
      <VolumePolicyFields at={`${STORAGE}.filesystemVolumePolicy`} otherwise="Not set" />
      <Title order={4} size="h6">
        Raw devices that say nothing themselves
      </Title>
      <VolumePolicyFields at={`${STORAGE}.blockVolumePolicy`} otherwise="Not set" />
      <Row>
        <NumberField
          at={`${STORAGE}.cleanupThreads`}
          label="Cleanup threads"
          help="Volumes wiped at the same time."
          min={1}
          placeholder="1"
        />
        <TagsField
          at={`${STORAGE}.localStorageClasses`}
          label="Local storage classes"
          help="Their volumes are bound to one Kubernetes node."
          suggestions={classes}
        />
      </Row>
      <SwitchField
        at={`${STORAGE}.deleteLocalStorageOnRestart`}
        label="A restarted pod gets fresh local volumes"
        help="What was on them is lost; the other copies of the data must be in place."
      />
    </>
  );
}
