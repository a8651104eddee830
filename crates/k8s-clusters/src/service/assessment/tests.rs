use std::sync::Arc;

use acm_k8s_api::{
    AerospikeCluster, Time, merge,
    objects::{HorizontalPodAutoscaler, Pod, StatefulSet},
};
use serde_json::{Value, json};

use super::{Assessment, Code, Facts, Nodes, State};
use crate::service::{View, join};

const NOW: &str = "2026-11-22T19:10:00Z";
const LONG_AGO: &str = "2026-11-22T19:00:00Z";
const JUST_NOW: &str = "2026-11-22T19:09:50Z";

/// A cluster with its pods; as it begins, three of them and all well.
struct Case {
    cluster: Value,
    pods: Vec<Value>,
    sets: Vec<Value>,
    autoscalers: Vec<Value>,
    nodes: Option<Nodes>,
}

fn healthy() -> Case {
    let image = "aerospike:ce-8.1.2.0";
    Case {
        cluster: json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": { "name": "db", "namespace": "prod", "generation": 2, "creationTimestamp": LONG_AGO },
            "spec": { "size": 3, "image": image },
            "status": {
                "phase": "Completed", "health": "3/3", "size": 3, "observedGeneration": 2,
                "conditions": [{
                    "type": "ReconciliationPaused", "status": "False", "reason": "ReconciliationPaused",
                    "message": "Reconciliation is paused by user (spec.paused=true)", "lastTransitionTime": LONG_AGO,
                }],
            },
        }),
        pods: (0..3).map(|number| pod(number, image)).collect(),
        sets: vec![json!({
            "metadata": { "name": "db-0", "namespace": "prod" },
            "spec": {
                "replicas": 3, "serviceName": "db", "selector": {},
                "template": {
                    "metadata": { "annotations": { "acko.io/config-hash": "c1", "acko.io/podspec-hash": "p1" } },
                    "spec": { "containers": [{ "name": "aerospike-server", "image": image }] },
                },
            },
        })],
        autoscalers: Vec::new(),
        nodes: None,
    }
}

fn pod(number: usize, image: &str) -> Value {
    json!({
        "metadata": {
            "name": format!("db-0-{number}"), "namespace": "prod", "creationTimestamp": LONG_AGO,
            "annotations": { "acko.io/config-hash": "c1", "acko.io/podspec-hash": "p1" },
        },
        "spec": { "containers": [{ "name": "aerospike-server", "image": image }] },
        "status": {
            "phase": "Running",
            "conditions": [{ "type": "Ready", "status": "True" }],
            "containerStatuses": [{
                "name": "aerospike-server", "image": image, "imageID": "", "ready": true, "restartCount": 0,
                "started": true, "state": { "running": {} },
            }],
        },
    })
}

/// A pod whose container waits.
fn waiting(number: usize, reason: &str, restarts: i32) -> Value {
    let mut pod = pod(number, "aerospike:ce-8.1.2.0");
    pod["status"] = json!({
        "phase": "Pending",
        "conditions": [{ "type": "Ready", "status": "False" }],
        "containerStatuses": [{
            "name": "aerospike-server", "image": "", "imageID": "", "ready": false, "restartCount": restarts,
            "started": false, "state": { "waiting": { "reason": reason } },
        }],
    });
    pod
}

impl Case {
    /// The same with other fields; null takes one away.
    fn with(mut self, patch: Value) -> Self {
        merge::apply(&mut self.cluster, &patch);
        self
    }

    fn pod(mut self, number: usize, pod: Value) -> Self {
        self.pods[number] = pod;
        self
    }

    fn set(mut self, patch: Value) -> Self {
        merge::apply(&mut self.sets[0], &patch);
        self
    }

    fn autoscaler(mut self, least: i32, most: i32) -> Self {
        self.autoscalers.push(json!({
            "metadata": { "name": "db", "namespace": "prod" },
            "spec": {
                "scaleTargetRef": { "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster", "name": "db" },
                "minReplicas": least, "maxReplicas": most,
            },
        }));
        self
    }

