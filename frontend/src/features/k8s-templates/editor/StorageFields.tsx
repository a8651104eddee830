import { Stack } from '@mantine/core';
import {
  ACCESS_MODES,
  QuantityField,
  Row,
  SelectField,
  SwitchField,
  TagsField,
  TextField,
  useResource,
  useStorageClassChoices,
  VOLUME_MODES,
} from '@/features/k8s-clusters';

/** The volume that data of clusters made from the template is on. */
export function StorageFields() {
  const { context } = useResource();
  const classes = useStorageClassChoices(context);
  return (
    <Stack gap="sm">
      <Row>
        <TextField
          at="spec.storage.storageClassName"
          label="Storage class"
          placeholder="The default one"
          suggestions={classes}
        />
        <QuantityField at="spec.storage.resources.requests.storage" label="Size" placeholder="10Gi" />
      </Row>
      <Row>
        <SelectField
          at="spec.storage.volumeMode"
          label="Volume mode"
          options={VOLUME_MODES}
          placeholder="Filesystem"
        />
        <TagsField
          at="spec.storage.accessModes"
          label="Access modes"
          suggestions={ACCESS_MODES}
          placeholder="ReadWriteOnce"
        />
      </Row>
      <SwitchField
        at="spec.storage.localPVRequired"
        label="On the Kubernetes node itself"
        help="Wants a storage class that waits for its first pod (WaitForFirstConsumer)."
      />
    </Stack>
  );
}
