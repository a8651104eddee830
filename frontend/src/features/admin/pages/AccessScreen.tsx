import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { AppError } from '@/shared/errors/appError';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { SearchField } from '@/shared/ui/SearchField';
import { AccessDrawer } from '../components/AccessDrawer';
import { ManagedNotice } from '../components/ManagedNotice';
import { RoleDetail } from '../components/RoleDetail';
import { RoleTable } from '../components/RoleTable';
import { UserDetail } from '../components/UserDetail';
import { UserTable } from '../components/UserTable';
import { WhoCan } from '../components/WhoCan';
import { type Support, useAccess } from '../queries/useAccess';
import { type AccessTab, accessSearch, accessUrl, type AccessView, readAccessView } from '../urls';
import { ACCESS_DIALOGS, AccessDialogs } from './AccessDialogs';

type Props = {
  readonly connectionId: string;
  readonly support: Support;
  /** What is to be known before. */
  readonly notice: ReactNode;
};

const TABS: readonly { readonly value: AccessTab; readonly label: string }[] = [
  { value: 'users', label: 'Users' },
  { value: 'roles', label: 'Roles' },
  { value: 'permissions', label: 'Who can do what' },
];

/** Users, roles, and what comes of both, on a cluster that has them. */
export function AccessScreen({ connectionId, support, notice }: Props) {
  const [search, setSearch] = useSearchParams();
  const view = readAccessView(search);
  const { dialog, open: openDialog, close: closeDialog } = useUrlDialog(ACCESS_DIALOGS);
  const access = useAccess(connectionId);
  const { users, roles, refresh } = access;
  const { tab, open } = view;
  const user = tab === 'users' ? (users?.find(({ name }) => name === open) ?? null) : null;
  const role = tab === 'roles' ? (roles?.find(({ name }) => name === open) ?? null) : null;
  const go = (part: Partial<AccessView>, replace = false) =>
    setSearch(accessSearch({ ...view, ...part }), { replace });
  const userUrlOf = (name: string) => accessUrl(connectionId, { tab: 'users', open: name });
  const roleUrlOf = (name: string) => accessUrl(connectionId, { tab: 'roles', open: name });

  return (
    <>
      <PageHeader
        title="Access"
        actions={
          <>
            <RefreshButton loading={access.loading} onRefresh={refresh} />
            {tab === 'users' && (
              <Button
                size="xs"
                leftSection={<IconPlus size={14} aria-hidden="true" />}
                onClick={() => openDialog('new-user')}
              >
                New user
              </Button>
            )}
            {tab === 'roles' && (
              <Button
                size="xs"
                leftSection={<IconPlus size={14} aria-hidden="true" />}
                onClick={() => openDialog('new-role')}
              >
                New role
              </Button>
            )}
          </>
        }
      />
      <Stack gap="sm">
        {notice}
        {support.manager !== null && <ManagedNotice manager={support.manager} />}
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) =>
            go({ tab: TABS.find((one) => one.value === value)?.value ?? 'users', open: null })
          }
        >
          <Tabs.List mb="sm">
            {TABS.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="users">
            <Listed
              what="users"
              all={users}
              errors={access.userErrors}
              text={view.text}
              wordsOf={({ name, roles: given }) => [name, ...given]}
              onText={(text) => go({ text }, true)}
              onRetry={refresh}
            >
              {(some) => <UserTable users={some} urlOf={userUrlOf} roleUrlOf={roleUrlOf} />}
            </Listed>
          </Tabs.Panel>
          <Tabs.Panel value="roles">
            <Listed
              what="roles"
              all={roles}
              errors={access.roleErrors}
              text={view.text}
              wordsOf={({ name, privileges }) => [name, ...privileges.map((privilege) => privilege.name)]}
              onText={(text) => go({ text }, true)}
              onRetry={refresh}
            >
              {(some) => <RoleTable roles={some} users={users} urlOf={roleUrlOf} />}
            </Listed>
          </Tabs.Panel>
          <Tabs.Panel value="permissions">
            <WhoCan
              connectionId={connectionId}
              asked={view.asked}
              onAsk={(asked) => go({ asked })}
              userUrlOf={userUrlOf}
              roleUrlOf={roleUrlOf}
            />
          </Tabs.Panel>
        </Tabs>
      </Stack>
      <AccessDrawer
        opened={user !== null}
        title={`User ${user?.name ?? ''}`}
        onClose={() => go({ open: null })}
      >
        {user !== null && (
          <UserDetail
            key={user.name}
            connectionId={connectionId}
            user={user}
            roleUrlOf={roleUrlOf}
            onDialog={openDialog}
          />
        )}
      </AccessDrawer>
      <AccessDrawer
        opened={role !== null}
        title={`Role ${role?.name ?? ''}`}
        onClose={() => go({ open: null })}
      >
        {role !== null && (
          <RoleDetail role={role} users={users} userUrlOf={userUrlOf} onDialog={openDialog} />
        )}
      </AccessDrawer>
      <AccessDialogs
        connectionId={connectionId}
        dialog={dialog}
        user={user}
        role={role}
        roles={roles ?? []}
        users={users}
        noQuotas={support.quotas?.available === false ? (support.quotas.reason ?? null) : null}
        onClose={closeDialog}
        onChanged={refresh}
        onOpen={(name) => go({ open: name }, true)}
      />
    </>
  );
}

type ListedProps<T> = {
  readonly what: 'users' | 'roles';
  readonly all: readonly T[] | null;
  readonly errors: readonly AppError[];
  readonly text: string;
  /** Where a text is looked for. */
  readonly wordsOf: (one: T) => readonly string[];
  readonly onText: (text: string) => void;
  readonly onRetry: () => void;
  readonly children: (some: readonly T[]) => ReactNode;
};

function Listed<T>({ what, all, errors, text, wordsOf, onText, onRetry, children }: ListedProps<T>) {
  const wanted = text.trim().toLowerCase();
  const some = all?.filter((one) => wordsOf(one).some((word) => word.toLowerCase().includes(wanted))) ?? [];
  return (
    <Stack gap="sm">
      {errors.map((error) => (
        <ErrorAlert key={error.message} error={error} onRetry={onRetry} />
      ))}
      {all === null && errors.length === 0 && <LoadingSkeleton label={what} rows={5} />}
      {all !== null && (
        <>
          <Group justify="space-between">
            <SearchField label={`Search ${what}`} value={text} onChange={onText} />
            <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
              {some.length === 1 ? `1 ${what.slice(0, -1)}` : `${String(some.length)} ${what}`}
            </Text>
          </Group>
          {some.length === 0 ? (
            <EmptyState icon={IconUsers} title={`No ${what}`}>
              {all.length === 0 ? `The cluster tells of no ${what}.` : 'None matches what is asked for.'}
            </EmptyState>
          ) : (
            children(some)
          )}
        </>
      )}
    </Stack>
  );
}
