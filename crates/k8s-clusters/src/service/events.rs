//! Events of a cluster and of what belongs to it, in categories.

use std::{collections::HashSet, sync::Arc};

use acm_core::UnixMillis;
use acm_k8s_api::{
    ResourceExt, Scope,
    objects::{Event, millis},
    paging::{Page, Wanted},
};

use super::{Look, View, look::of_cluster};
use crate::error::{Error, Result};

/// Events in one page.
const MAX_PAGE: i32 = 500;

/// What an event is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Category {
    RollingRestart,
    Configuration,
    RackManagement,
    Scaling,
    AclSecurity,
    Network,
    Lifecycle,
    Template,
    CircuitBreaker,
    Monitoring,
    Kubernetes,
    Other,
}

/// The reasons operators give, old and new, and those they were thought to give.
const REASONS: &[(Category, &[&str])] = &[
    (
        Category::RollingRestart,
        &[
            "RollingRestartStarted",
            "RollingRestartCompleted",
            "RollingRestartDeferred",
            "RestartFailed",
            "PodWarmRestarted",
            "PodColdRestarted",
            "NodeQuiesceStarted",
            "NodeQuiesced",
            "NodeQuiesceFailed",
            "LocalPVCDeleteFailed",
            "Operation",
            "PodRestarted",
            "QuiesceStarted",
            "QuiesceCompleted",
            "QuiesceFailed",
            "WarmRestartTriggered",
            "PodRestartTriggered",
        ],
    ),
    (
        Category::Configuration,
        &[
            "ConfigMapCreated",
            "ConfigMapUpdated",
            "DynamicConfigApplied",
            "DynamicConfigStatusFailed",
            "DynamicConfigDegraded",
            "DynamicConfigRollback",
            "ConfigDegradedSkip",
            "ValidationWarning",
        ],
    ),
    (
        Category::RackManagement,
        &["StatefulSetCreated", "StatefulSetUpdated", "RackRemoved"],
    ),
    (
        Category::Scaling,
        &[
            "RackScaled",
            "ScaleDownDeferred",
            "MigrationCheckFailed",
            "MigrationCheckUnavailable",
            "PVCCleanedUp",
            "PVCCleanupFailed",
            "PVCCleanupCompleted",
        ],
    ),
    (
        Category::AclSecurity,
        &[
            "ACLSyncStarted",
            "ACLSyncCompleted",
            "ACLSyncError",
            "ACLSyncFailed",
        ],
    ),
    (
        Category::Network,
        &[
            "PDBCreated",
            "PDBUpdated",
            "PDBNameConflict",
            "PDBPerRackBudget",
            "ServiceCreated",
            "ServiceUpdated",
            "ServiceDeleted",
            "NetworkPolicyCreated",
            "NetworkPolicyUpdated",
        ],
    ),
    (
        Category::Lifecycle,
        &[
            "ClusterDeletionStarted",
            "FinalizerRemoved",
            "ReconcileError",
            "PermanentError",
            "ReadinessGateSatisfied",
            "ReadinessGateBlocking",
            "ReconciliationPaused",
            "ReconciliationResumed",
            "ClusterCreated",
            "ReadinessGateUpdated",
        ],
    ),
    (
        Category::Template,
        &[
            "TemplateApplied",
            "TemplateResolutionError",
            "TemplateDrifted",
            "TemplateOutOfSync",
        ],
    ),
    (
        Category::CircuitBreaker,
        &["CircuitBreakerActive", "CircuitBreakerReset"],
    ),
    (Category::Monitoring, &["MonitoringConfigured"]),
];

/// Of which kind an event's object is; others are none of a cluster's.
const CLUSTER: &str = "AerospikeCluster";

