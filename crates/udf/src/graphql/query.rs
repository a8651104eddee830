use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    UdfModule,
    scalars::{Bytes, Int64, ModuleName},
};
use async_graphql::{Context, ID, Object};

use super::{
    UdfState,
    types::{UdfCheck, UdfExample, UdfSource, shown},
};
use crate::{
    error::{Error, Result},
    service::{
        examples::EXAMPLES,
        reading::{check, functions},
    },
};

/// Queries of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct UdfQuery;

#[Object]
impl UdfQuery {
    /// The Lua modules of a cluster, by name, with what each node has of them. Null with an error when no
    /// node answers.
    #[graphql(guard = "Right::ReadModules")]
    async fn udf_modules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<UdfModule>, ApiError>> {
        Some(list(ctx, &connection_id).await.map_err(ApiError::from))
    }

    /// A Lua module and its text, as most nodes have it; null when no node has it.
    #[graphql(guard = "Right::ReadModules")]
    async fn udf_module(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The name of its file.")] name: ModuleName,
    ) -> Result<Option<UdfSource>, ApiError> {
        let modules = &ctx.state::<UdfState>()?.modules;
        let Some(module) = modules.find(&connection_id, name.as_str()).await? else {
            return Ok(None);
        };
        let source = modules.source(&connection_id, &module).await?;
        Ok(Some(UdfSource {
            module: shown(&module),
            size: Int64(i64::try_from(source.len()).unwrap_or(i64::MAX)),
            functions: functions(source.clone()).await,
            text: String::from_utf8(source.clone()).ok(),
            bytes: std::str::from_utf8(&source)
                .is_err()
                .then_some(Bytes(source)),
        }))
    }

    /// Reads a text as Lua, without a cluster: whether it can be put, and if not, at which line it stops to
    /// be Lua. Its outermost lines run, in a sandbox with limits, to find its functions.
    #[graphql(guard = "Right::ReadModules")]
    async fn check_udf(
        &self,
        #[graphql(desc = "The text, 1 to 1,048,576 bytes.")] source: String,
    ) -> Result<UdfCheck, ApiError> {
        Ok(match check(source.as_bytes()).await {
            Ok(()) => UdfCheck {
                ok: true,
                line: None,
                message: None,
                functions: functions(source.into_bytes()).await,
            },
            Err(Error::Syntax { line, reason }) => refused(line, reason),
            Err(Error::Input { reason, .. }) => refused(None, reason),
            Err(error) => return Err(error.into()),
        })
    }

    /// Lua modules to begin with, simplest first.
    #[graphql(guard = "Right::ReadModules")]
    async fn udf_examples(&self) -> Vec<UdfExample> {
        EXAMPLES.iter().map(UdfExample::from).collect()
    }
}

fn refused(line: Option<u32>, reason: String) -> UdfCheck {
    UdfCheck {
        ok: false,
        line: line.and_then(|line| i32::try_from(line).ok()),
        message: Some(reason),
        functions: None,
    }
}

async fn list(ctx: &Context<'_>, connection: &str) -> Result<Vec<UdfModule>> {
    let modules = &ctx.state::<UdfState>()?.modules;
    let listed = modules.list(connection).await?;
    Ok(listed.iter().map(shown).collect())
}
