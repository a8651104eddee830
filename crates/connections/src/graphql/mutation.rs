use acm_core::{ApiError, ContextExt, Right, limits::CONNECT_DEADLINE};
use acm_graph::Problem;
use async_graphql::{Context, Object};

use super::{
    ConnectionsState,
    inputs::{
        CreateConnectionInput, DeleteConnectionInput, DuplicateConnectionInput,
        ReorderConnectionsInput, TestConnectionInput, UpdateConnectionInput,
    },
    transfer::{
        ExportConnectionsInput, ExportConnectionsPayload, ImportConnectionsInput,
        ImportConnectionsPayload, PreviewConnectionsImportInput, PreviewConnectionsImportPayload,
    },
    types::{
        CreateConnectionPayload, DeleteConnectionPayload, DuplicateConnectionPayload,
        ReorderConnectionsPayload, TestConnectionPayload, UpdateConnectionPayload, connection,
    },
};
use crate::{Error, service::ProfileService};

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

    /// Connections as one document, with or without their secrets. A mutation, because what it yields
    /// may hold passwords: it is recorded, and never asked for in a URL. `FORBIDDEN` where this server
    /// keeps secrets to itself.
    #[graphql(guard = "Right::WriteConnections")]
    async fn export_connections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connections.")] input: ExportConnectionsInput,
    ) -> Result<ExportConnectionsPayload, ApiError> {
        let state = ctx.state::<ConnectionsState>()?;
        if input.include_secrets && !state.exports_secrets {
            return Err(Error::SecretsStay.into());
        }
        let ids = input
            .ids
            .map(|ids| ids.into_iter().map(|id| id.0).collect());
        let ids: Option<Vec<String>> = ids;
        let export = state
            .profiles
            .export(ids.as_deref(), input.include_secrets)?;
        Ok(ExportConnectionsPayload::new(export, input.include_secrets))
    }

    /// What importing a document would do to each of its entries. Stores nothing. A mutation, because
    /// what it takes may hold passwords, which must not stand in a URL.
    #[graphql(guard = "Right::WriteConnections")]
    async fn preview_connections_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The document.")] input: PreviewConnectionsImportInput,
    ) -> Result<PreviewConnectionsImportPayload, ApiError> {
        let on_conflict = input.on_conflict.into();
        let plans = profiles(ctx)?.preview_import(&input.document, on_conflict);
        Ok(plans.await?.into())
    }

    /// Makes and replaces connection profiles as a document says: all entries chosen, or none.
    #[graphql(guard = "Right::WriteConnections")]
    async fn import_connections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The document.")] input: ImportConnectionsInput,
    ) -> Result<ImportConnectionsPayload, ApiError> {
        let place = |(index, place): (usize, i32)| {
            usize::try_from(place).map_err(|_| {
                let field = format!("input.entries.{index}");
                Error::invalid(field, "the document has no such entry")
            })
        };
        let chosen = match input.entries {
            Some(places) => Some(
                places
                    .into_iter()
                    .enumerate()
                    .map(place)
                    .collect::<Result<Vec<_>, _>>()?,
            ),
            None => None,
        };
        let on_conflict = input.on_conflict.into();
        let imported = profiles(ctx)?.import(&input.document, on_conflict, chosen.as_deref());
        Ok(imported.await?.into())
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
