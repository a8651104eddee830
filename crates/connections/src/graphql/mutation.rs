use acm_core::{ApiError, ContextExt, Right, limits::CONNECT_DEADLINE};
use acm_graph::Problem;
use async_graphql::{Context, Object};

use super::{
    ConnectionsState,
    inputs::{
        CreateConnectionInput, DeleteConnectionInput, DuplicateConnectionInput,
        ReorderConnectionsInput, TestConnectionInput, UpdateConnectionInput,
    },
    types::{
        CreateConnectionPayload, DeleteConnectionPayload, DuplicateConnectionPayload,
        ReorderConnectionsPayload, TestConnectionPayload, UpdateConnectionPayload, connection,
    },
};
use crate::service::ProfileService;

/// Changes of connection profiles.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConnectionsMutation;

#[Object]
impl ConnectionsMutation {
    /// Makes a connection profile. Nothing is dialled.
    #[graphql(guard = "Right::WriteConnections")]
    async fn create_connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection to be made.")] input: CreateConnectionInput,
    ) -> Result<CreateConnectionPayload, ApiError> {
        let made = profiles(ctx)?.create(input.into()).await?;
        Ok(CreateConnectionPayload {
            connection: connection(&made),
        })
    }

    /// Changes a connection profile. Its live client is replaced when hosts, cluster name,
    /// credentials or TLS change.
    #[graphql(guard = "Right::WriteConnections")]
    async fn update_connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateConnectionInput,
    ) -> Result<UpdateConnectionPayload, ApiError> {
        let (id, expected) = (input.id.clone(), input.expected_revision);
        let expected = expected.map(|revision| revision.0);
        let changed = profiles(ctx)?.update(&id, expected, input.into()).await?;
        Ok(UpdateConnectionPayload {
            connection: connection(&changed),
        })
    }

    /// Removes a connection profile with its password, and closes its live client. The cluster
    /// itself is not touched.
    #[graphql(guard = "Right::WriteConnections")]
    async fn delete_connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection to be removed.")] input: DeleteConnectionInput,
    ) -> Result<DeleteConnectionPayload, ApiError> {
        let expected = input.expected_revision.map(|revision| revision.0);
        profiles(ctx)?.delete(&input.id, expected).await?;
        Ok(DeleteConnectionPayload { id: input.id })
    }

    /// Copies a connection profile, password included.
    #[graphql(guard = "Right::WriteConnections")]
    async fn duplicate_connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection to be copied.")] input: DuplicateConnectionInput,
    ) -> Result<DuplicateConnectionPayload, ApiError> {
        let made = profiles(ctx)?.duplicate(&input.id, input.name).await?;
        Ok(DuplicateConnectionPayload {
            connection: connection(&made),
        })
    }

    /// Puts all connection profiles in an order.
    #[graphql(guard = "Right::WriteConnections")]
    async fn reorder_connections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The order.")] input: ReorderConnectionsInput,
    ) -> Result<ReorderConnectionsPayload, ApiError> {
        let ids = input.ids.into_iter().map(|id| id.0).collect();
        let ordered = profiles(ctx)?.reorder(ids).await?;
        Ok(ReorderConnectionsPayload {
            connections: ordered.iter().map(connection).collect(),
        })
    }

    /// Tries to reach a cluster, within five seconds, and stores nothing. A cluster that cannot be
    /// reached is an answer with `ok: false` and a problem; errors are for invalid input only.
    #[graphql(guard = "Right::WriteConnections")]
    async fn test_connection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection to be tried.")] input: TestConnectionInput,
    ) -> Result<TestConnectionPayload, ApiError> {
        let id = input.id.clone();
        let id = id.as_ref().map(|id| id.as_str());
        let target = profiles(ctx)?.target(id, input.into()).await?;
        let scout = &ctx.state::<ConnectionsState>()?.scout;
        Ok(match scout.try_out(&target, CONNECT_DEADLINE).await {
            Ok(report) => report.into(),
            Err(failure) => Problem::from(&ApiError::from(failure)).into(),
        })
    }
}

fn profiles<'a>(ctx: &'a Context<'_>) -> Result<&'a ProfileService, ApiError> {
    Ok(&ctx.state::<ConnectionsState>()?.profiles)
}
