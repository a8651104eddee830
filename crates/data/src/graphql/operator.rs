//! The operator's tools: findings, the overview, nodes side by side, what is busy.

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    FindingsChanged, FindingsReport, Overview, OverviewChanged, Problem, TopChanged,
    TopNamespaceOrder, TopSetOrder,
    scalars::{DateTime, NamespaceName},
};
use async_graphql::{Context, ID, Object, SimpleObject, Subscription};
use futures_util::{Stream, StreamExt};

use super::DataState;
use crate::{
    error::Result,
    service::{
        advisor,
        statistics::{Compared, Wanted},
        top::{self, Order},
    },
};

/// Queries of the operator's tools.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OperatorQuery;

#[Object]
impl OperatorQuery {
    /// What is wrong with a cluster, or about to be, with evidence and fix; at most two seconds old.
    /// What a node does not say is neither a finding nor an all-clear: `checks` tells what could not
    /// be checked, and why. Null with an error when no node answers.
    #[graphql(guard = "Right::ReadClusters")]
    async fn findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<FindingsReport, ApiError>> {
        Some(findings(ctx, &connection_id).await.map_err(ApiError::from))
    }

    /// All profiles with what is known of their clusters, each asked for at most two seconds; what did
    /// not answer by then says so and delays nothing else. Rates are shown of clusters that are being
    /// sampled; asking starts no sampler.
    #[graphql(guard = "Right::ReadClusters")]
    async fn overview(&self, ctx: &Context<'_>) -> Option<Result<Overview, ApiError>> {
        Some(match ctx.state::<DataState>() {
            Ok(state) => Ok(state.overview.now().await),
            Err(error) => Err(error),
        })
    }

    /// The statistics of all nodes side by side, exactly as the nodes report them. Null with an error
    /// when no node answers, or none has the namespace.
    #[graphql(guard = "Right::ReadClusters")]
    async fn node_statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Statistics of this namespace; the nodes' own when absent.")]
        namespace: Option<NamespaceName>,
        #[graphql(desc = "Only statistics whose name holds this text; all when absent.")]
        name: Option<String>,
        #[graphql(desc = "Only statistics in which nodes differ.", default = false)]
        differing: bool,
    ) -> Option<Result<NodeStatistics, ApiError>> {
        let wanted = Wanted {
            namespace: namespace.map(|name| name.as_str().to_owned()),
            name,
            differing,
        };
        let compared = compare(ctx, &connection_id, &wanted).await;
        Some(compared.map_err(ApiError::from))
    }
}

/// Feeds of the operator's tools.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OperatorSubscription;

#[Subscription]
impl OperatorSubscription {
    /// The findings of a cluster: now, then whenever something has changed, looked at every five
    /// seconds; at least every ten, so that their age is known. While no node answers, `report` is
    /// null and `problem` says why; the feed goes on trying, less often. Ends when the profile is
    /// removed.
    #[graphql(guard = "Right::ReadClusters")]
    async fn findings_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Result<impl Stream<Item = FindingsChanged> + use<>, ApiError> {
        let state = ctx.state::<DataState>()?;
        let items = state.findings.subscribe(&connection_id).await?;
        Ok(items.map(advisor::item))
    }

    /// All profiles: as they are known now, then those that changed, as their clusters answer. Each is
    /// asked every ten seconds while somebody follows; one that does not answer delays no other.
    #[graphql(guard = "Right::ReadClusters")]
    async fn overview_changed(
        &self,
        ctx: &Context<'_>,
    ) -> Result<impl Stream<Item = OverviewChanged> + use<>, ApiError> {
        Ok(ctx.state::<DataState>()?.overview.subscribe())
    }

    /// What a cluster is busy with: namespaces by operations, sets by growth, measured between two
    /// answers of each node, a second apart. The first item has no rates. Ends when the profile is
    /// removed.
    #[graphql(guard = "Right::ReadClusters")]
    async fn top(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(
            desc = "By what namespaces are sorted.",
            default_with = "TopNamespaceOrder::default()"
        )]
        namespaces_by: TopNamespaceOrder,
        #[graphql(
            desc = "By what sets are sorted.",
            default_with = "TopSetOrder::default()"
        )]
        sets_by: TopSetOrder,
        #[graphql(desc = "How many namespaces and sets: 1 to 200.", default = 20)] first: i32,
    ) -> Result<impl Stream<Item = TopChanged> + use<>, ApiError> {
        let order = Order::new(namespaces_by, sets_by, first)?;
        let state = ctx.state::<DataState>()?;
        let items = state.top.subscribe(&connection_id).await?;
        Ok(items.map(move |item| top::item(item, order)))
    }
}

async fn findings(ctx: &Context<'_>, connection: &str) -> Result<FindingsReport> {
    let state = ctx.state::<DataState>()?;
    Ok(state.advisor.examine(connection).await?.report.clone())
}

async fn compare(ctx: &Context<'_>, connection: &str, wanted: &Wanted) -> Result<NodeStatistics> {
    let state = ctx.state::<DataState>()?;
    let compared = state.statistics.compare(connection, wanted).await?;
    Ok(compared.into())
}

/// Statistics of the nodes of a cluster, side by side.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NodeStatistics {
    /// When the nodes were asked.
    sampled_at: DateTime,
    /// The nodes, by id; each statistic has a value for each, in this order.
    nodes: Vec<ComparedNode>,
    /// The statistics, in the server's own order; at most 2,000.
    statistics: Vec<NodeStatistic>,
}

/// A node whose statistics are compared.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ComparedNode {
    /// Node id.
    id: ID,
    /// Where this server reaches it: `v4:port` or `[v6]:port`.
    address: String,
    /// Why it has no values, when it has none.
    problem: Option<Problem>,
}

/// One statistic of all nodes.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NodeStatistic {
    /// Its name, as the server calls it.
    name: String,
    /// Whether nodes that report it differ.
    differs: bool,
    /// What each node says, exactly; null where it says nothing. In the order of `nodes`.
    values: Vec<Option<String>>,
}

impl From<Compared> for NodeStatistics {
    fn from(compared: Compared) -> Self {
        let nodes = compared.nodes.into_iter().map(|one| ComparedNode {
            id: one.node.id.into(),
            address: one.node.address,
            problem: one.problem,
        });
        let statistics = compared.rows.into_iter().map(|row| NodeStatistic {
            differs: row.differs(),
            name: row.name,
            values: row.values,
        });
        Self {
            sampled_at: compared.at,
            nodes: nodes.collect(),
            statistics: statistics.collect(),
        }
    }
}
