//! Whole objects: typed, and as the JSON they came as.

use acm_core::{ApiError, ErrorCode};
use acm_k8s_api::{
    AerospikeCluster, Object,
    resource::{ClusterKind, Kind, TemplateKind},
    types::{AerospikeClusterStatus, K8sPhase},
};
use kube::{
    Resource, ResourceExt,
    core::{ObjectList, WatchEvent},
};
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::reference;

fn cluster() -> Json {
    json!({
        "apiVersion": "acko.io/v1alpha1",
        "kind": "AerospikeCluster",
        "metadata": {
            "name": "orders", "namespace": "shop", "uid": "u-1", "resourceVersion": "12", "generation": 3,
            "creationTimestamp": "2026-03-01T10:00:00Z", "labels": {"team": "storage"},
            "managedFields": [{
                "manager": "kubectl", "operation": "Apply", "apiVersion": "acko.io/v1alpha1",
                "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {"f:size": {}}},
            }],
        },
        "spec": {"size": 2, "image": "aerospike:ce-8.1.1.1", "laterField": {"kept": [1, 2.50]}},
        "status": {
            "phase": "BackoffActive", "size": 2, "observedGeneration": 3,
            "lastReconcileTime": "2026-03-01T10:01:00Z",
            "pods": {"orders-0-0": {"podIP": "10.0.0.1", "rack": 0, "nodeID": "BB9", "laterToo": true}},
            "conditions": [{
                "type": "Available", "status": "True", "reason": "ClusterAvailable", "message": "",
                "lastTransitionTime": "2026-03-01T10:01:00Z",
            }],
        },
    })
}

#[test]
fn an_object_is_typed_and_keeps_what_no_type_knows() {
    let object: AerospikeCluster = serde_json::from_value(cluster()).unwrap();
    assert_eq!(object.name_any(), "orders");
    assert_eq!(
        object.labels().get("team").map(String::as_str),
        Some("storage")
    );
    assert_eq!(object.spec().unwrap().size.value(), Some(&2));

    let status = object.status().unwrap().unwrap();
    let phase = status.phase.value().unwrap();
    assert_eq!((phase.text(), phase.word()), ("BackoffActive", None));
    let pod = &status.pods().unwrap()["orders-0-0"];
    assert_eq!(pod.pod_ip.value().map(String::as_str), Some("10.0.0.1"));

    assert_eq!(object.json(), cluster());
    assert_eq!(serde_json::to_value(&object).unwrap(), cluster());
    assert_eq!(
        object.managed_fields()[0].manager.as_deref(),
        Some("kubectl")
    );
    assert_eq!(object.meta().managed_fields, None);
}

#[test]
fn a_part_that_is_not_what_the_definition_says_leaves_the_others_readable() {
    let mut json = cluster();
    json["spec"]["storage"] = json!({"volumes": [{"name": 5, "source": {}}]});
    let object = AerospikeCluster::from_json(&json).unwrap();
    let unreadable = object.spec().unwrap_err();
    assert_eq!(&*unreadable.path, "spec.storage.volumes[0].name");
    let status = object.status().unwrap().unwrap();
    assert_eq!(status.size.value(), Some(&2));
    assert_eq!(object.json(), json);
}

#[test]
fn a_pod_that_is_not_what_the_definition_says_is_an_error_of_the_pods() {
    let mut json = cluster();
    json["status"]["pods"]["orders-0-0"]["rack"] = json!("first");
    let object = AerospikeCluster::from_json(&json).unwrap();
    let status = object.status().unwrap().unwrap();
    let unreadable = status.pods().unwrap_err();
    assert_eq!(&*unreadable.path, "status.pods.orders-0-0.rack");
    assert_eq!(status.size.value(), Some(&2));

    let error = ApiError::from(&unreadable);
    assert_eq!(error.code(), ErrorCode::Unsupported);
    assert_eq!(
        error.details().unwrap()["field"],
        json!("status.pods.orders-0-0.rack")
    );
}

#[test]
fn an_object_the_operator_has_not_seen_has_no_status() {
    let mut json = cluster();
    json.as_object_mut().unwrap().remove("status");
    let object = AerospikeCluster::from_json(&json).unwrap();
    assert_eq!(object.status(), Ok(None));
}

#[test]
fn objects_come_in_lists_and_in_events_of_a_watch() {
    let list = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeClusterList",
        "metadata": {"resourceVersion": "12"}, "items": [cluster()],
    });
    let list: ObjectList<AerospikeCluster> = serde_json::from_str(&list.to_string()).unwrap();
    assert_eq!(list.items[0].json(), cluster());

    let event = format!(r#"{{"type":"MODIFIED","object":{}}}"#, cluster());
    match serde_json::from_str(&event).unwrap() {
        WatchEvent::<AerospikeCluster>::Modified(object) => assert_eq!(object.json(), cluster()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn metadata_that_is_changed_is_changed_for_one_holder() {
    let object = AerospikeCluster::from_json(&cluster()).unwrap();
    let mut other = object.clone();
    other
        .annotations_mut()
        .insert("seen".to_owned(), "yes".to_owned());
    assert!(object.annotations().is_empty());
    assert_eq!(other.annotations().len(), 1);
}

#[test]
fn a_phase_we_know_is_a_word() {
    let mut json = cluster();
    json["status"]["phase"] = json!("ACLSync");
    let object = AerospikeCluster::from_json(&json).unwrap();
    let status = object.status().unwrap().unwrap();
    assert_eq!(
        status.phase.value().unwrap().word(),
        Some(K8sPhase::AclSync)
    );
}

/// Spec and status written from their types alone.
fn written(object: &Json) -> (Json, Option<Json>) {
    match object["kind"].as_str().unwrap() {
        "AerospikeCluster" => typed::<ClusterKind>(object),
        "AerospikeClusterTemplate" => typed::<TemplateKind>(object),
        kind => unreachable!("{kind}"),
    }
}

fn typed<K: Kind<Spec: Serialize, Status: Serialize>>(object: &Json) -> (Json, Option<Json>) {
    let object = Object::<K>::from_json(object).unwrap();
    let spec = serde_json::to_value(object.spec().unwrap()).unwrap();
    let status = object.status().unwrap();
    (
        spec,
        status.map(|status| serde_json::to_value(status).unwrap()),
    )
}

/// No field of theirs is unknown to ours.
#[test]
fn the_operators_samples_are_whole_in_our_types() {
    let Some(samples) = reference::samples("the_operators_samples_are_whole_in_our_types") else {
        return;
    };
    assert!(samples.len() > 10, "{} samples", samples.len());
    for (file, sample) in samples {
        assert_eq!(written(&sample), (sample["spec"].clone(), None), "{file}");
    }
}

#[test]
fn what_the_operator_was_seen_to_report_is_whole_in_our_types() {
    let test = "what_the_operator_was_seen_to_report_is_whole_in_our_types";
    let reported = reference::reported(test);
    let mut statuses = 0;
    for (file, mut object) in reported {
        // Where the spec has not changed the captures leave it out.
        object["kind"] = json!("AerospikeCluster");
        let (spec, status) = written(&object);
        if let Some(reported) = object.get("spec") {
            assert_eq!(&spec, reported, "{file}");
        }
        let reported = object.get("status").filter(|status| !status.is_null());
        assert_eq!(status.as_ref(), reported, "{file}");
        if let Some(status) = status {
            let status: AerospikeClusterStatus = serde_json::from_value(status).unwrap();
            status.pods().unwrap();
            statuses += 1;
        }
    }
    assert!(statuses == 0 || statuses > 300, "{statuses} statuses");
}
