use acm_aerospike::admin::{Quotas, Role as ServerRole, User as ServerUser};
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::Problem;
use async_graphql::{Context, Object, SimpleObject};

use super::{
    AdminState,
    inputs::{
        ChangePasswordInput, CreateRoleInput, CreateUserInput, DropRoleInput, DropUserInput,
        GrantPrivilegesInput, GrantRolesInput, RevokePrivilegesInput, RevokeRolesInput,
        SetRoleAllowlistInput, SetRoleQuotasInput, changed_quota, names, privileges, quota, secret,
    },
    types::{Role, User, user},
};
use crate::service::{Changed, Hand, NewRole, Security};

/// Changes of users and roles.
#[derive(Clone, Copy, Debug, Default)]
pub struct AdminMutation;

#[Object]
impl AdminMutation {
    /// Makes a user. `ALREADY_EXISTS` when there is one of this name, `NOT_FOUND` without one of the
    /// roles.
    #[graphql(guard = "Right::WriteUsers")]
    async fn create_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The user to be made.")] input: CreateUserInput,
    ) -> Result<CreateUserPayload, ApiError> {
        let (name, password) = (input.name.to_string(), secret(&input.password));
        let made =
            security(ctx)?.create_user(&input.connection_id, name, password, names(&input.roles));
        let user = shown_user(made.await?);
        Ok(CreateUserPayload { user })
    }

    /// Gives a user another password: others when the connection's user may manage users, and always
    /// its own. When it is its own, the connection's stored password is changed too.
    #[graphql(guard = "Right::WriteUsers")]
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and the new password.")] input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload, ApiError> {
        let (name, password) = (input.user.to_string(), secret(&input.password));
        let security = security(ctx)?;
        let told = security.set_password(&input.connection_id, name, password);
        let told = told.await?;
        let is_own = told.own.as_deref() == Some(input.user.as_str());
        let problem = told.what.err().map(ApiError::from);
        Ok(ChangePasswordPayload {
            is_own,
            connection_updated: is_own && problem.is_none(),
            problem: problem.as_ref().map(Problem::from),
        })
    }

    /// Gives roles to a user. Roles it has already are no error.
    #[graphql(guard = "Right::WriteUsers")]
    async fn grant_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To whom, and which.")] input: GrantRolesInput,
    ) -> Result<GrantRolesPayload, ApiError> {
        let (name, roles) = (input.user.to_string(), names(&input.roles));
        let granted = security(ctx)?.change_roles(&input.connection_id, Hand::Grant, name, roles);
        let user = shown_user(granted.await?);
        Ok(GrantRolesPayload { user })
    }

    /// Takes roles from a user. Roles it does not have are no error. Taken from the user as whom the
    /// connection signs in (`user.isOwn`), they are gone for the connection at once: what needs them is
    /// `FORBIDDEN` from then on.
    #[graphql(guard = "Right::WriteUsers")]
    async fn revoke_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From whom, and which.")] input: RevokeRolesInput,
    ) -> Result<RevokeRolesPayload, ApiError> {
        let (name, roles) = (input.user.to_string(), names(&input.roles));
        let revoked = security(ctx)?.change_roles(&input.connection_id, Hand::Revoke, name, roles);
        let user = shown_user(revoked.await?);
        Ok(RevokeRolesPayload { user })
    }

    /// Drops a user; its sessions end. Dropping what is not there is no error.
    #[graphql(guard = "Right::WriteUsers")]
    async fn drop_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which user.")] input: DropUserInput,
    ) -> Result<DropUserPayload, ApiError> {
        let name = input.name.to_string();
        let dropped = security(ctx)?.drop_user(&input.connection_id, name).await?;
        Ok(DropUserPayload { dropped })
    }

    /// Makes a role. `ALREADY_EXISTS` when there is one of this name.
    #[graphql(guard = "Right::WriteUsers")]
    async fn create_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role to be made.")] input: CreateRoleInput,
    ) -> Result<CreateRolePayload, ApiError> {
        let limit = |field, given: Option<_>| given.map_or(Ok(0), |given| quota(field, given));
        let role = NewRole {
            name: input.name.to_string(),
            privileges: privileges(input.privileges),
            allowlist: input.allowlist,
            quotas: Quotas {
                read: limit("input.readQuota", input.read_quota)?,
                write: limit("input.writeQuota", input.write_quota)?,
            },
        };
        let made = security(ctx)?.create_role(&input.connection_id, role);
        let role = shown_role(made.await?);
        Ok(CreateRolePayload { role })
    }

    /// Adds privileges to a role of one's own. Those it has already are no error.
    #[graphql(guard = "Right::WriteUsers")]
    async fn grant_privileges(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which role, and what.")] input: GrantPrivilegesInput,
    ) -> Result<GrantPrivilegesPayload, ApiError> {
        let (name, all) = (input.role.to_string(), privileges(input.privileges));
        let granted =
            security(ctx)?.change_privileges(&input.connection_id, Hand::Grant, name, all);
        let role = shown_role(granted.await?);
        Ok(GrantPrivilegesPayload { role })
    }

    /// Takes privileges from a role of one's own: those with exactly the place named. Those it does
    /// not have are no error.
    #[graphql(guard = "Right::WriteUsers")]
    async fn revoke_privileges(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From which role, and what.")] input: RevokePrivilegesInput,
    ) -> Result<RevokePrivilegesPayload, ApiError> {
        let (name, all) = (input.role.to_string(), privileges(input.privileges));
        let revoked =
            security(ctx)?.change_privileges(&input.connection_id, Hand::Revoke, name, all);
        let role = shown_role(revoked.await?);
        Ok(RevokePrivilegesPayload { role })
    }

    /// Sets from where the users of a role of one's own may connect. A list without the address of
    /// this server locks its own user out, when it has the role.
    #[graphql(guard = "Right::WriteUsers")]
    async fn set_role_allowlist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which role, and all networks.")] input: SetRoleAllowlistInput,
    ) -> Result<SetRoleAllowlistPayload, ApiError> {
        let name = input.role.to_string();
        let set = security(ctx)?.set_allowlist(&input.connection_id, name, input.allowlist);
        let role = shown_role(set.await?);
        Ok(SetRoleAllowlistPayload { role })
    }

    /// Sets how much the users of a role of one's own may read and write, on each node. `UNSUPPORTED`
    /// where quotas are switched off.
    #[graphql(guard = "Right::WriteUsers")]
    async fn set_role_quotas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which role, and how much.")] input: SetRoleQuotasInput,
    ) -> Result<SetRoleQuotasPayload, ApiError> {
        let name = input.role.to_string();
        let reads = changed_quota("input.readQuota", input.read_quota)?;
        let writes = changed_quota("input.writeQuota", input.write_quota)?;
        let set = security(ctx)?.set_quotas(&input.connection_id, name, reads, writes);
        let role = shown_role(set.await?);
        Ok(SetRoleQuotasPayload { role })
    }

    /// Drops a role of one's own; users who have it lose it. Dropping what is not there is no error.
    #[graphql(guard = "Right::WriteUsers")]
    async fn drop_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which role.")] input: DropRoleInput,
    ) -> Result<DropRolePayload, ApiError> {
        let name = input.name.to_string();
        let dropped = security(ctx)?.drop_role(&input.connection_id, name).await?;
        Ok(DropRolePayload { dropped })
    }
}

