//! Items of feeds.

use std::{borrow::Cow, pin::Pin};

use acm_graph::{
    FeedItemKind, Problem, implement_feed_item,
    scalars::{DateTime, Int64},
};
use async_graphql::{Context, ID, Response, SimpleObject, SubscriptionType, registry::Registry};
use futures_util::Stream;

use super::{
    cluster::K8sCluster, events::K8sEvent, operation::K8sClusterOperation,
    reports::K8sReconciliation, subscription::K8sFeeds,
};

/// Feeds of this module. Their items are feed items like all others, though only this crate knows what they hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct K8sClustersSubscription(K8sFeeds);

impl SubscriptionType for K8sClustersSubscription {
    fn type_name() -> Cow<'static, str> {
        <K8sFeeds as SubscriptionType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = <K8sFeeds as SubscriptionType>::create_type_info(registry);
        implement_feed_item::<K8sClustersChanged>(registry);
        implement_feed_item::<K8sClusterChanged>(registry);
        implement_feed_item::<K8sEventsChanged>(registry);
        implement_feed_item::<K8sOperationChanged>(registry);
        implement_feed_item::<K8sReconciliationChanged>(registry);
        name
    }

    fn create_field_stream<'a>(
        &'a self,
        ctx: &'a Context<'_>,
    ) -> Option<Pin<Box<dyn Stream<Item = Response> + Send + 'a>>> {
        self.0.create_field_stream(ctx)
    }
}

/// An item of the feed of the clusters of a context.
#[derive(SimpleObject)]
pub(super) struct K8sClustersChanged {
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
    /// SNAPSHOT: every cluster that passes, by namespace and name. CHANGE: those that are new or changed.
    pub clusters: Vec<K8sCluster>,
    /// Clusters that are gone or pass no more since the item before, by id; some may never have passed.
    pub removed_ids: Vec<ID>,
}

/// An item of the feed of one cluster.
#[derive(SimpleObject)]
pub(super) struct K8sClusterChanged {
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
    /// The cluster now; null while there is none of that name.
    pub cluster: Option<K8sCluster>,
}

/// An item of the feed of a cluster's events.
#[derive(SimpleObject)]
pub(super) struct K8sEventsChanged {
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
    /// SNAPSHOT: the newest events, at most 200. CHANGE: those that are new, or happened again. The newest first.
    pub events: Vec<K8sEvent>,
}

/// An item of the feed of a cluster's operation.
#[derive(SimpleObject)]
pub(super) struct K8sOperationChanged {
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
    /// The operation now; null while there is none.
    pub operation: Option<K8sClusterOperation>,
}

/// An item of the feed of how the operator gets on with a cluster.
#[derive(SimpleObject)]
pub(super) struct K8sReconciliationChanged {
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
    /// How the operator gets on now; null while there is no such cluster.
    pub reconciliation: Option<K8sReconciliation>,
}

/// Lines of the logs of a cluster's pods.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sLogLines {
    /// Lines, at most 200; those of one pod in their order.
    pub lines: Vec<K8sLogLine>,
    /// Pods whose log has ended, for good or for a reason.
    pub ended: Vec<K8sLogEnd>,
}

/// A line of a pod's log.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sLogLine {
    /// The pod.
    pub pod: String,
    /// When it was written, as its node says.
    pub at: Option<DateTime>,
    /// The text, at most 16 KiB.
    pub text: String,
    /// Whether the line was longer than that.
    pub cut: bool,
}

/// The end of a pod's log.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sLogEnd {
    /// The pod.
    pub pod: String,
    /// Why it ended before its time, or cannot be read; null when it is over.
    pub problem: Option<Problem>,
}
