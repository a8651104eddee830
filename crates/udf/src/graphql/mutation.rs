use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    UdfModule,
    scalars::{Bytes, ModuleName},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, OneofObject, SimpleObject};

use super::{UdfState, types::shown};
use crate::service::Put;

/// Mutations of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct UdfMutation;

#[Object]
impl UdfMutation {
    /// Puts a Lua module into a cluster, or replaces it. Name, size and Lua are checked before anything is
    /// sent. Then every node is asked until all have this very text, at most ten seconds; those that have
    /// not are in `nodesBehind`.
    #[graphql(guard = "Right::WriteModules")]
    async fn put_udf_module(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The module.")] input: PutUdfModuleInput,
    ) -> Result<PutUdfModulePayload, ApiError> {
        let put = Put {
            connection: input.connection_id.0,
            name: input.name.as_str().to_owned(),
            source: match input.source {
                UdfSourceInput::Text(text) => text.into_bytes(),
                UdfSourceInput::Bytes(Bytes(bytes)) => bytes,
            },
            expected: match input.expected_hash {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(hash) => Some(Some(hash)),
            },
        };
        let modules = &ctx.state::<UdfState>()?.modules;
        let (module, nodes_behind) = modules.put(&put).await?;
        Ok(PutUdfModulePayload {
            module: shown(&module),
            nodes_behind,
        })
    }

    /// Removes a Lua module from a cluster. Removing what is not there is no error. `CONFLICT`, with the ids
    /// in `details.jobs`, while running jobs of the cluster call it: they would go on without it.
    #[graphql(guard = "Right::WriteModules")]
    async fn remove_udf_module(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which module.")] input: RemoveUdfModuleInput,
    ) -> Result<RemoveUdfModulePayload, ApiError> {
        let modules = &ctx.state::<UdfState>()?.modules;
        let name = input.name.as_str();
        let (removed, nodes_behind) = modules
            .remove(&input.connection_id, name, input.even_if_used)
            .await?;
        Ok(RemoveUdfModulePayload {
            removed,
            nodes_behind,
        })
    }
}

/// The text of a module. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(super) enum UdfSourceInput {
    /// As text.
    Text(String),
    /// As bytes, for one that is not UTF-8.
    Bytes(Bytes),
}

/// A module to be put.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PutUdfModuleInput {
    /// The connection.
    pub connection_id: ID,
    /// The name of its file, which ends with `.lua`: without that ending it is what is called.
    pub name: ModuleName,
    /// The text, 1 to 1,048,576 bytes.
    pub source: UdfSourceInput,
    /// The hash of the module that is to be replaced, as the caller saw it; null when there shall be none
    /// yet. Otherwise `CONFLICT`, with the hash now in `details.currentHash`. Absent for any.
    pub expected_hash: MaybeUndefined<String>,
}

/// A module to be removed.
#[derive(Clone, Debug, InputObject)]
pub(super) struct RemoveUdfModuleInput {
    /// The connection.
    pub connection_id: ID,
    /// The name of its file.
    pub name: ModuleName,
    /// Removes it although running jobs of the cluster call it.
    #[graphql(default = false)]
    pub even_if_used: bool,
}

/// A module that was put.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutUdfModulePayload {
    /// The module as the nodes tell of it now.
    pub module: UdfModule,
    /// Nodes that have not taken it, or did not answer, by node id. The cluster goes on telling them.
    pub nodes_behind: Vec<String>,
}

/// What became of a module that was to be removed.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct RemoveUdfModulePayload {
    /// Whether there was one.
    pub removed: bool,
    /// Nodes that still have it, or did not answer, by node id. The cluster goes on telling them.
    pub nodes_behind: Vec<String>,
}
