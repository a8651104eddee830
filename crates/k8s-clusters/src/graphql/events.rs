//! How events are shown.

use acm_graph::{
    PageInfo,
    scalars::{Cursor, DateTime},
};
use acm_k8s_api::paging::Page;
use async_graphql::{Enum, ID, SimpleObject};

use crate::service::events::{Category, EventView};

/// What an event is about.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Category")]
pub(super) enum K8sEventCategory {
    /// Pods that restart.
    RollingRestart,
    /// Configuration, also without a restart.
    Configuration,
    /// Racks and their stateful sets.
    RackManagement,
    /// More or fewer nodes, and the volumes of those that went.
    Scaling,
    /// Users and roles.
    AclSecurity,
    /// Services and budgets.
    Network,
    /// The beginning and the end of clusters, and attempts that failed.
    Lifecycle,
    /// The template of a cluster.
    Template,
    /// The operator giving up, or beginning again.
    CircuitBreaker,
    /// Metrics.
    Monitoring,
    /// What Kubernetes says of pods, stateful sets and claims.
    Kubernetes,
    /// What the operator says and this version does not know.
    Other,
}

/// An event of a cluster, or of a pod, stateful set or claim of it.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sEvent {
    /// The same as long as the event is kept, also when it is repeated.
    id: ID,
    /// What it is about.
    category: K8sEventCategory,
    /// A word for what happened.
    reason: String,
    /// What happened, for people.
    message: String,
    /// Whether it is a warning.
    warning: bool,
    /// How often it happened.
    count: i32,
    /// When it happened first.
    first_at: Option<DateTime>,
    /// When it happened last.
    last_at: Option<DateTime>,
    /// The kind of the object: `AerospikeCluster`, `Pod`, `StatefulSet` or `PersistentVolumeClaim`.
    object_kind: String,
    /// The name of the object.
    object_name: String,
    /// Who tells of it.
    source: Option<String>,
}

impl From<EventView> for K8sEvent {
    fn from(event: EventView) -> Self {
        Self {
            id: ID(event.id),
            category: event.category.into(),
            reason: event.reason,
            message: event.message,
            warning: event.is_warning,
            count: event.count,
            first_at: event.first.map(DateTime),
            last_at: event.last.map(DateTime),
            object_kind: event.kind,
            object_name: event.object,
            source: event.source,
        }
    }
}

/// A page of events, the newest first.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sEventConnection {
    /// The events of this page.
    nodes: Vec<K8sEvent>,
    /// Where the page ends.
    page_info: PageInfo,
    /// Events on all pages: those that Kubernetes still keeps, which it does for an hour as a rule.
    total_count: i32,
}

impl From<Page<EventView>> for K8sEventConnection {
    fn from(page: Page<EventView>) -> Self {
        Self {
            nodes: page.items.into_iter().map(Into::into).collect(),
            page_info: PageInfo {
                next: page.next.map(Cursor),
            },
            total_count: i32::try_from(page.total).unwrap_or(i32::MAX),
        }
    }
}
