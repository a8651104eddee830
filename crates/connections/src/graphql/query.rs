use acm_core::{ApiError, ContextExt, Right, limits::INFO_DEADLINE};
use acm_graph::{Connection, ConnectionHealth};
use async_graphql::{Context, ID, Object};

use super::{ConnectionsState, types};

/// Queries of connection profiles and their health.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConnectionsQuery;

#[Object]
impl ConnectionsQuery {
    /// Every connection profile, in the order people gave them. At most 500.
    #[graphql(guard = "Right::ReadConnections")]
    async fn connections(&self, ctx: &Context<'_>) -> Result<Vec<Connection>, ApiError> {
        let profiles = ctx
            .state::<ConnectionsState>()?
            .profiles
            .directory()
            .current();
        Ok(profiles.iter().map(types::connection).collect())
    }

    /// One connection profile; null when there is none with this id.
    #[graphql(guard = "Right::ReadConnections")]
    async fn connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] id: ID,
    ) -> Option<Result<Connection, ApiError>> {
        let state = match ctx.state::<ConnectionsState>() {
            Ok(state) => state,
            Err(error) => return Some(Err(error)),
        };
        let profile = state.profiles.directory().get(&id)?;
        Some(Ok(types::connection(&profile)))
    }

    /// Whether a connection works. Asked for the first time, waits up to two seconds for the first
    /// look; null with an error when there is no such connection.
    #[graphql(guard = "Right::ReadConnections")]
    async fn connection_health(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<ConnectionHealth, ApiError>> {
        Some(looked(ctx, &connection_id).await)
    }
}

async fn looked(ctx: &Context<'_>, id: &str) -> Result<ConnectionHealth, ApiError> {
    let health = &ctx.state::<ConnectionsState>()?.health;
    Ok((*health.looked(id, INFO_DEADLINE).await?).clone())
}
