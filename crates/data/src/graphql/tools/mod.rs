//! The operator's tools: configuration, latency histograms, distributions, logs.

mod config;
mod distribution;
mod latency;
mod logs;

use std::collections::HashSet;

use acm_core::{ApiError, ContextExt, Right, json};
use acm_graph::{
    LatencyFrame, Written,
    scalars::{NamespaceName, SetName},
};
use async_graphql::{Context, Enum, ID, Object, Subscription, resolver_utils::EnumType};
use futures_util::Stream;

use super::DataState;
use crate::service::{
    config::{ClusterConfig, Wanted},
    distribution::{Distribution, Look},
    metrics::HeatSelection,
    nodes::Outcome,
};

use config::{ConfigContext, SetConfigInput, SetConfigPayload};
use distribution::DistributionKind;
use logs::{NodeLogSinks, SetLogLevelInput, SetLogLevelPayload};

/// Queries of the operator's tools.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ToolsQuery;

/// Changes by the operator's tools.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ToolsMutation;

/// Feeds of the operator's tools.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ToolsSubscription;

#[Object]
impl ToolsQuery {
    /// The configuration of every node, side by side, as it runs; null with an error when no node
    /// answers.
    #[graphql(guard = "Right::ReadClusters")]
    async fn config(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which contexts; all when absent.")] contexts: Option<Vec<ConfigContext>>,
        #[graphql(desc = "Which namespace, of the contexts NAMESPACE and SET; all when absent.")]
        namespace: Option<NamespaceName>,
        #[graphql(
            desc = "Which set, of the context SET, told even when it has no setting of its own. When absent: all that have."
        )]
        set: Option<SetName>,
    ) -> Option<Result<Written<ClusterConfig>, ApiError>> {
        let wanted = Wanted {
            parts: contexts.map(|contexts| contexts.into_iter().map(Into::into).collect()),
            namespace: namespace.map(|name| name.as_str().to_owned()),
            set: set.map(|name| name.as_str().to_owned()),
        };
        Some(config::read(ctx, &connection_id, &wanted).await)
    }

    /// How long operations took: the server's histograms over time, as a heat map shows them. Asking
    /// starts the sampler that `metrics` starts; the server's histograms are about its last ten
    /// seconds, and so is each point. A point covers more where a long history was thinned out, with
    /// the mean of its rates.
    #[graphql(guard = "Right::ReadClusters")]
    #[expect(clippy::too_many_arguments, reason = "they are the field's arguments")]
    async fn latency_histograms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which operations, by the server's names; all when absent.")]
        operations: Option<Vec<String>>,
        #[graphql(desc = "Which namespaces, of histograms kept by namespace; all when absent.")]
        namespaces: Option<Vec<NamespaceName>>,
        #[graphql(desc = "Which nodes, by node id; all when absent.")] nodes: Option<Vec<String>>,
        #[graphql(desc = "Whether the nodes are added up.", default = false)] combine_nodes: bool,
        #[graphql(desc = "How far back, in seconds: 1 to 3,600.", default = 600)]
        window_seconds: i32,
    ) -> Option<Result<LatencyFrame, ApiError>> {
        let selection = heat(operations, namespaces, nodes, combine_nodes, window_seconds);
        Some(latency::frame(ctx, &connection_id, &selection).await)
    }

    /// How the records of a namespace or set are distributed by time to live or size: the last counts
    /// of all nodes, added up, copies of records included. The server counts on its own, every
    /// `nsup-hist-period`; `reason` says why there is nothing yet.
    #[graphql(guard = "Right::ReadClusters")]
    async fn distribution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The namespace.")] namespace: NamespaceName,
        #[graphql(desc = "The set; every record of the namespace when absent.")] set: Option<
            SetName,
        >,
        #[graphql(desc = "By what records are counted.")] kind: DistributionKind,
    ) -> Option<Result<Distribution, ApiError>> {
        let look = Look {
            namespace: namespace.as_str().to_owned(),
            set: set.map(|set| set.as_str().to_owned()),
            kind: kind.into(),
        };
        Some(distribution::get(ctx, &connection_id, &look).await)
    }

    /// Where each node logs to, and how much of what.
    #[graphql(guard = "Right::ReadClusters")]
    async fn log_sinks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<NodeLogSinks>, ApiError>> {
        Some(logs::sinks(ctx, &connection_id).await)
    }
}

