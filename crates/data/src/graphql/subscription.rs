use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{ClusterChanged, Metric, MetricScope, MetricsFrame, scalars::NamespaceName};
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt};

use super::{DataState, query::selected};

/// Feeds of clusters and metrics.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CoreSubscription;

#[Subscription]
impl CoreSubscription {
    /// The state of a cluster: now, then whenever something has changed, looked at every two
    /// seconds; at least every ten, so that its age is known. While no node answers, `cluster` is
    /// null and `problem` says why; the feed goes on trying, less often. Ends when the profile is
    /// removed.
    #[graphql(guard = "Right::ReadClusters")]
    async fn cluster_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Result<impl Stream<Item = ClusterChanged> + use<>, ApiError> {
        let state = ctx.state::<DataState>()?;
        let items = state.feeds.subscribe(&connection_id).await?;
        Ok(items.map(ClusterChanged::from))
    }

    /// The samples of a cluster: first its history, then one a second. A change in which series
    /// there are (a node or a namespace came or went) sends the history anew. A reader more than
    /// thirty samples behind gets the history anew, marked `lagged`. Ends when the profile is
    /// removed.
    #[graphql(guard = "Right::ReadClusters")]
    #[expect(clippy::too_many_arguments, reason = "they are the field's arguments")]
    async fn metrics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which metrics; all when absent.")] metrics: Option<Vec<Metric>>,
        #[graphql(desc = "Which namespaces, of the series of namespaces; all when absent.")]
        namespaces: Option<Vec<NamespaceName>>,
        #[graphql(desc = "Which nodes, of the series of nodes; all when absent.")] nodes: Option<
            Vec<String>,
        >,
        #[graphql(desc = "Which scopes; all when absent.")] scopes: Option<Vec<MetricScope>>,
        #[graphql(
            desc = "How far back the first item goes, in seconds: 1 to 3,600.",
            default = 600
        )]
        window_seconds: i32,
    ) -> Result<impl Stream<Item = MetricsFrame> + use<>, ApiError> {
        let selection = selected(metrics, namespaces, nodes, scopes, window_seconds);
        let state = ctx.state::<DataState>()?;
        Ok(state.metrics.subscribe(&connection_id, selection).await?)
    }
}
