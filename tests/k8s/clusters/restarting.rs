//! Pods are restarted, and what the operator gave up is taken up again.

use serde_json::json;

use super::stage::on_stage;
use crate::operator::samples::in_memory;

#[tokio::test]
async fn two_pods_of_three_are_restarted_and_followed_to_the_end() {
    on_stage("clusters-restarts", async |stage| {
        stage.create_healthy(in_memory(3, 1)).await;
        let uids = async || {
            let cluster = stage.cluster("pods { name state { uid } }").await;
            cluster["pods"].as_array().unwrap().clone()
        };
        let before = uids().await;
        let pods = json!(["db-0-0", "db-0-2"]);
        let selection =
            "operation { id kind progress percent completed pending failed { pod } total }";
        let mut feed = stage.follow("k8sOperation", selection).await;
        assert_eq!(feed.next().await["operation"], json!(null));
        for (restart, kind) in [("WARM", "WarmRestart"), ("POD", "PodRestart")] {
            let input = json!({ "restart": restart, "pods": pods, "id": format!("{kind}-1") });
            let started = stage
                .change(
                    "startK8sOperation",
                    input,
                    "applied plan { steps { effect } }",
                )
                .await;
            assert_eq!(started["applied"], true, "{started:#}");
            let done = feed
                .until("the operation is done", |item| {
                    item["operation"]["kind"] == kind && item["operation"]["progress"] == "DONE"
                })
                .await;
            let operation = &done["operation"];
            assert_eq!(operation["id"], format!("{kind}-1"));
            assert_eq!(operation["percent"], 100.0);
            assert_eq!(operation["completed"], pods);
            assert_eq!(operation["pending"], json!([]));
            assert_eq!(operation["failed"], json!([]));
            assert_eq!(operation["total"], 2);
        }
        stage.serves("3/3").await;
        let after = uids().await;
        let kept: Vec<bool> = before
            .iter()
            .zip(&after)
            .map(|(one, other)| one == other)
            .collect();
        assert_eq!(
            kept,
            [false, true, false],
            "those that were named are others now"
        );

        let cleared = stage
            .change("clearK8sOperation", json!({}), "applied")
            .await;
        assert_eq!(cleared["applied"], true);
        feed.until("it is cleared", |item| item["operation"]["spec"].is_null())
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_pod_that_fails_holds_a_restart_until_it_is_dropped() {
    on_stage("clusters-dropped", async |stage| {
        stage.create_healthy(in_memory(2, 1)).await;
        let failing = vec!["db-0-1".to_owned()];
        stage
            .scene
            .fault(|faults| faults.failing_exec = failing)
            .await;
        let mut feed = stage
            .follow(
                "k8sOperation",
                "operation { progress completed pending dropped percent trouble total status { phase } failed { pod recovered } }",
            )
            .await;
        let input = json!({ "restart": "WARM" });
        stage
            .change("startK8sOperation", input.clone(), "applied")
            .await;
        feed.until("it fails", |item| {
            item["operation"]["failed"][0]["pod"] == "db-0-1"
        })
        .await;
        let refused = stage.refusal("startK8sOperation", input).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT");
        assert_eq!(
            refused["extensions"]["details"]["cause"], "OPERATION_RUNS",
            "{refused:#}"
        );
        let refused = stage.refusal("clearK8sOperation", json!({})).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT", "{refused:#}");

        let dropped = stage
            .change(
                "dropK8sOperationPods",
                json!({ "pods": ["db-0-1"] }),
                "applied refusals { message }",
            )
            .await;
        assert_eq!(dropped["applied"], true, "{dropped:#}");
        // The operator calls it an error; every pod it is still asked for was restarted.
        let ended = json!({
            "progress": "DONE", "status": { "phase": "Error" }, "trouble": null, "percent": 100.0, "total": 1,
            "completed": ["db-0-0"], "pending": [], "dropped": ["db-0-1"],
            "failed": [{ "pod": "db-0-1", "recovered": false }],
        });
        feed.until("the rest is done", |item| item["operation"] == ended)
            .await;
        let healthy = "assessment { state findings { code } }";
        stage
            .until("nothing is amiss", healthy, |cluster| {
                cluster["assessment"] == json!({ "state": "HEALTHY", "findings": [] })
            })
            .await;
        let cleared = stage
            .change("clearK8sOperation", json!({}), "applied")
            .await;
        assert_eq!(cleared["applied"], true);
        let operation = json!({
            "spec": null, "progress": "DONE", "dropped": ["db-0-1"], "completed": ["db-0-0"],
        });
        let selection = "operation { spec { id } progress dropped completed }";
        stage
            .until("it tells the same", selection, |cluster| {
                cluster["operation"] == operation
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn what_the_operator_gave_up_is_taken_up_after_a_reset() {
    on_stage("clusters-breaker", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        // Paused, so that the count stays until the operator looks again.
        stage.change("pauseK8sCluster", json!({}), "applied").await;
        stage
            .until("it is paused", "phase", |cluster| cluster["phase"] == "Paused")
            .await;
        stage
            .scene
            .patch_status(json!({ "status": { "failedReconcileCount": 10, "lastReconcileError": "no more" } }))
            .await;
        stage.change("resumeK8sCluster", json!({}), "applied").await;
        let selection = "reconciliation { failures breakerOpen backOffSeconds threshold lastError
            reset { allowed right steps } }";
        let mut feed = stage.follow("reconciliation", selection).await;
        let open = feed
            .until("the breaker is open", |item| {
                item["reconciliation"]["breakerOpen"] == true
            })
            .await;
        let open = &open["reconciliation"];
        assert_eq!((&open["failures"], &open["threshold"]), (&json!(10), &json!(10)));
        assert_eq!(open["lastError"], "no more");
        assert_eq!(open["reset"]["allowed"], true);
        assert_eq!(open["reset"]["right"], "patch aerospikeclusters.acko.io/status");
        stage
            .until("it is told", "assessment { state findings { code } }", |cluster| {
                cluster["assessment"]["findings"]
                    .as_array()
                    .is_some_and(|all| all.contains(&json!({ "code": "OPERATOR_GAVE_UP" })))
            })
            .await;
        stage.change("scaleK8sCluster", json!({ "size": 2 }), "applied").await;
        let refused = stage.refusal("reconcileK8sCluster", json!({})).await;
        assert_eq!(refused["extensions"]["details"]["cause"], "BREAKER_OPEN", "{refused:#}");

        let reset = stage.change("resetK8sCircuitBreaker", json!({}), "applied").await;
        assert_eq!(reset["applied"], true, "{reset:#}");
        feed.until("it is closed", |item| {
            let reconciliation = &item["reconciliation"];
            reconciliation["breakerOpen"] == false && reconciliation["failures"] == 0
        })
        .await;
        stage.serves("2/2").await;
    })
    .await;
}