/// Payloads that hold a user as it is after a change.
macro_rules! user_payloads {
    ($($(#[$doc:meta])+ $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])+
            #[derive(Debug, SimpleObject)]
            struct $name {
                /// The user as the cluster tells of it now; null when it could not be asked, or had
                /// not heard of the change yet.
                user: Option<User>,
            }
        )+
    };
}

user_payloads! {
    /// A user that was made.
    CreateUserPayload,
    /// A user that was given roles.
    GrantRolesPayload,
    /// A user from whom roles were taken.
    RevokeRolesPayload,
}

/// Payloads that hold a role as it is after a change.
macro_rules! role_payloads {
    ($($(#[$doc:meta])+ $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])+
            #[derive(Debug, SimpleObject)]
            struct $name {
                /// The role as the cluster tells of it now; null when it could not be asked, or had
                /// not heard of the change yet.
                role: Option<Role>,
            }
        )+
    };
}

role_payloads! {
    /// A role that was made.
    CreateRolePayload,
    /// A role to which privileges were added.
    GrantPrivilegesPayload,
    /// A role from which privileges were taken.
    RevokePrivilegesPayload,
    /// A role whose users may connect from elsewhere.
    SetRoleAllowlistPayload,
    /// A role whose users may read and write more or less.
    SetRoleQuotasPayload,
}

/// A password that was changed.
#[derive(Debug, SimpleObject)]
struct ChangePasswordPayload {
    /// Whether it is that of the user as whom the connection signs in.
    is_own: bool,
    /// Whether the connection's stored password was changed with it.
    connection_updated: bool,
    /// Why the connection's stored password could not be changed: change it with `updateConnection`.
    problem: Option<Problem>,
}

/// What became of a user that was to be dropped.
#[derive(Debug, SimpleObject)]
struct DropUserPayload {
    /// Whether there was one.
    dropped: bool,
}

/// What became of a role that was to be dropped.
#[derive(Debug, SimpleObject)]
struct DropRolePayload {
    /// Whether there was one.
    dropped: bool,
}

fn security<'a>(ctx: &'a Context<'_>) -> Result<&'a Security, ApiError> {
    Ok(&ctx.state::<AdminState>()?.security)
}

fn shown_user(changed: Changed<ServerUser>) -> Option<User> {
    let own = changed.own.as_deref();
    changed.what.map(|one| user(one, own))
}

fn shown_role(changed: Changed<ServerRole>) -> Option<Role> {
    changed.what.map(Role::from)
}