    fn assess(self) -> Assessment {
        let object = AerospikeCluster::from_json(&self.cluster).unwrap();
        let view = View::new(Arc::from("test"), object);
        let pods = read::<Pod>(self.pods);
        let joined = join(&view, &pods).unwrap();
        let facts = Facts {
            view: &view,
            pods: &joined,
            pods_known: true,
            sets: &read::<StatefulSet>(self.sets),
            autoscalers: &read::<HorizontalPodAutoscaler>(self.autoscalers),
            nodes: self.nodes,
            now: Time(NOW.to_owned()).millis().unwrap(),
        };
        facts.assess(Vec::new())
    }
}

fn read<K: serde::de::DeserializeOwned>(objects: Vec<Value>) -> Vec<Arc<K>> {
    let objects = objects.into_iter();
    objects
        .map(|object| Arc::new(serde_json::from_value(object).unwrap()))
        .collect()
}

#[track_caller]
fn check(case: Case, state: State, codes: &[Code]) {
    let found = case.assess();
    let found_codes: Vec<Code> = found.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        (found.state, found_codes.as_slice()),
        (state, codes),
        "{:#?}",
        found.findings
    );
    for finding in &found.findings {
        assert!(
            !finding.evidence.is_empty(),
            "{:?} has no evidence",
            finding.code
        );
        assert!(
            !finding.action.is_empty(),
            "{:?} says not what to do",
            finding.code
        );
    }
}

#[test]
fn a_cluster_whose_condition_talks_of_a_pause_that_is_not_is_healthy() {
    check(healthy(), State::Healthy, &[]);
}

#[test]
fn a_pause_goes_by_what_is_asked_for() {
    check(
        healthy().with(json!({ "spec": { "paused": true }, "metadata": { "generation": 3 } })),
        State::Paused,
        &[Code::PausedByUser],
    );
    check(
        healthy().with(json!({ "spec": { "paused": false } })),
        State::Healthy,
        &[],
    );
    // After a resume the operator still says so, until it looks.
    check(
        healthy().with(json!({ "status": { "phase": "Paused" } })),
        State::Changing,
        &[Code::OperatorAtWork],
    );
}

#[test]
fn completed_while_pods_never_started_is_stuck() {
    for reason in [
        "ImagePullBackOff",
        "ErrImagePull",
        "CreateContainerConfigError",
    ] {
        check(
            healthy().pod(0, waiting(0, reason, 0)),
            State::Stuck,
            &[Code::PodsNotStarting],
        );
    }
    let mut unscheduled = waiting(1, "", 0);
    unscheduled["status"] = json!({
        "phase": "Pending",
        "conditions": [{ "type": "PodScheduled", "status": "False", "reason": "Unschedulable" }],
    });
    check(
        healthy().pod(1, unscheduled),
        State::Stuck,
        &[Code::PodsNotStarting],
    );
}

#[test]
fn a_pod_that_is_being_created_is_only_not_ready_yet() {
    let mut young = waiting(2, "ContainerCreating", 0);
    young["metadata"]["creationTimestamp"] = json!(JUST_NOW);
    check(
        healthy().pod(2, young),
        State::Changing,
        &[Code::PodsNotReady],
    );
    check(
        healthy().pod(2, waiting(2, "ContainerCreating", 0)),
        State::Stuck,
        &[Code::PodsNotStarting],
    );
}

#[test]
fn a_pod_that_crashes_again_and_again_degrades_the_cluster() {
    check(
        healthy().pod(1, waiting(1, "CrashLoopBackOff", 4)),
        State::Degraded,
        &[Code::PodsCrashing],
    );
}

#[test]
fn all_pods_down_at_once_serve_nobody() {
    let down = |number| {
        let mut pod = pod(number, "aerospike:ce-8.1.2.0");
        pod["metadata"]["creationTimestamp"] = json!(JUST_NOW);
        pod["status"]["conditions"][0]["status"] = json!("False");
        pod
    };
    let some = healthy()
        .pod(0, down(0))
        .with(json!({ "status": { "phase": "RollingRestart" } }));
    check(
        some,
        State::Changing,
        &[Code::OperatorAtWork, Code::PodsNotReady],
    );
    let all = healthy()
        .pod(0, down(0))
        .pod(1, down(1))
        .pod(2, down(2))
        .with(json!({ "status": { "phase": "RollingRestart", "size": null, "health": "0/3" } }));
    check(
        all,
        State::Degraded,
        &[Code::PodsNotReady, Code::OperatorAtWork],
    );
}

