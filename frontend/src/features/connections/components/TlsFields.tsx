import { Alert, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CertificateFacts } from './CertificateFacts';
import type { ConnectionForm_ConnectionFragment } from './ConnectionForm.generated';
import type { DraftForm } from './draftForm';
import { PemField } from './PemField';

export type StoredTls = ConnectionForm_ConnectionFragment['tls'];

interface TlsFieldsProps {
  readonly form: DraftForm;
  /** What the gateway holds; null for a new connection. */
  readonly stored: StoredTls | null;
  /** Why the stored client key may not be kept; null when it may. */
  readonly keyAsked: string | null;
}

/** Whether to encrypt, whom to trust, and who this installation is to a server that asks. */
export function TlsFields({ form, stored, keyAsked }: TlsFieldsProps) {
  const { values, errors } = form;
  const certificateStored = stored !== null && stored.clientCertificate.length > 0;
  const keyMissing =
    certificateStored &&
    !stored.hasClientKey &&
    values.tlsCertificate.mode === 'keep' &&
    isEmpty(values.tlsKey);
  const key = (
    <PemField
      label="Client key"
      description="Without passphrase; kept encrypted, never shown"
      stored={stored?.hasClientKey ?? false}
      asked={keyAsked}
      value={values.tlsKey}
      onChange={(value) => form.setFieldValue('tlsKey', value)}
      error={errors.tlsKey}
    />
  );
  return (
    <Stack gap="md">
      <Switch label="Encrypt with TLS" {...form.getInputProps('tlsEnabled', { type: 'checkbox' })} />
      {!values.tlsEnabled && keyAsked !== null && key}
      {values.tlsEnabled && (
        <>
          <TextInput
            label="Name in the server's certificate"
            placeholder="The host's own name"
            autoComplete="off"
            {...form.getInputProps('tlsServerName')}
          />
          <PemField
            label="Trusted authorities"
            description="Certificates in PEM form; the system's authorities when empty"
            stored={stored !== null && stored.authorities.length > 0}
            value={values.tlsCa}
            onChange={(value) => form.setFieldValue('tlsCa', value)}
            error={errors.tlsCa}
          >
            <CertificateFacts certificates={stored?.authorities ?? []} />
          </PemField>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <PemField
              label="Client certificate"
              description="For servers that ask for one, in PEM form"
              stored={certificateStored}
              value={values.tlsCertificate}
              onChange={(value) => form.setFieldValue('tlsCertificate', value)}
              error={errors.tlsCertificate}
            >
              <CertificateFacts certificates={stored?.clientCertificate ?? []} />
            </PemField>
            {key}
          </SimpleGrid>
          {keyMissing && (
            <Alert color="yellow" title="The key is missing" icon={<IconAlertTriangle aria-hidden="true" />}>
              The client certificate is not shown to servers until its key is given.
            </Alert>
          )}
        </>
      )}
    </Stack>
  );
}

const isEmpty = (key: DraftForm['values']['tlsKey']) => key.mode === 'set' && key.value === '';
