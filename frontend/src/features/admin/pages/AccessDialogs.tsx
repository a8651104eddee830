import { usePlaces } from '@/features/data';
import { fromProblem } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { ROLE_DIALOGS } from '../components/RoleDetail';
import { USER_DIALOGS } from '../components/UserDetail';
import { CreateUserDialog } from '../dialogs/CreateUserDialog';
import { PasswordDialog } from '../dialogs/PasswordDialog';
import { RoleDialog } from '../dialogs/RoleDialog';
import { UserRolesDialog } from '../dialogs/UserRolesDialog';
import { useAccessChanges } from '../mutations/useAccessChanges';
import type { Role, User } from '../queries/useAccess';

export const ACCESS_DIALOGS = ['new-user', 'new-role', ...USER_DIALOGS, ...ROLE_DIALOGS] as const;

type Props = {
  readonly connectionId: string;
  readonly dialog: (typeof ACCESS_DIALOGS)[number] | null;
  /** The user that is open, or the role. */
  readonly user: User | null;
  readonly role: Role | null;
  readonly roles: readonly Role[];
  /** Null while it is not known who there is. */
  readonly users: readonly User[] | null;
  /** Why quotas cannot be set; null when they can. */
  readonly noQuotas: string | null;
  readonly onClose: () => void;
  /** Users and roles are other ones now, also after half of a change. */
  readonly onChanged: () => void;
  /** Opens what was made in place of the dialog, or nothing in place of what is gone. */
  readonly onOpen: (name: string | null) => void;
};

/** The dialog that is open, and what it does. */
export function AccessDialogs(props: Props) {
  const { connectionId, dialog, user, role, roles, users, noQuotas, onClose, onChanged, onOpen } = props;
  const changes = useAccessChanges(connectionId);
  const places = usePlaces(connectionId);
  const change = async (work: () => Promise<unknown>, done: string, after: () => void) => {
    try {
      await work();
    } finally {
      onChanged();
    }
    notifyDone(done);
    after();
  };
  const changePassword = async (name: string, password: string) => {
    const { isOwn, problem } = await changes.changePassword(name, password);
    if (isKnown(problem)) {
      notifyProblem(fromProblem(problem));
    }
    notifyDone(
      isOwn && !isKnown(problem)
        ? `Password of ${name} changed, and with it the one this connection has stored.`
        : `Password of ${name} changed.`,
    );
    onClose();
  };

  return (
    <>
      {dialog === 'new-user' && (
        <CreateUserDialog
          roles={roles}
          onCreate={(name, password, given) =>
            change(
              () => changes.createUser(name, password, given),
              `User ${name} created.`,
              () => onOpen(name),
            )
          }
          onClose={onClose}
        />
      )}
      {(dialog === 'new-role' || (dialog === 'edit-role' && role !== null)) && (
        <RoleDialog
          role={dialog === 'edit-role' ? role : null}
          places={places}
          noQuotas={noQuotas}
          onSave={(next) =>
            dialog === 'edit-role' && role !== null
              ? change(() => changes.changeRole(role, next), `Role ${role.name} changed.`, onClose)
              : change(
                  () => changes.createRole(next, noQuotas === null),
                  `Role ${next.name} created.`,
                  () => onOpen(next.name),
                )
          }
          onClose={onClose}
        />
      )}
      {dialog === 'roles' && user !== null && (
        <UserRolesDialog
          user={user}
          roles={roles}
          onSave={(next) =>
            change(
              () => changes.setRoles(user.name, user.roles, next),
              `Roles of ${user.name} changed.`,
              onClose,
            )
          }
          onClose={onClose}
        />
      )}
      {dialog === 'password' && user !== null && (
        <PasswordDialog
          user={user}
          onChange={(password) => changePassword(user.name, password)}
          onClose={onClose}
        />
      )}
      <ConfirmByName
        opened={dialog === 'drop-user' && user !== null}
        title={`Drop user ${user?.name ?? ''}?`}
        name={user?.name ?? ''}
        confirmLabel="Drop"
        onConfirm={() =>
          change(
            () => changes.dropUser(user?.name ?? ''),
            `User ${user?.name ?? ''} dropped.`,
            () => undefined,
          )
        }
        onDone={() => onOpen(null)}
        onClose={onClose}
      >
        Its sessions end, and programs that sign in as it are refused from then on.
      </ConfirmByName>
      <ConfirmByName
        opened={dialog === 'drop-role' && role !== null}
        title={`Drop role ${role?.name ?? ''}?`}
        name={role?.name ?? ''}
        confirmLabel="Drop"
        onConfirm={() =>
          change(
            () => changes.dropRole(role?.name ?? ''),
            `Role ${role?.name ?? ''} dropped.`,
            () => undefined,
          )
        }
        onDone={() => onOpen(null)}
        onClose={onClose}
      >
        {lossText(
          users?.filter((one) => one.roles.includes(role?.name ?? '')).map(({ name }) => name) ?? null,
        )}
      </ConfirmByName>
    </>
  );
}

/** Users that are named where something is taken from them. */
const MAX_NAMED = 10;

/** Who loses what a role grants. */
function lossText(users: readonly string[] | null): string {
  if (users === null) {
    return 'Users who have it lose it, and with it what it grants them.';
  }
  if (users.length === 0) {
    return 'No user has it.';
  }
  const others = users.length - MAX_NAMED;
  const names = [...users.slice(0, MAX_NAMED), ...(others > 0 ? [`${String(others)} others`] : [])].join(
    ', ',
  );
  return `Taken from ${names}, and with it what it grants.`;
}