#[test]
fn completed_comes_before_the_pods() {
    let mut case = healthy();
    case.pods.truncate(1);
    check(case, State::Changing, &[Code::PodsMissing]);
}

#[test]
fn a_new_image_waits_for_a_restart_that_nobody_makes() {
    let changed = healthy()
        .with(json!({ "spec": { "image": "aerospike:ce-8.1.3.0" } }))
        .set(json!({ "spec": { "template": {
            "metadata": { "annotations": { "acko.io/podspec-hash": "p2" } },
            "spec": { "containers": [{ "name": "aerospike-server", "image": "aerospike:ce-8.1.3.0" }] },
        } } }));
    check(changed, State::Waiting, &[Code::OldImage]);
    let rolling = healthy()
        .with(json!({ "spec": { "image": "aerospike:ce-8.1.3.0" }, "status": { "phase": "RollingRestart" } }));
    check(
        rolling,
        State::Changing,
        &[Code::OperatorAtWork, Code::OldImage],
    );
}

#[test]
fn new_settings_of_the_pod_wait_for_a_restart_too() {
    let annotations = |key: &str, hash: &str| {
        json!({ "spec": { "template": {
        "metadata": { "annotations": { (key): hash } } } } })
    };
    check(
        healthy().set(annotations("acko.io/podspec-hash", "p2")),
        State::Waiting,
        &[Code::OldPodSettings],
    );
    check(
        healthy().set(annotations("acko.io/config-hash", "c2")),
        State::Waiting,
        &[Code::OldConfiguration],
    );
}

#[test]
fn a_change_without_restart_that_failed_is_told() {
    let status =
        |word: &str| json!({ "status": { "pods": { "db-0-1": { "dynamicConfigStatus": word } } } });
    check(
        healthy().with(status("Failed")),
        State::Degraded,
        &[Code::DynamicConfigFailed],
    );
    check(healthy().with(status("Applied")), State::Healthy, &[]);
}

#[test]
fn an_open_breaker_is_stuck_whatever_the_phase() {
    let failures = |count: i32, phase: &str| {
        let status = json!({ "failedReconcileCount": count, "lastReconcileError": "exceeded quota", "phase": phase });
        healthy().with(json!({ "status": status }))
    };
    check(
        failures(10, "Completed"),
        State::Stuck,
        &[Code::OperatorGaveUp],
    );
    check(
        failures(10, "Paused"),
        State::Stuck,
        &[Code::OperatorGaveUp, Code::OperatorAtWork],
    );
    check(
        failures(4, "Completed"),
        State::Degraded,
        &[Code::ReconcileFailing],
    );
    // The first look at a template always fails.
    check(
        failures(1, "Completed"),
        State::Changing,
        &[Code::ReconcileFailing],
    );
}

#[test]
fn a_template_that_is_missing_is_told_apart_from_an_error_that_is_over() {
    let error = json!({ "status": { "lastReconcileError": "template \"x\" not found" } });
    check(
        healthy().with(error.clone()),
        State::Healthy,
        &[Code::OldError],
    );
    let asks = json!({ "metadata": { "annotations": { "acko.io/resync-template": "true" } } });
    check(
        healthy().with(error.clone()).with(asks),
        State::Stuck,
        &[Code::TemplateUnresolved],
    );
    let never = json!({ "status": { "phase": null, "observedGeneration": null } });
    check(
        healthy().with(error).with(never),
        State::Stuck,
        &[Code::TemplateUnresolved],
    );
}

#[test]
fn an_operator_that_says_nothing_is_noticed() {
    let mut case = healthy().with(json!({ "status": null }));
    check(case, State::Stuck, &[Code::OperatorSilent]);
    case = healthy().with(json!({ "status": null, "metadata": { "creationTimestamp": JUST_NOW } }));
    check(case, State::Changing, &[Code::OperatorSilent]);
}

#[test]
fn a_change_the_operator_has_not_seen_is_told() {
    check(
        healthy().with(json!({ "metadata": { "generation": 3 } })),
        State::Changing,
        &[Code::ChangeUnseen],
    );
}

