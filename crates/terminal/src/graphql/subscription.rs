use acm_core::{ApiError, Right};
use acm_graph::scalars::Int64;
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt};

use super::{asked, query::behind, runs::AqlRunItem};
use crate::service::reader::follow;

/// Streams of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct TerminalSubscription;

#[Subscription]
impl TerminalSubscription {
    /// Follows a run of one's own: first all its statements, then what changes, and every result in order.
    /// A run waits for readers that are slow. After a lost connection, follow again with the last
    /// `sequence`: nothing is lost. Ends with the run.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] id: ID,
        #[graphql(desc = "The `sequence` of the last result that was received.")] after: Option<
            Int64,
        >,
    ) -> Result<impl Stream<Item = AqlRunItem> + use<>, ApiError> {
        let (state, caller) = asked(ctx)?;
        let run = state.runs.find(caller, &id)?;
        Ok(follow(run, behind(after))?.map(AqlRunItem::from))
    }
}
