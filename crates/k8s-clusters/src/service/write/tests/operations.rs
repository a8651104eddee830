use acm_core::ErrorCode;
use acm_k8s_api::types::K8sOperationKind;

use super::*;
use crate::service::write::Operation;

fn restart(pods: Option<&[&str]>, id: Option<&str>) -> Operation {
    Operation {
        kind: K8sOperationKind::PodRestart,
        pods: pods.map(|pods| pods.iter().map(|pod| (*pod).to_owned()).collect()),
        id: id.map(str::to_owned),
    }
}

/// A cluster with an operation, and what the operator says of it.
fn with_operation(phase: &str, completed: &[&str], failed: &[&str]) -> (Writer, Server) {
    setup(&json!({
        "spec": { "operations": [{ "kind": "WarmRestart", "id": "warm-1" }] },
        "status": {
            "operationStatus": {
                "id": "warm-1", "kind": "WarmRestart", "phase": phase,
                "completedPods": completed, "failedPods": failed,
            },
        },
    }))
}

#[tokio::test]
async fn each_restart_has_an_id_of_its_own() {
    let (writer, server) = with_operation("Completed", &[], &[]);
    let mut ids = Vec::new();
    for pods in [None, Some(&["one-0-1", "one-0-0", "one-0-1"][..])] {
        writer
            .start_operation(&place("one"), &restart(pods, None), REAL)
            .await
            .unwrap();
        let operations = spec(&server)["operations"].clone();
        assert_eq!(operations.as_array().unwrap().len(), 1);
        assert_eq!(operations[0]["kind"], "PodRestart");
        ids.push(operations[0]["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(
        spec(&server)["operations"][0]["podList"],
        json!(["one-0-0", "one-0-1"])
    );
    assert!(
        ids[0] != ids[1] && ids.iter().all(|id| id.len() <= 20),
        "{ids:?}"
    );
}

#[tokio::test]
async fn what_the_operator_would_misread_is_not_sent() {
    let (writer, server) = with_operation("Completed", &[], &[]);
    for (operation, field) in [
        (restart(Some(&["one-0-9"]), None), "input.pods"),
        (restart(Some(&[]), None), "input.pods"),
        (restart(None, Some("warm-1")), "input.id"),
        (restart(None, Some("")), "input.id"),
        (restart(None, Some(&"x".repeat(21))), "input.id"),
    ] {
        let refused = writer
            .start_operation(&place("one"), &operation, REAL)
            .await
            .unwrap_err();
        let (code, details) = told(refused);
        assert_eq!(
            (code, &details["field"]),
            (ErrorCode::BadUserInput, &json!(field)),
            "{operation:?}"
        );
    }
    assert_eq!(server.writes(), []);
}

#[tokio::test]
async fn what_the_operator_would_not_heed_is_not_sent() {
    for (patch, cause) in [
        (json!({ "spec": { "paused": true } }), "PAUSED"),
        (
            json!({ "status": { "failedReconcileCount": 10 } }),
            "BREAKER_OPEN",
        ),
    ] {
        let (writer, server) = setup(&patch);
        let refused = writer
            .start_operation(&place("one"), &restart(None, None), REAL)
            .await;
        let (code, details) = told(refused.unwrap_err());
        assert_eq!(
            (code, &details["cause"]),
            (ErrorCode::Conflict, &json!(cause))
        );
        let refused = writer
            .force_reconcile(&place("one"), REAL)
            .await
            .unwrap_err();
        assert_eq!(told(refused).1["cause"], cause);
        assert_eq!(server.writes(), []);
    }
}

#[tokio::test]
async fn an_operation_that_runs_keeps_others_out_and_says_why_it_does_not_end() {
    let (writer, _) = with_operation("InProgress", &["one-0-2"], &["one-0-1", "one-0-1"]);
    let started = writer
        .start_operation(&place("one"), &restart(None, None), REAL)
        .await;
    let cleared = writer.clear_operation(&place("one"), REAL).await;
    for refused in [started, cleared] {
        let (code, details) = told(refused.unwrap_err());
        assert_eq!(
            (code, &details["cause"]),
            (ErrorCode::Conflict, &json!("OPERATION_RUNS"))
        );
        assert_eq!(details["operation"], "warm-1");
        assert_eq!(details["pendingPods"], json!(["one-0-0", "one-0-1"]));
        assert_eq!(details["failingPods"], json!(["one-0-1"]));
    }
}

#[tokio::test]
async fn a_pod_that_fails_is_dropped_from_the_operation() {
    let (writer, server) = with_operation("InProgress", &["one-0-2"], &["one-0-1"]);
    let drop = |pods: &[&str]| pods.iter().map(|pod| (*pod).to_owned()).collect::<Vec<_>>();
    writer
        .drop_pods(&place("one"), &drop(&["one-0-1"]), REAL)
        .await
        .unwrap();
    let left =
        json!([{ "kind": "WarmRestart", "id": "warm-1", "podList": ["one-0-0", "one-0-2"] }]);
    assert_eq!(spec(&server)["operations"], left);

    for pods in [&["one-0-1"][..], &["one-0-0", "one-0-2"]] {
        let refused = writer
            .drop_pods(&place("one"), &drop(pods), REAL)
            .await
            .unwrap_err();
        assert_eq!(told(refused).1["field"], "input.pods", "{pods:?}");
    }
    let (writer, _) = with_operation("Completed", &[], &[]);
    let refused = writer
        .drop_pods(&place("one"), &drop(&["one-0-1"]), REAL)
        .await
        .unwrap_err();
    assert_eq!(told(refused).1["cause"], "NO_OPERATION");
}

#[tokio::test]
async fn a_finished_operation_is_cleared() {
    for phase in ["Completed", "Error"] {
        let (writer, server) = with_operation(phase, &[], &[]);
        assert!(
            writer
                .clear_operation(&place("one"), REAL)
                .await
                .unwrap()
                .applied
        );
        assert_eq!(spec(&server).get("operations"), None);
        assert!(
            !writer
                .clear_operation(&place("one"), REAL)
                .await
                .unwrap()
                .applied
        );
    }
}