impl Category {
    /// The category of a reason that the operator gives for a cluster.
    pub(crate) fn of(kind: &str, reason: &str) -> Self {
        let known = REASONS
            .iter()
            .find(|(_, reasons)| reasons.contains(&reason));
        match known {
            Some((category, _)) => *category,
            None if kind == CLUSTER => Self::Other,
            None => Self::Kubernetes,
        }
    }
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventView {
    pub id: String,
    pub category: Category,
    pub reason: String,
    pub message: String,
    pub is_warning: bool,
    pub count: i32,
    pub first: Option<UnixMillis>,
    pub last: Option<UnixMillis>,
    pub kind: String,
    pub object: String,
    pub source: Option<String>,
}

/// Which events: all of them, until it says less.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventFilter {
    pub categories: Vec<Category>,
    pub search: Option<String>,
}

impl EventFilter {
    fn passes(&self, event: &EventView) -> bool {
        let search = self
            .search
            .as_deref()
            .map(str::trim)
            .unwrap_or_default()
            .to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&search);
        (self.categories.is_empty() || self.categories.contains(&event.category))
            && (search.is_empty()
                || [&event.reason, &event.message, &event.object]
                    .into_iter()
                    .any(|text| holds(text)))
    }
}

impl EventView {
    /// The event as it is shown, if it is one of the cluster's.
    pub(crate) fn of(cluster: &str, claims: &[String], event: &Event) -> Option<Self> {
        let object = &event.involved_object;
        let (kind, name) = (object.kind.as_deref()?, object.name.as_deref()?);
        if !of_cluster(cluster, claims, kind, name) {
            return None;
        }
        let reason = event.reason.clone().unwrap_or_default();
        let series = event.series.as_ref();
        let last = [
            series.and_then(|series| Some(series.last_observed_time.as_ref()?.0.as_millisecond())),
            event.last_timestamp.as_ref().map(millis),
            event
                .event_time
                .as_ref()
                .map(|time| time.0.as_millisecond()),
            event.creation_timestamp().as_ref().map(millis),
        ];
        let first = [
            event.first_timestamp.as_ref().map(millis),
            event
                .event_time
                .as_ref()
                .map(|time| time.0.as_millisecond()),
            event.creation_timestamp().as_ref().map(millis),
        ];
        let reporter = event
            .reporting_component
            .clone()
            .filter(|name| !name.is_empty());
        let source = event
            .source
            .as_ref()
            .and_then(|source| source.component.clone());
        Some(Self {
            id: event.uid().unwrap_or_else(|| event.name_any()),
            category: Category::of(kind, &reason),
            reason,
            message: event.message.clone().unwrap_or_default(),
            is_warning: event.type_.as_deref() == Some("Warning"),
            count: series
                .and_then(|series| series.count)
                .or(event.count)
                .unwrap_or(1),
            first: first.into_iter().flatten().next(),
            last: last.into_iter().flatten().next(),
            kind: kind.to_owned(),
            object: name.to_owned(),
            source: reporter.or(source),
        })
    }
}

/// The events of a cluster among these, the newest first.
pub(crate) fn events(
    cluster: &str,
    claims: &[String],
    events: &[Arc<Event>],
    filter: &EventFilter,
) -> Vec<EventView> {
    let of_cluster = events
        .iter()
        .filter_map(|event| EventView::of(cluster, claims, event));
    let mut found: Vec<EventView> = of_cluster.filter(|event| filter.passes(event)).collect();
    found.sort_by(|one, other| (other.last, &other.id).cmp(&(one.last, &one.id)));
    let mut seen = HashSet::new();
    found.retain(|event| seen.insert(event.id.clone()));
    found
}

impl Look {
    /// The claims of a cluster by name; none where they cannot be looked at.
    pub(crate) async fn claim_names(&self, view: &View) -> Vec<String> {
        let claims = self.claims(view).await.unwrap_or_default();
        claims.iter().map(|claim| claim.name_any()).collect()
    }

