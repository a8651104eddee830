import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { aRole, aUser, PREDEFINED } from '../fixtures';
import type { Role, User } from '../queries/useAccess';
import { AccessPage } from './AccessPage';

const PASSWORD = 'correct horse battery';

type Told = { readonly available: boolean | null; readonly reason?: string | null };

function support(security: Told, quotas: Told = { available: true }, managedBy: object | null = null) {
  const feature = (kind: string, { available, reason = null }: Told) => ({
    __typename: 'Feature',
    kind,
    available,
    reason,
  });
  return {
    connection: { __typename: 'Connection', id: 'c1', managedBy },
    cluster: {
      __typename: 'Cluster',
      connectionId: 'c1',
      features: {
        __typename: 'ClusterFeatures',
        edition: security.available === true ? 'ENTERPRISE' : 'COMMUNITY',
        features: [feature('SECURITY', security), feature('QUOTAS', quotas)],
      },
    },
  };
}

type Given = {
  readonly users?: readonly User[];
  readonly roles?: readonly Role[];
  readonly told?: ReturnType<typeof support>;
};

function openPage(search = '') {
  const view = renderAt(
    '/connections/:connectionId/access',
    `/connections/c1/access${search}`,
    <AccessPage />,
  );
  return { ...view, user: userEvent.setup() };
}

async function openAccess(search = '', given: Given = {}) {
  const view = openPage(search);
  const { users = [aUser(), aUser({ name: 'root', roles: ['user-admin'], isOwn: true })] } = given;
  const { roles = [aRole(), PREDEFINED], told = support({ available: true }) } = given;
  await waitFor(() => expect(view.gateway.of('AccessSupport')).toHaveLength(1));
  act(() => view.gateway.last('AccessSupport').answer(told));
  await waitFor(() => expect(view.gateway.of('AccessList')).toHaveLength(1));
  act(() => view.gateway.last('AccessList').answer({ users, roles }));
  return view;
}

describe('a cluster without users and roles', () => {
  it('says why, and asks for none', async () => {
    const { gateway } = openPage();
    const reason = 'Access control is a feature of the Enterprise Edition.';
    await waitFor(() => expect(gateway.of('AccessSupport')).toHaveLength(1));
    act(() => gateway.last('AccessSupport').answer(support({ available: false, reason })));
    expect(await screen.findByText(reason)).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'This cluster has no users and roles' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'New user' })).not.toBeInTheDocument();
    expect(gateway.of('AccessList')).toHaveLength(0);
  });

  it('is told from one of which no node answers', async () => {
    const { gateway } = openPage();
    await waitFor(() => expect(gateway.of('AccessSupport')).toHaveLength(1));
    act(() =>
      gateway
        .last('AccessSupport')
        .answer({ connection: null, cluster: null }, [
          { message: 'No node answers.', path: ['cluster'], extensions: { code: 'UNAVAILABLE' } },
        ]),
    );
    expect(await screen.findByText('No node answers.')).toBeInTheDocument();
    expect(screen.queryByText('This cluster has no users and roles')).not.toBeInTheDocument();
  });
});

