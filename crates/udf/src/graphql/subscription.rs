use acm_core::{ApiError, ContextExt, Right};
use acm_graph::UdfModulesChanged;
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt};

use super::{UdfState, types::shown};

/// Feeds of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct UdfSubscription;

#[Subscription]
impl UdfSubscription {
    /// The Lua modules of a cluster: now, then whenever something has changed on a node, looked at every two
    /// seconds; at least every ten. While no node answers, `modules` is null and `problem` says why; the feed
    /// goes on trying, less often. Ends when the profile is removed.
    #[graphql(guard = "Right::ReadModules")]
    async fn udf_modules_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Result<impl Stream<Item = UdfModulesChanged> + use<>, ApiError> {
        let items = ctx
            .state::<UdfState>()?
            .feeds
            .subscribe(&connection_id)
            .await?;
        Ok(items.map(|item| UdfModulesChanged {
            at: item.at,
            kind: item.kind,
            lagged: item.lagged,
            problem: item.problem,
            version: item.version,
            modules: item.seen.map(|seen| seen.iter().map(shown).collect()),
        }))
    }
}
