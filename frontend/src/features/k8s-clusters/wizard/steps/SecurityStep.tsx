import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NumberField, TextField } from '../../form/fields/inputs';
import { ListField } from '../../form/fields/ListField';
import { More } from '../../form/fields/More';
import { NetworksField } from '../../form/fields/NetworksField';
import { Row } from '../../form/fields/Row';
import { YamlField } from '../../form/fields/YamlField';
import { isObject, type Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';
import { FormSection } from '../FormSection';
import { PickerError } from '../pickers/PickerError';
import { useSecrets } from '../pickers/usePickers';
import { ACL, hasAdministrator, withAdministrator } from '../security/acl';
import { PrivilegesField } from '../security/PrivilegesField';
import { UserFields } from '../security/UserFields';
import type { Step } from '../step';

const SECTION = 'spec.aerospikeConfig.security';

export const SECURITY: Step = {
  id: 'security',
  label: 'Security (ACL)',
  paths: [ACL, SECTION],
  Component: SecurityStep,
};

const nameOf = (entry: Json | undefined) =>
  isObject(entry) && typeof entry.name === 'string' ? entry.name : '';

/** Who may do what in the cluster, as the operator keeps it. */
function SecurityStep() {
  const { get, put } = useResource();
  const control = get(ACL);
  const [before, setBefore] = useState<Json>({ users: withAdministrator(undefined) });
  const turn = (on: boolean) => {
    if (!on && control !== undefined) setBefore(control);
    put(ACL, on ? before : undefined);
  };
  return (
    <Stack gap="lg">
      <Switch
        label="Access control"
        description="The operator keeps users and roles as they are written here"
        checked={control !== undefined}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
      {control !== undefined && <Control />}
      <More label="The security section of the configuration" paths={[SECTION]}>
        <YamlField at={SECTION} label="security" help="Parameters as Aerospike’s configuration has them" />
      </More>
    </Stack>
  );
}

function Control() {
  const { get, put, context } = useResource();
  const named = get('metadata.namespace');
  const namespace = typeof named === 'string' ? named : '';
  const secrets = useSecrets(context, namespace);
  const users = get(`${ACL}.users`);
  return (
    <>
      <FormSection
        title="Roles"
        about="Beside those every server has. A privilege can be narrowed to a namespace or a set."
      >
        <ListField
          at={`${ACL}.roles`}
          label="Roles"
          item="Role"
          nameOf={nameOf}
          blank={() => ({ name: '', privileges: ['read-write'] })}
        >
          {(at) => (
            <Stack gap="sm">
              <Row>
                <TextField at={`${at}.name`} label="Name" required />
                <NetworksField at={`${at}.whitelist`} label="Networks its users may come from" />
              </Row>
              <PrivilegesField at={`${at}.privileges`} />
            </Stack>
          )}
        </ListField>
      </FormSection>
      <FormSection title="Users" about="Passwords stay in secrets of Kubernetes and are never shown here.">
        {!hasAdministrator(users) && (
          <Group gap="sm">
            <Text size="sm">The operator needs a user with both roles sys-admin and user-admin.</Text>
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconUserPlus size={14} aria-hidden="true" />}
              onClick={() => put(`${ACL}.users`, withAdministrator(users))}
            >
              Make the admin user
            </Button>
          </Group>
        )}
        <PickerError what="Secrets" error={secrets.error} />
        <ListField
          at={`${ACL}.users`}
          label="Users"
          item="User"
          nameOf={nameOf}
          blank={() => ({ name: '', roles: ['read-write'], secretName: '' })}
        >
          {(at) => <UserFields at={at} namespace={namespace} secrets={secrets.choices} />}
        </ListField>
      </FormSection>
      <More label="How the operator signs in" paths={[`${ACL}.adminPolicy.timeout`]}>
        <NumberField
          at={`${ACL}.adminPolicy.timeout`}
          label="Timeout of its commands"
          help="Of those about users and roles"
          min={100}
          max={30_000}
          placeholder="2000"
          suffix=" ms"
        />
      </More>
    </>
  );
}
