import { Alert, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PERMISSIONS, placeText } from '../model/privileges';
import { AccessPermissionsDocument } from '../queries/access.generated';
import { GrantList } from './GrantList';

type Props = {
  readonly connectionId: string;
  readonly user: string;
  readonly roleUrlOf: (role: string) => string;
};

/** What a user may do in the end, by all its roles together. */
export function PermissionTable({ connectionId, user, roleUrlOf }: Props) {
  const { data, errors, refresh } = useReading(AccessPermissionsDocument, { connectionId, user });
  const found = data?.effectivePermissions ?? null;
  if (found === null) {
    return errors.length === 0 ? (
      <LoadingSkeleton label="what it may do" rows={4} rowHeight={28} />
    ) : (
      <>
        {errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={refresh} />
        ))}
      </>
    );
  }
  const { permissions, unknown, missingRoles } = found;
  return (
    <>
      {missingRoles.length > 0 && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle aria-hidden="true" />}
          title={`Not defined: ${missingRoles.join(', ')}`}
        >
          The user has these roles, but the cluster does not tell of them: they grant nothing.
        </Alert>
      )}
      {permissions.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing: no role of it grants anything that is known.
        </Text>
      ) : (
        <Table tabularNums aria-label="What it may do">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">May</Table.Th>
              <Table.Th scope="col">Where</Table.Th>
              <Table.Th scope="col">By</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {permissions.map(({ permission, grants, ...place }) => (
              <Table.Tr key={`${permission} ${placeText(place)}`}>
                <Table.Td>{PERMISSIONS[permission]}</Table.Td>
                <Table.Td>{placeText(place)}</Table.Td>
                <Table.Td>
                  <GrantList grants={grants} roleUrlOf={roleUrlOf} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {unknown.length > 0 && (
        <div>
          <Text size="sm" c="dimmed">
            And what these allow, which this version does not know:
          </Text>
          <GrantList grants={unknown} roleUrlOf={roleUrlOf} />
        </div>
      )}
    </>
  );
}
