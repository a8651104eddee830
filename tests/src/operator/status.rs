//! The status, as it is written at the end of a reconcile.

use serde_json::{Map, Value, json};

use super::{
    cluster::Cluster,
    json::{at, compact, flag, number, text},
    owned::{CONFIG_HASH, POD_HASH, RACK, config_hash},
    racks::racks,
    servers::View,
};

/// What is known of the pods and their servers when the status is written.
pub(super) struct Seen<'a> {
    pub(super) pods: &'a [Value],
    /// What each pod's server says of itself; none where it cannot be asked.
    pub(super) views: &'a [Option<View>],
    /// How far users and roles are synchronized; none when there are none to be.
    pub(super) acl: Option<Condition>,
    pub(super) now: &'a str,
}

/// One condition, without its times.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) kind: &'static str,
    pub(super) holds: bool,
    pub(super) reason: &'static str,
    pub(super) message: String,
}

/// Whether a pod runs and is ready.
pub(super) fn is_ready(pod: &Value) -> bool {
    let ready = super::json::items(pod, "/status/conditions")
        .iter()
        .any(|condition| {
            text(condition, "/type") == "Ready" && text(condition, "/status") == "True"
        });
    ready && text(pod, "/status/phase") == "Running"
}

/// How many of the pods are ready.
pub(super) fn ready_count(pods: &[Value]) -> i64 {
    pods.iter().filter(|pod| is_ready(pod)).map(|_| 1).sum()
}

/// The status of a cluster whose specification is applied.
pub(super) fn completed(cluster: &Cluster, seen: &Seen<'_>) -> Value {
    let before = cluster.status();
    let ready = ready_count(seen.pods);
    let wanted = number(cluster.spec(), "/size");
    let mut status = before.as_object().cloned().unwrap_or_default();
    let mut set = |key: &str, value: Value| status.insert(key.to_owned(), value);
    set("phase", json!("Completed"));
    set("phaseReason", json!("Cluster is healthy and stable"));
    set("observedGeneration", json!(cluster.generation()));
    set("operatorVersion", json!("unknown"));
    set("lastReconcileTime", json!(seen.now));
    set("health", json!(format!("{ready}/{wanted}")));
    set("selector", json!(cluster.selector_text()));
    set(
        "aerospikeConfig",
        at(cluster.spec(), "/aerospikeConfig").clone(),
    );
    set("appliedSpec", cluster.spec().clone());
    set("pods", pods(before, seen));
    let remaining = remaining(seen.views);
    if let Some(partitions) = remaining {
        set(
            "migrationStatus",
            json!({
                "inProgress": partitions > 0,
                "lastChecked": seen.now,
                "remainingPartitions": partitions,
            }),
        );
    }
    let found = conditions(cluster, seen, ready, wanted, remaining);
    set(
        "conditions",
        dated(before, cluster.generation(), seen.now, &found),
    );
    status.remove("pendingRestartPods");
    match ready {
        0 => status.remove("size"),
        ready => status.insert("size".to_owned(), json!(ready)),
    };
    Value::Object(status)
}

/// The same but for when it was found.
pub(super) fn says_the_same(before: &Value, after: &Value) -> bool {
    let undated = |status: &Value| {
        let mut status = status.clone();
        if let Some(fields) = status.as_object_mut() {
            fields.remove("lastReconcileTime");
        }
        status
    };
    undated(before) == undated(after)
}