    /// A page of the events of a cluster, its pods, stateful sets and claims, the newest first.
    ///
    /// # Errors
    /// A page or cursor that is none; why events cannot be known.
    pub(crate) async fn events(
        &self,
        view: &View,
        filter: &EventFilter,
        first: i32,
        after: Option<&str>,
    ) -> Result<Page<EventView>> {
        if !(1..=MAX_PAGE).contains(&first) {
            return Err(Error::input(
                "first",
                format!("a page has 1 to {MAX_PAGE} events"),
            ));
        }
        let reference = view.reference();
        let scope = format!("{reference:?} {filter:?}");
        let scope = ["k8sEvents", scope.as_str()];
        let page = Wanted::open(&self.clusters.cursors, scope, first, after)?;
        let namespace = Scope::namespace(reference.namespace.as_str());
        let kubernetes = &self.clusters.kubernetes;
        let known = kubernetes
            .read::<Event>(Some(&reference.context), &namespace)
            .await?;
        let found = events(
            &reference.name,
            &self.claim_names(view).await,
            &known.objects,
            filter,
        );
        let placed = found
            .into_iter()
            .map(|event| ((event.last, event.id.clone()), event));
        Ok(page.of(placed.collect(), true))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn event(kind: &str, name: &str, reason: &str, last: &str) -> Arc<Event> {
        let event: Value = json!({
            "metadata": { "name": format!("{name}.{reason}"), "namespace": "prod" },
            "involvedObject": { "kind": kind, "name": name },
            "reason": reason, "type": "Normal", "message": format!("about {name}"), "count": 3,
            "lastTimestamp": last, "reportingComponent": "aerospikecluster-controller",
        });
        Arc::new(serde_json::from_value(event).unwrap())
    }

    #[test]
    fn every_reason_has_one_category_and_what_kubernetes_says_has_its_own() {
        let mut seen = HashSet::new();
        for (category, reasons) in REASONS {
            for reason in *reasons {
                assert!(seen.insert(*reason), "{reason} twice");
                assert_eq!(Category::of(CLUSTER, reason), *category);
            }
        }
        assert_eq!(
            Category::of("Pod", "FailedScheduling"),
            Category::Kubernetes
        );
        assert_eq!(Category::of(CLUSTER, "SomethingNew"), Category::Other);
    }

    #[test]
    fn events_are_those_of_the_cluster_and_what_belongs_to_it_the_newest_first() {
        let all = [
            event(CLUSTER, "db", "RackScaled", "2026-01-01T00:00:01Z"),
            event("Pod", "db-0-1", "BackOff", "2026-01-01T00:00:03Z"),
            event(
                "StatefulSet",
                "db-0",
                "SuccessfulCreate",
                "2026-01-01T00:00:02Z",
            ),
            event(
                "PersistentVolumeClaim",
                "data-db-0-1",
                "Provisioning",
                "2026-01-01T00:00:04Z",
            ),
            event(
                "PersistentVolumeClaim",
                "data-my-db-0-1",
                "Provisioning",
                "2026-01-01T00:00:05Z",
            ),
            event(CLUSTER, "db2", "RackScaled", "2026-01-01T00:00:05Z"),
            event("Pod", "db-other-0-1", "BackOff", "2026-01-01T00:00:05Z"),
            event("Pod", "mydb-0-1", "BackOff", "2026-01-01T00:00:05Z"),
            event("Deployment", "db", "Scaled", "2026-01-01T00:00:05Z"),
        ];
        let reasons = |filter: &EventFilter| -> Vec<String> {
            let found = events("db", &["data-db-0-1".to_owned()], &all, filter).into_iter();
            found.map(|event| event.reason).collect()
        };
        let every = reasons(&EventFilter::default());
        assert_eq!(
            every,
            ["Provisioning", "BackOff", "SuccessfulCreate", "RackScaled"]
        );
        let some = EventFilter {
            categories: vec![Category::Scaling],
            search: None,
        };
        assert_eq!(reasons(&some), ["RackScaled"]);
        let found = EventFilter {
            categories: Vec::new(),
            search: Some(" DB-0-1 ".to_owned()),
        };
        assert_eq!(reasons(&found), ["Provisioning", "BackOff"]);
    }
}