#[test]
fn phases_of_newer_operators_have_a_state() {
    let phase = |phase: &str| healthy().with(json!({ "status": { "phase": phase } }));
    check(
        phase("ConfigDegraded"),
        State::Stuck,
        &[Code::OperatorAtWork],
    );
    check(
        phase("BackoffActive"),
        State::Waiting,
        &[Code::OperatorAtWork],
    );
    check(phase("Pondering"), State::Changing, &[Code::OperatorAtWork]);
}

#[test]
fn acl_that_failed_under_completed_is_told() {
    let acl = |status: &str| {
        json!({ "status": { "conditions": [{
        "type": "ACLSynced", "status": status, "reason": "ACLSyncFailed", "message": "ACL sync: refused",
        "lastTransitionTime": LONG_AGO,
    }] } })
    };
    check(
        healthy().with(acl("False")),
        State::Degraded,
        &[Code::AclNotSynced],
    );
    check(healthy().with(acl("True")), State::Healthy, &[]);
}

#[test]
fn an_operation_that_fails_for_ever_is_stuck() {
    let operation = |phase: &str, completed: Value, failed: Value| {
        healthy().with(json!({
        "spec": { "operations": [{ "id": "w1", "kind": "WarmRestart" }] },
        "status": { "operationStatus": {
            "id": "w1", "kind": "WarmRestart", "phase": phase, "completedPods": completed, "failedPods": failed,
        } },
    }))
    };
    let all = json!(["db-0-0", "db-0-1", "db-0-2"]);
    let two = json!(["db-0-0", "db-0-2"]);
    let twice = json!(["db-0-1", "db-0-1"]);
    check(
        operation("InProgress", two.clone(), twice.clone()),
        State::Stuck,
        &[Code::OperationStuck],
    );
    check(
        operation("InProgress", two.clone(), json!(["db-0-1"])),
        State::Changing,
        &[Code::OperationRunning],
    );
    check(
        operation("Error", two, twice.clone()),
        State::Degraded,
        &[Code::OperationFailed],
    );
    // It says Error although every pod succeeded in the end.
    check(operation("Error", all.clone(), twice), State::Healthy, &[]);
    check(operation("Completed", all, json!([])), State::Healthy, &[]);
}

#[test]
fn operations_that_do_nothing_are_told() {
    let operation = |pod: &str, completed: Value| {
        healthy().with(json!({
            "spec": { "operations": [{ "id": "p1", "kind": "PodRestart", "podList": [pod] }] },
            "status": { "operationStatus": {
                "id": "p1", "kind": "PodRestart", "phase": "Completed", "completedPods": completed,
            } },
        }))
    };
    check(
        operation("db-0-9", json!([])),
        State::Healthy,
        &[Code::OperationWithoutPods],
    );
    check(
        operation("db-0-2", json!(["db-0-1"])),
        State::Waiting,
        &[Code::OperationIgnored],
    );
    check(operation("db-0-1", json!(["db-0-1"])), State::Healthy, &[]);
    // Pods that came after a restart of all were no part of it.
    let grown = operation("db-0-1", json!(["db-0-1"]))
        .with(json!({ "spec": { "operations": [{ "id": "p1", "kind": "PodRestart" }] } }));
    check(grown, State::Healthy, &[]);
    // What was asked for and taken out again leaves its status behind.
    let gone =
        operation("db-0-1", json!(["db-0-1"])).with(json!({ "spec": { "operations": null } }));
    check(gone, State::Healthy, &[]);
}

#[test]
fn a_deferred_scale_down_waits() {
    let phase = |phase: &str| {
        healthy().with(json!({
            "spec": { "size": 1 },
            "status": { "phase": phase, "migrationStatus": {
                "inProgress": true, "remainingPartitions": 12, "lastChecked": LONG_AGO,
            } },
        }))
    };
    check(
        phase("WaitingForMigration"),
        State::Waiting,
        &[Code::ScaleDownDeferred],
    );
    // Where nodes do not answer, the phase flickers.
    for flicker in ["ScalingDown", "InProgress"] {
        check(
            phase(flicker),
            State::Waiting,
            &[
                Code::ScaleDownDeferred,
                Code::OperatorAtWork,
                Code::DataMoving,
            ],
        );
    }
}