#[Object]
impl ToolsMutation {
    /// Changes one parameter on the nodes while they run, and reads back what each runs afterwards.
    /// Not kept when a node starts again: for that, change its configuration file as well. What no
    /// node would take is refused before anything is sent; after that each node has its own outcome.
    #[graphql(guard = "Right::WriteClusters")]
    async fn set_config(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: SetConfigInput,
    ) -> Result<SetConfigPayload, ApiError> {
        config::set(ctx, input).await
    }

    /// Changes how much the nodes log of one context while they run, and reads back what each logs
    /// afterwards. Not kept when a node starts again.
    #[graphql(guard = "Right::WriteClusters")]
    async fn set_log_level(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: SetLogLevelInput,
    ) -> Result<SetLogLevelPayload, ApiError> {
        logs::set_level(ctx, input).await
    }
}

#[Subscription]
impl ToolsSubscription {
    /// The histograms of `latencyHistograms`: first their history, then a point every ten seconds. A
    /// change in which series there are sends the history anew. Ends when the profile is removed.
    #[graphql(guard = "Right::ReadClusters")]
    #[expect(clippy::too_many_arguments, reason = "they are the field's arguments")]
    async fn latency_histograms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which operations, by the server's names; all when absent.")]
        operations: Option<Vec<String>>,
        #[graphql(desc = "Which namespaces, of histograms kept by namespace; all when absent.")]
        namespaces: Option<Vec<NamespaceName>>,
        #[graphql(desc = "Which nodes, by node id; all when absent.")] nodes: Option<Vec<String>>,
        #[graphql(desc = "Whether the nodes are added up.", default = false)] combine_nodes: bool,
        #[graphql(
            desc = "How far back the first item goes, in seconds: 1 to 3,600.",
            default = 600
        )]
        window_seconds: i32,
    ) -> Result<impl Stream<Item = LatencyFrame> + use<>, ApiError> {
        let selection = heat(operations, namespaces, nodes, combine_nodes, window_seconds);
        let state = ctx.state::<DataState>()?;
        Ok(state.metrics.subscribe(&connection_id, selection).await?)
    }
}

fn heat(
    operations: Option<Vec<String>>,
    namespaces: Option<Vec<NamespaceName>>,
    nodes: Option<Vec<String>>,
    combine_nodes: bool,
    window_seconds: i32,
) -> HeatSelection {
    let names = |names: Vec<String>| names.into_iter().collect::<HashSet<_>>();
    let namespaces = namespaces.map(|all| all.iter().map(ToString::to_string).collect());
    HeatSelection {
        operations: operations.map(names),
        namespaces: namespaces.map(names),
        nodes: nodes.map(names),
        combine_nodes,
        window_seconds,
    }
}

/// What became of a change on one node.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Outcome")]
pub enum ChangeOutcome {
    /// The node runs what was asked for.
    Applied,
    /// The node said that it took the change, and runs something else: see the value read back.
    Differs,
    /// The node refused; `problem` says why.
    Refused,
    /// The node said that it took the change; what it runs now could not be read.
    Unread,
    /// Nobody knows: the node did not answer. It may have taken the change.
    Unknown,
    /// Nothing was sent to the node; `problem` says why.
    NotSent,
}

/// Writes the name of an enum's value.
fn write_name<T: EnumType>(value: T, out: &mut String) {
    let item = T::items().iter().find(|item| item.value == value);
    json::string(item.map_or("", |item| item.name), out);
}

/// Makes enums ready to be written.
macro_rules! ready_enum {
    ($($name:ty),+) => {
        $(impl acm_graph::Ready for $name {
            fn write(&self, _: &acm_graph::Selection, out: &mut String) {
                super::write_name(*self, out);
            }
        })+
    };
}
use ready_enum;
