//! The envelope all feeds share.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    ContextSelectionSet, Enum, ID, Interface, OutputType, Positioned, ServerResult, SimpleObject,
    Value,
    parser::types::Field,
    registry::{MetaType, Registry},
};

use crate::{
    Cluster, Connection, ConnectionHealth, FindingsChanged, IndexesChanged, Job, LatencyFrame,
    MetricsFrame, OverviewChanged, Problem, TopChanged, UdfModulesChanged,
    polled::Observed,
    scalars::{DateTime, Int64},
};

/// What an item of a feed holds.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum FeedItemKind {
    /// The whole present state; replaces what the reader has. Always the first item, also after a
    /// reconnect.
    Snapshot,
    /// What changed since the item before.
    Change,
}

/// What every item of every feed says about itself.
#[derive(Clone, Debug, Interface)]
#[graphql(
    field(name = "at", ty = "&DateTime", desc = "When the state was observed."),
    field(
        name = "kind",
        ty = "&FeedItemKind",
        desc = "The whole state, or what changed."
    ),
    field(
        name = "lagged",
        ty = "&bool",
        desc = "True when this reader was too slow and was given the newest state in place of the items between."
    ),
    field(
        name = "problem",
        ty = "&Option<Problem>",
        desc = "Why the state is incomplete or old, when it is; the feed goes on."
    ),
    field(
        name = "version",
        ty = "&Int64",
        desc = "Rises with each item of this feed."
    )
)]
pub enum FeedItem {
    /// Profiles.
    Connections(Box<ConnectionsChanged>),
    /// Health.
    ConnectionHealth(Box<ConnectionHealthChanged>),
    /// Cluster state.
    Cluster(Box<ClusterChanged>),
    /// Sampled numbers.
    Metrics(Box<MetricsFrame>),
    /// Latency histograms.
    Latencies(Box<LatencyFrame>),
    /// Findings.
    Findings(Box<FindingsChanged>),
    /// Secondary indexes.
    Indexes(Box<IndexesChanged>),
    /// All profiles.
    Overview(Box<OverviewChanged>),
    /// What a cluster is busy with.
    Top(Box<TopChanged>),
    /// Jobs.
    Jobs(Box<JobsChanged>),
    /// One job.
    Job(Box<JobChanged>),
    /// Lua modules.
    UdfModules(Box<UdfModulesChanged>),
}

/// Says that a type is a [`FeedItem`] too: for items of what only another crate knows. It must have the
/// interface's fields.
pub fn implement_feed_item<T: OutputType>(registry: &mut Registry) {
    T::create_type_info(registry);
    registry.add_implements(&T::type_name(), &<FeedItem as OutputType>::type_name());
}

/// A [`FeedItem`] of any crate. A schema registers it when it is otherwise whole: no field has the
/// interface, and what no field has is dropped as the schema is built.
pub struct AnyFeedItem(FeedItem);

impl OutputType for AnyFeedItem {
    fn type_name() -> Cow<'static, str> {
        <FeedItem as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = <FeedItem as OutputType>::create_type_info(registry);
        let interface = Self::type_name();
        let implements = registry.implements.iter();
        let items: Vec<String> = implements
            .filter(|(_, interfaces)| interfaces.contains(&*interface))
            .map(|(item, _)| item.clone())
            .collect();
        if let Some(MetaType::Interface { possible_types, .. }) =
            registry.types.get_mut(&*interface)
        {
            possible_types.extend(items);
        }
        name
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}

/// An item of the feed of connection profiles.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConnectionsChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the state is incomplete or old, when it is; the feed goes on.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// SNAPSHOT: every profile, in order. CHANGE: those made or changed.
    pub connections: Vec<Connection>,
    /// Profiles removed since the item before.
    pub removed_ids: Vec<ID>,
    /// The order of all profiles now.
    pub order: Vec<ID>,
}

/// An item of the feed of one connection's health.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConnectionHealthChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the state is incomplete or old, when it is; the feed goes on.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// The health now.
    pub health: ConnectionHealth,
}

/// An item of the feed of one cluster's state.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClusterChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the cluster is unknown, when no node answers; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// The cluster now; null while no node answers.
    pub cluster: Option<Cluster>,
}

impl From<Observed<Cluster>> for ClusterChanged {
    fn from(item: Observed<Cluster>) -> Self {
        Self {
            at: item.at,
            kind: item.kind,
            lagged: item.lagged,
            problem: item.problem,
            version: item.version,
            cluster: item.seen.as_deref().cloned(),
        }
    }
}

/// An item of the feed of jobs.
#[derive(Clone, Debug, SimpleObject)]
pub struct JobsChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the state is incomplete or old, when it is; the feed goes on.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// SNAPSHOT: every job, the newest first. CHANGE: those that are new or changed.
    pub jobs: Vec<Arc<Job>>,
    /// Jobs removed since the item before.
    pub removed_ids: Vec<ID>,
}

/// An item of the feed of one job.
#[derive(Clone, Debug, SimpleObject)]
pub struct JobChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the state is incomplete or old, when it is; the feed goes on.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// The job now; null when it was removed, which is the last item.
    pub job: Option<Arc<Job>>,
}