describe('users', () => {
  it('are listed with roles, rates and quotas, and unknown numbers as unknown', async () => {
    await openAccess();
    const row = await screen.findByRole('row', { name: /^ada/ });
    expect(row).toHaveTextContent('clerk');
    expect(row).toHaveTextContent('150 of 1,000/s');
    expect(row).toHaveTextContent('The node does not tell');
    expect(screen.getByRole('row', { name: /^root/ })).toHaveTextContent('this connection');
  });

  it('show what they may do in the end, and by which role', async () => {
    const { gateway } = await openAccess('?name=ada');
    await waitFor(() => expect(gateway.of('AccessPermissions')).toHaveLength(1));
    const [privilege] = aRole().privileges;
    act(() =>
      gateway.last('AccessPermissions').answer({
        effectivePermissions: {
          __typename: 'EffectivePermissions',
          permissions: [
            {
              __typename: 'EffectivePermission',
              permission: 'WRITE',
              namespace: 'test',
              set: 'orders',
              grants: [{ __typename: 'PermissionGrant', role: 'clerk', privilege }],
            },
          ],
          unknown: [],
          missingRoles: ['gone'],
        },
      }),
    );
    const table = await screen.findByRole('table', { name: 'What it may do' });
    expect(within(table).getByRole('row', { name: /write and delete records/ })).toHaveTextContent(
      'test.ordersclerk read-write.test.orders',
    );
    expect(screen.getByText('Not defined: gone')).toBeInTheDocument();
  });

  it('are made with a password that stays neither in the cache, nor in the page, nor in its address', async () => {
    const { gateway, user, router } = await openAccess('?do=new-user');
    const dialog = within(await screen.findByRole('dialog', { name: 'New user' }));
    await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'bob');
    const first = dialog.getByLabelText('Password');
    expect(first).toHaveAttribute('autocomplete', 'new-password');
    await user.type(first, PASSWORD);
    await user.type(dialog.getByLabelText('The same again'), 'another');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(dialog.getByText('The two are not the same.')).toBeInTheDocument();
    expect(first).toHaveValue('');
    await user.type(first, PASSWORD);
    await user.type(dialog.getByLabelText('The same again'), PASSWORD);
    await user.click(dialog.getByRole('checkbox', { name: /^clerk/ }));
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(gateway.of('CreateUser')).toHaveLength(1));
    expect(gateway.last('CreateUser').variables).toEqual({
      input: { connectionId: 'c1', name: 'bob', password: PASSWORD, roles: ['clerk'] },
    });
    expect(first).toHaveValue('');
    act(() =>
      gateway.last('CreateUser').answer({
        createUser: { __typename: 'CreateUserPayload', user: { __typename: 'User', name: 'bob' } },
      }),
    );
    await waitFor(() => expect(router.state.location.search).toBe('?name=bob'));
    await waitFor(() => expect(gateway.of('AccessList')).toHaveLength(2));
    expect(JSON.stringify(gateway.client.extract())).not.toContain(PASSWORD);
    expect(document.documentElement.outerHTML).not.toContain(PASSWORD);
  });

  it('get and lose roles, with a warning for whom the connection signs in as', async () => {
    const { gateway, user } = await openAccess('?name=root&do=roles');
    const dialog = within(await screen.findByRole('dialog', { name: 'Roles of root' }));
    await user.click(dialog.getByRole('checkbox', { name: /^clerk/ }));
    expect(dialog.queryByText('This connection signs in as this user')).not.toBeInTheDocument();
    await user.click(dialog.getByRole('checkbox', { name: /^user-admin/ }));
    expect(dialog.getByText('This connection signs in as this user')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(gateway.of('GrantRoles')).toHaveLength(1));
    expect(gateway.last('GrantRoles').variables).toEqual({
      input: { connectionId: 'c1', user: 'root', roles: ['clerk'] },
    });
    expect(gateway.of('RevokeRoles')).toHaveLength(0);
    act(() =>
      gateway.last('GrantRoles').answer({ grantRoles: { __typename: 'GrantRolesPayload', user: null } }),
    );
    await waitFor(() => expect(gateway.of('RevokeRoles')).toHaveLength(1));
    expect(gateway.last('RevokeRoles').variables).toEqual({
      input: { connectionId: 'c1', user: 'root', roles: ['user-admin'] },
    });
    act(() =>
      gateway.last('RevokeRoles').refuse({ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }),
    );
    expect(await dialog.findByText('Not allowed.')).toBeInTheDocument();
    // Half of it was done: the list is read again.
    await waitFor(() => expect(gateway.of('AccessList')).toHaveLength(2));
  });

  it('are dropped only after the name was typed, and never the connection’s own', async () => {
    const { gateway, user, router } = await openAccess('?name=ada');
    await user.click(await screen.findByRole('button', { name: 'Drop…' }));
    const question = within(await screen.findByRole('dialog', { name: 'Drop user ada?' }));
    expect(question.getByRole('button', { name: 'Drop' })).toBeDisabled();
    await user.type(question.getByRole('textbox'), 'ada');
    await user.click(question.getByRole('button', { name: 'Drop' }));
    expect(gateway.last('DropUser').variables).toEqual({ input: { connectionId: 'c1', name: 'ada' } });
    act(() =>
      gateway.last('DropUser').answer({ dropUser: { __typename: 'DropUserPayload', dropped: true } }),
    );
    await waitFor(() => expect(router.state.location.search).toBe(''));
    await act(() => router.navigate('/connections/c1/access?name=root'));
    expect(await screen.findByText('this connection signs in as it')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Drop…' })).not.toBeInTheDocument();
  });
});