#[test]
fn data_on_the_move_is_told() {
    let moving = json!({ "status": { "migrationStatus": {
        "inProgress": true, "remainingPartitions": 12, "lastChecked": LONG_AGO } } });
    check(healthy().with(moving), State::Changing, &[Code::DataMoving]);
}

#[test]
fn an_autoscaler_that_will_undo_the_size_is_told_before_it_does() {
    check(
        healthy().autoscaler(2, 4),
        State::Healthy,
        &[Code::AutoscalerSetsSize],
    );
    check(
        healthy().autoscaler(1, 2),
        State::Waiting,
        &[Code::AutoscalerWillUndo],
    );
}

#[test]
fn a_cluster_sized_by_its_template_is_not_judged_by_the_operators_health() {
    let templated = |health: &str| {
        healthy().with(json!({
            "spec": { "size": null, "templateRef": { "name": "small" } },
            "status": {
                "health": health,
                "templateSnapshot": { "name": "small", "synced": true, "spec": { "size": 3 } },
            },
        }))
    };
    check(templated("3/0"), State::Healthy, &[Code::SizedByTemplate]);
    check(templated("3/3"), State::Healthy, &[]);
}

#[test]
fn a_template_that_changed_is_worth_knowing() {
    let snapshot =
        json!({ "status": { "templateSnapshot": { "name": "small", "synced": false } } });
    check(
        healthy().with(snapshot),
        State::Healthy,
        &[Code::TemplateChanged],
    );
}

#[test]
fn a_cluster_scaled_to_nothing_is_no_healthy_one() {
    let mut case = healthy().with(json!({ "spec": { "size": 0 } }));
    case.pods.clear();
    check(case, State::Degraded, &[Code::ScaledToZero]);
}

#[test]
fn a_deletion_that_is_held_is_told_apart_from_one_that_goes_on() {
    let deleted = |at: &str| {
        healthy().with(json!({
            "metadata": { "deletionTimestamp": at, "finalizers": ["acko.io/storage-finalizer"] },
            "status": { "phase": "Deleting" },
        }))
    };
    check(deleted(JUST_NOW), State::Deleting, &[Code::BeingDeleted]);
    check(
        deleted("2026-11-22T18:00:00Z"),
        State::Stuck,
        &[Code::DeletionHeld],
    );
}

#[test]
fn what_cannot_be_looked_at_is_unknown_and_not_healthy() {
    let object = AerospikeCluster::from_json(&healthy().cluster).unwrap();
    let view = View::new(Arc::from("test"), object);
    let facts = Facts {
        view: &view,
        pods: &[],
        pods_known: false,
        sets: &[],
        autoscalers: &[],
        nodes: None,
        now: 0,
    };
    assert_eq!(facts.assess(Vec::new()).state, State::Unknown);
}

#[test]
fn what_the_nodes_say_themselves_counts_where_they_were_asked() {
    let well = Nodes {
        known: 3,
        answered: 3,
        agree: Some(true),
        size: Some(3),
        stop_writes: Some(false),
        moving: Some(0),
    };
    let told = |nodes: Nodes| {
        let found = Case {
            nodes: Some(nodes),
            ..healthy()
        }
        .assess();
        let codes: Vec<Code> = found.findings.iter().map(|finding| finding.code).collect();
        (found.state, codes)
    };
    assert_eq!(told(well), (State::Healthy, vec![]));
    // One that is silent says nothing.
    let silent = Nodes {
        agree: None,
        size: None,
        moving: None,
        answered: 2,
        ..well
    };
    assert_eq!(told(silent), (State::Healthy, vec![]));
    let split = Nodes {
        agree: Some(false),
        size: None,
        ..well
    };
    assert_eq!(told(split), (State::Degraded, vec![Code::NodesDisagree]));
    let apart = Nodes {
        size: Some(2),
        ..well
    };
    assert_eq!(told(apart), (State::Degraded, vec![Code::NodesApart]));
    let full = Nodes {
        stop_writes: Some(true),
        ..well
    };
    assert_eq!(told(full), (State::Degraded, vec![Code::WritesRefused]));
    let moving = Nodes {
        moving: Some(12),
        ..well
    };
    assert_eq!(told(moving), (State::Changing, vec![Code::NodesMoving]));
}
