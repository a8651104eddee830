import { Code, Stack, Text } from '@mantine/core';
import { TagsField, TextField } from '../../form/fields/inputs';
import { Row } from '../../form/fields/Row';
import { useResource } from '../../form/ResourceForm';
import type { SecretChoice } from '../pickers/usePickers';
import { ACL, CODES, namesIn } from './acl';

type Props = {
  readonly at: string;
  /** Of Kubernetes, where the secrets are; empty while it is not known. */
  readonly namespace: string;
  /** The secrets to choose from; null while they are not known. */
  readonly secrets: readonly SecretChoice[] | null;
};

/** A user of the cluster. The password stays in a secret of Kubernetes. */
export function UserFields({ at, namespace, secrets }: Props) {
  const { get } = useResource();
  const roles = [...CODES.map(({ code }) => code), ...namesIn(get(`${ACL}.roles`))];
  const withPassword = secrets?.filter(({ keys }) => keys.includes('password')) ?? [];
  return (
    <Stack gap="sm">
      <Row>
        <TextField at={`${at}.name`} label="Name" required />
        <TextField
          at={`${at}.secretName`}
          label="Secret of the password"
          required
          help={`Holds it under the key “password”, in the namespace ${namespace === '' ? 'of the cluster' : namespace}`}
          suggestions={withPassword.map(({ name }) => name)}
        />
      </Row>
      <SecretNote name={get(`${at}.secretName`)} namespace={namespace} secrets={secrets} />
      <TagsField
        at={`${at}.roles`}
        label="Roles"
        required
        help="Those every server has, and those defined above"
        suggestions={roles}
      />
    </Stack>
  );
}

type NoteProps = {
  readonly name: unknown;
  readonly namespace: string;
  readonly secrets: readonly SecretChoice[] | null;
};

/** What is amiss with a secret that was named. */
function SecretNote({ name, namespace, secrets }: NoteProps) {
  if (secrets === null || typeof name !== 'string' || name === '') {
    return null;
  }
  const secret = secrets.find((each) => each.name === name);
  if (secret?.keys.includes('password') === true) {
    return null;
  }
  return (
    <Text size="xs" role="status">
      {secret === undefined ? (
        <>
          There is no secret {name} yet. To make it:{' '}
          <Code>
            kubectl -n {namespace} create secret generic {name} --from-file=password=/dev/stdin
          </Code>
        </>
      ) : (
        `The secret ${name} has no key “password”.`
      )}
    </Text>
  );
}