describe('roles', () => {
  it('are marked where every server has them, which are not changed', async () => {
    const { user } = await openAccess('?of=roles');
    const row = await screen.findByRole('row', { name: /^user-admin/ });
    expect(row).toHaveTextContent('predefined');
    expect(screen.getByRole('row', { name: /^clerk/ })).toHaveTextContent(
      'read-write.test.orders10.0.0.0/81,000/sno limit1',
    );
    await user.click(within(row).getByRole('link', { name: 'user-admin' }));
    expect(await screen.findByText(/It cannot be changed or dropped/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Edit…' })).not.toBeInTheDocument();
  });

  it('are changed by what differs alone', async () => {
    const { gateway, user } = await openAccess('?of=roles&name=clerk&do=edit-role');
    const dialog = within(await screen.findByRole('dialog', { name: 'Change role clerk' }));
    await user.clear(dialog.getByRole('textbox', { name: 'Set' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(gateway.of('GrantPrivileges')).toHaveLength(1));
    expect(gateway.last('GrantPrivileges').variables).toEqual({
      input: {
        connectionId: 'c1',
        role: 'clerk',
        privileges: [{ kind: 'READ_WRITE', namespace: 'test', set: null }],
      },
    });
    act(() =>
      gateway.last('GrantPrivileges').answer({
        grantPrivileges: { __typename: 'GrantPrivilegesPayload', role: null },
      }),
    );
    await waitFor(() => expect(gateway.of('RevokePrivileges')).toHaveLength(1));
    act(() =>
      gateway.last('RevokePrivileges').answer({
        revokePrivileges: { __typename: 'RevokePrivilegesPayload', role: null },
      }),
    );
    await waitFor(() => expect(gateway.of('AccessList')).toHaveLength(2));
    expect(gateway.of('SetRoleAllowlist')).toHaveLength(0);
    expect(gateway.of('SetRoleQuotas')).toHaveLength(0);
  });

  it('are dropped with a word on who loses them', async () => {
    await openAccess('?of=roles&name=clerk&do=drop-role');
    const question = await screen.findByRole('dialog', { name: 'Drop role clerk?' });
    expect(question).toHaveTextContent('Taken from ada, and with it what it grants.');
  });

  it('are made without quotas where those are switched off, which the form says', async () => {
    const told = support({ available: true }, { available: false, reason: 'Quotas are switched off.' });
    const { gateway, user } = await openAccess('?of=roles&do=new-role', { told });
    const dialog = within(await screen.findByRole('dialog', { name: 'New role' }));
    expect(dialog.getByRole('textbox', { name: 'Reads a second, at most' })).toBeDisabled();
    expect(dialog.getAllByText('Quotas are switched off.')).toHaveLength(2);
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(dialog.getByText('A role needs a name.')).toBeInTheDocument();
    await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'reader');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(gateway.of('CreateRole')).toHaveLength(1));
    expect(gateway.last('CreateRole').variables).toEqual({
      input: {
        connectionId: 'c1',
        name: 'reader',
        privileges: [{ kind: 'READ', namespace: null, set: null }],
        allowlist: [],
      },
    });
  });
});

describe('permissions', () => {
  it('are asked for by what and where, which the address keeps', async () => {
    const { gateway, user, router } = await openAccess('?of=permissions&can=truncate');
    await waitFor(() => expect(gateway.of('AccessWhoCan')).toHaveLength(1));
    expect(gateway.last('AccessWhoCan').variables).toEqual({
      connectionId: 'c1',
      permission: 'TRUNCATE',
      namespace: null,
      set: null,
    });
    await user.type(screen.getByRole('textbox', { name: 'In namespace' }), 'test');
    await user.click(screen.getByRole('button', { name: 'Ask' }));
    await waitFor(() => expect(gateway.of('AccessWhoCan')).toHaveLength(2));
    expect(router.state.location.search).toBe('?of=permissions&can=truncate&namespace=test');
    const [privilege] = PREDEFINED.privileges;
    act(() =>
      gateway.last('AccessWhoCan').answer({
        whoCan: {
          __typename: 'WhoCan',
          users: [
            {
              __typename: 'PermittedUser',
              name: 'ada',
              everywhere: false,
              grants: [{ __typename: 'PermissionGrant', role: 'clerk', privilege }],
            },
          ],
          undecided: ['eve'],
        },
      }),
    );
    const table = await screen.findByRole('table', { name: 'Who can truncate in test' });
    expect(within(table).getByRole('row', { name: /^ada/ })).toHaveTextContent('in parts of it');
    expect(screen.getByText(/^Of eve it is not known/)).toBeInTheDocument();
  });

  it('that an operator brings back are pointed out', async () => {
    const managedBy = {
      __typename: 'ManagedBy',
      kind: 'KUBERNETES_OPERATOR',
      context: 'east',
      namespace: 'prod',
      name: 'main',
      evidence: 'LABELS',
    };
    await openAccess('', { told: support({ available: true }, { available: true }, managedBy) });
    expect(screen.getByText('Managed by the Kubernetes operator')).toBeInTheDocument();
    expect(screen.getByText('kubectl --context east -n prod edit aerospikecluster main')).toBeInTheDocument();
  });
});
