import {
  Autocomplete,
  Button,
  ColorInput,
  Fieldset,
  Group,
  SimpleGrid,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import type { AskedAgain } from '../model/recipients';
import type { DraftForm } from './draftForm';
import { HostsField } from './HostsField';
import { LabelsField } from './LabelsField';
import { PasswordField } from './PasswordField';
import { type StoredTls, TlsFields } from './TlsFields';

const SWATCHES = [
  '#1c7ed6',
  '#0ca678',
  '#f08c00',
  '#e03131',
  '#ae3ec9',
  '#6741d9',
  '#0b7285',
  '#66a80f',
  '#868e96',
];
const USUAL_ENVS = ['production', 'staging', 'test', 'development', 'default'];

interface ConnectionFormProps {
  readonly form: DraftForm;
  readonly hasPassword: boolean;
  /** What the gateway holds for TLS; null for a new connection. */
  readonly storedTls: StoredTls | null;
  readonly asked: AskedAgain;
  readonly submitLabel: string;
  readonly saving: boolean;
  readonly testing: boolean;
  readonly onSubmit: () => void;
  readonly onTest: () => void;
  readonly onCancel: () => void;
  /** Results and errors, above the buttons. */
  readonly children: ReactNode;
}

/** The fields of a connection. Knows nothing of how they are saved. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { form, hasPassword, storedTls, asked, submitLabel, saving, testing } = props;
  const { onSubmit, onTest, onCancel, children } = props;
  return (
    <form onSubmit={form.onSubmit(onSubmit)} noValidate aria-label="Connection">
      <Stack gap="lg" maw={760}>
        {/* What is typed while it is saved, or while a newer state is put under it, would be lost. */}
        <Fieldset variant="unstyled" disabled={saving} m={0} p={0} aria-label="Settings">
          <Stack gap="lg">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label="Name" withAsterisk autoComplete="off" {...form.getInputProps('name')} />
              <Autocomplete
                label="Environment"
                description="Groups the list"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                data={USUAL_ENVS}
                {...form.getInputProps('env')}
              />
            </SimpleGrid>
            <HostsField form={form} />
            <Fieldset legend="Access" variant="unstyled" mx={0} px={0}>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <TextInput
                  label="Cluster name"
                  description="When given, a cluster of another name is refused"
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  autoComplete="off"
                  {...form.getInputProps('clusterName')}
                />
                <div />
                <TextInput
                  label="User"
                  autoComplete="off"
                  spellCheck={false}
                  {...form.getInputProps('username')}
                />
                <PasswordField
                  stored={hasPassword}
                  asked={asked.password}
                  error={form.errors.password}
                  value={form.values.password}
                  onChange={(password) => form.setFieldValue('password', password)}
                />
              </SimpleGrid>
            </Fieldset>
            <Fieldset legend="Encryption" variant="unstyled" mx={0} px={0}>
              <TlsFields form={form} stored={storedTls} keyAsked={asked.tlsKey} />
            </Fieldset>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <ColorInput
                label="Colour"
                format="hex"
                swatches={SWATCHES}
                swatchesPerRow={9}
                withEyeDropper={false}
                {...form.getInputProps('color')}
              />
              <Switch
                mt={{ base: 0, sm: 28 }}
                label="Keep history while nobody looks"
                description="Samples every ten seconds, for an hour of charts"
                {...form.getInputProps('keepsHistory', { type: 'checkbox' })}
              />
            </SimpleGrid>
            <LabelsField form={form} />
            <Textarea label="Note" autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
          </Stack>
        </Fieldset>
        {children}
        <Group>
          <Button type="submit" loading={saving}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onTest} loading={testing}>
            Test
          </Button>
          <Button variant="subtle" color="gray" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
