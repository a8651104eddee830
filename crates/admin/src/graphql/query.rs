use acm_core::{ApiError, ContextExt, Right};
use acm_graph::scalars::{NamespaceName, RoleName, SetName, UserName};
use async_graphql::{Context, ID, Object};

use super::{
    AdminState,
    types::{EffectivePermissions, PermissionKind, Role, User, WhoCan, user},
};
use crate::{error::Result, service::Security, service::permissions::Scope};

/// Queries of users and roles.
#[derive(Clone, Copy, Debug, Default)]
pub struct AdminQuery;

#[Object]
impl AdminQuery {
    /// The users of a cluster, by name. Who may not manage users gets `FORBIDDEN`; a cluster without
    /// users (the Community Edition, or security switched off) answers `UNSUPPORTED` with the reason.
    #[graphql(guard = "Right::ReadUsers")]
    async fn users(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<User>, ApiError>> {
        Some(users(ctx, &connection_id).await.map_err(ApiError::from))
    }

    /// One user. Every user may see itself. `NOT_FOUND` when there is none of this name.
    #[graphql(guard = "Right::ReadUsers")]
    async fn user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The user's name.")] name: UserName,
    ) -> Option<Result<User, ApiError>> {
        Some(
            one_user(ctx, &connection_id, &name)
                .await
                .map_err(ApiError::from),
        )
    }

    /// The roles of a cluster, by name, predefined ones among them.
    #[graphql(guard = "Right::ReadUsers")]
    async fn roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<Role>, ApiError>> {
        Some(roles(ctx, &connection_id).await.map_err(ApiError::from))
    }

    /// One role. `NOT_FOUND` when there is none of this name.
    #[graphql(guard = "Right::ReadUsers")]
    async fn role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The role's name.")] name: RoleName,
    ) -> Option<Result<Role, ApiError>> {
        Some(
            one_role(ctx, &connection_id, &name)
                .await
                .map_err(ApiError::from),
        )
    }

    /// What a user may do and where, by all its roles together.
    #[graphql(guard = "Right::ReadUsers")]
    async fn effective_permissions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The user's name.")] user: UserName,
    ) -> Option<Result<EffectivePermissions, ApiError>> {
        Some(
            effective(ctx, &connection_id, user)
                .await
                .map_err(ApiError::from),
        )
    }

    /// Who may do something: everywhere, in a namespace, or in a set. Users who may in a part of that
    /// place are told too.
    #[graphql(guard = "Right::ReadUsers")]
    async fn who_can(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "What.")] permission: PermissionKind,
        #[graphql(desc = "In which namespace; in all when absent.")] namespace: Option<
            NamespaceName,
        >,
        #[graphql(desc = "In which set of the namespace; in all of it when absent.")] set: Option<
            SetName,
        >,
    ) -> Option<Result<WhoCan, ApiError>> {
        let place = Scope {
            namespace: namespace.map(|name| name.as_str().to_owned()),
            set: set.map(|name| name.as_str().to_owned()),
        };
        let found = who_can(ctx, &connection_id, permission, &place).await;
        Some(found.map_err(ApiError::from))
    }
}

fn security<'a>(ctx: &'a Context<'_>) -> Result<&'a Security> {
    Ok(&ctx.state::<AdminState>()?.security)
}

async fn users(ctx: &Context<'_>, connection: &str) -> Result<Vec<User>> {
    let told = security(ctx)?.users(connection).await?;
    let own = told.own.as_deref();
    Ok(told.what.into_iter().map(|one| user(one, own)).collect())
}

async fn one_user(ctx: &Context<'_>, connection: &str, name: &UserName) -> Result<User> {
    let told = security(ctx)?.user(connection, name.as_str()).await?;
    Ok(user(told.what, told.own.as_deref()))
}

async fn roles(ctx: &Context<'_>, connection: &str) -> Result<Vec<Role>> {
    let roles = security(ctx)?.roles(connection).await?;
    Ok(roles.into_iter().map(Role::from).collect())
}

async fn one_role(ctx: &Context<'_>, connection: &str, name: &RoleName) -> Result<Role> {
    Ok(security(ctx)?.role(connection, name.as_str()).await?.into())
}

async fn effective(
    ctx: &Context<'_>,
    connection: &str,
    user: UserName,
) -> Result<EffectivePermissions> {
    let effective = security(ctx)?.effective(connection, user.as_str()).await?;
    Ok(EffectivePermissions::new(user, effective))
}

async fn who_can(
    ctx: &Context<'_>,
    connection: &str,
    permission: PermissionKind,
    place: &Scope,
) -> Result<WhoCan> {
    let who = security(ctx)?.who_can(connection, permission.into(), place);
    Ok(who.await?.into())
}