fn remaining(views: &[Option<View>]) -> Option<u64> {
    let known: Vec<u64> = views.iter().flatten().map(|view| view.migrating).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn pods(before: &Value, seen: &Seen<'_>) -> Value {
    let pods: Map<String, Value> = seen
        .pods
        .iter()
        .zip(seen.views)
        .map(|(pod, view)| {
            let name = text(pod, "/metadata/name");
            let known = at(before, "/pods").get(name).unwrap_or(&Value::Null);
            (
                name.to_owned(),
                one_pod(known, pod, view.as_ref(), seen.now),
            )
        })
        .collect();
    Value::Object(pods)
}

fn one_pod(known: &Value, pod: &Value, view: Option<&View>, now: &str) -> Value {
    let annotation = |name: &str| at(pod, "/metadata/annotations").get(name).cloned();
    let kept = |name: &str| known.get(name).cloned();
    let is_ready = is_ready(pod);
    let rack: i64 = at(pod, "/metadata/labels")
        .get(RACK)
        .and_then(Value::as_str)
        .and_then(|rack| rack.parse().ok())
        .unwrap_or_default();
    let address = text(pod, "/status/podIP");
    let unstable = (!is_ready).then(|| kept("unstableSince").unwrap_or_else(|| json!(now)));
    compact(json!({
        "image": at(pod, "/spec/containers/0/image"),
        "configHash": annotation(CONFIG_HASH),
        "podSpecHash": annotation(POD_HASH),
        "podPort": 3000,
        "servicePort": 3000,
        "podIP": (!address.is_empty()).then_some(address),
        "hostIP": (!address.is_empty()).then(|| text(pod, "/status/hostIP")),
        "isRunningAndReady": is_ready.then_some(true),
        "rack": (rack > 0).then_some(rack),
        "unstableSince": unstable,
        "lastRestartReason": kept("lastRestartReason"),
        "lastRestartTime": kept("lastRestartTime"),
        "dynamicConfigStatus": kept("dynamicConfigStatus"),
        "nodeID": view.map(|view| json!(view.id)).or_else(|| kept("nodeID")),
        "clusterName": view.map(|view| json!(view.cluster_name)).or_else(|| kept("clusterName")),
        "migratingPartitions":
            view.map(|view| json!(view.migrating)).or_else(|| kept("migratingPartitions")),
        "accessEndpoints":
            view.map(|_| json!([format!("{address}:3000")])).or_else(|| kept("accessEndpoints")),
    }))
}

fn conditions(
    cluster: &Cluster,
    seen: &Seen<'_>,
    ready: i64,
    wanted: i64,
    remaining: Option<u64>,
) -> Vec<Condition> {
    let one = |kind, holds, reason, message: &str| Condition {
        kind,
        holds,
        reason,
        message: message.to_owned(),
    };
    let applied = if has_desired_config(cluster, seen.pods) {
        one(
            "ConfigApplied",
            true,
            "ConfigApplied",
            "All pods have the desired Aerospike configuration",
        )
    } else {
        one(
            "ConfigApplied",
            false,
            "ConfigPending",
            "One or more pods do not yet have the desired configuration",
        )
    };
    let migrated = match remaining {
        Some(partitions) => one(
            "MigrationComplete",
            partitions == 0,
            if partitions == 0 {
                "MigrationComplete"
            } else {
                "MigrationInProgress"
            },
            &format!("Remaining partitions: {partitions}"),
        ),
        None => one(
            "MigrationComplete",
            true,
            "MigrationComplete",
            "No rolling restart in progress",
        ),
    };
    let mut found = vec![
        one(
            "Available",
            ready > 0,
            "ClusterAvailable",
            "At least one pod is ready",
        ),
        one(
            "Ready",
            ready == wanted,
            "AllPodsReady",
            &format!("{ready}/{wanted} pods ready"),
        ),
        applied,
        one(
            "ReconciliationPaused",
            flag(cluster.spec(), "/paused"),
            "ReconciliationPaused",
            "Reconciliation is paused by user (spec.paused=true)",
        ),
    ];
    found.extend(seen.acl.clone());
    found.push(migrated);
    found
}

/// Whether every pod runs with what the specification as written says. What a template adds is no part of
/// that, so a cluster of a template never gets there.
fn has_desired_config(cluster: &Cluster, pods: &[Value]) -> bool {
    let racks = racks(cluster.spec());
    let matches = |pod: &Value| {
        let label = at(pod, "/metadata/labels")
            .get(RACK)
            .and_then(Value::as_str);
        let rack = racks
            .iter()
            .find(|rack| label == Some(&rack.id.to_string()));
        let found = at(pod, "/metadata/annotations").get(CONFIG_HASH);
        rack.is_none_or(|rack| {
            found.and_then(Value::as_str) == Some(&config_hash(cluster.spec(), rack))
        })
    };
    !pods.is_empty() && pods.iter().all(matches)
}

/// Conditions with their times: one that did not change keeps when it last did.
fn dated(before: &Value, generation: i64, now: &str, found: &[Condition]) -> Value {
    let known = super::json::items(before, "/conditions");
    found
        .iter()
        .map(|condition| {
            let status = if condition.holds { "True" } else { "False" };
            let since = known
                .iter()
                .find(|known| {
                    text(known, "/type") == condition.kind && text(known, "/status") == status
                })
                .map_or(now, |known| text(known, "/lastTransitionTime"));
            json!({
                "type": condition.kind,
                "status": status,
                "reason": condition.reason,
                "message": condition.message,
                "observedGeneration": generation,
                "lastTransitionTime": since,
            })
        })
        .collect()
}
