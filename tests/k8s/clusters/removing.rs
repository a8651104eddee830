//! Clusters go, with what belongs to them; and volumes they have left.

use serde_json::{Value, json};

use super::stage::{CLUSTER, Stage, on_stage};
use crate::operator::samples::in_memory;

/// Pods with a volume each.
fn with_volumes(size: u32, cascades: bool) -> Value {
    let mut spec = in_memory(size, 1);
    spec["storage"] = json!({ "volumes": [{
        "name": "data", "aerospike": { "path": "/opt/aerospike/data" }, "cascadeDelete": cascades,
        "source": { "persistentVolume": {
            "size": "1Gi", "storageClass": "standard", "volumeMode": "Filesystem",
        } },
    }] });
    spec
}

#[tokio::test]
async fn what_goes_with_a_cluster_is_shown_first_and_gone_after() {
    on_stage("clusters-deleted", async |stage| {
        stage.create_healthy(with_volumes(2, true)).await;
        let selection =
            "applied objects { kind name } claims { name capacity isDeleted } unseenKinds";
        let shown = stage
            .change("deleteK8sCluster", json!({ "dryRun": true }), selection)
            .await;
        assert_eq!(shown["applied"], false);
        assert_eq!(shown["unseenKinds"], json!([]));
        let set = json!({ "kind": "StatefulSet", "name": "db-0" });
        assert!(
            shown["objects"].as_array().unwrap().contains(&set),
            "{shown:#}"
        );
        let claims = shown["claims"].as_array().unwrap();
        assert_eq!(claims.len(), 2, "{shown:#}");
        for claim in claims {
            assert_eq!(
                (&claim["capacity"], &claim["isDeleted"]),
                (&json!("1Gi"), &json!(true))
            );
        }

        let refused = stage.refusal("deleteK8sCluster", json!({})).await;
        assert_eq!(
            refused["extensions"]["code"], "BAD_USER_INPUT",
            "{refused:#}"
        );
        let mut feed = stage.follow("k8sCluster", "cluster { name }").await;
        let input = json!({ "confirmName": CLUSTER });
        let deleted = stage.change("deleteK8sCluster", input, selection).await;
        assert_eq!(deleted["applied"], true);
        assert_eq!(deleted["claims"], shown["claims"]);
        feed.until("it is gone", |item| item["cluster"].is_null())
            .await;
        for kind in [
            "StatefulSet",
            "Pod",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "Service",
        ] {
            stage.scene.left(kind, &[]).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_volume_is_deleted_by_hand_only_once_no_pod_has_it() {
    on_stage("clusters-orphans", async |stage| {
        stage.create_healthy(with_volumes(2, false)).await;
        let held = orphans(stage, false).await;
        let claim = |name: &Value| json!({ "claim": name, "confirmName": name });
        let refused = stage.refusal("deleteK8sClaim", claim(&held[1])).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT");
        assert_eq!(
            refused["extensions"]["details"]["cause"], "CLAIM_IN_USE",
            "{refused:#}"
        );

        stage
            .change("scaleK8sCluster", json!({ "size": 1 }), "applied")
            .await;
        stage.serves("1/1").await;
        stage.scene.left("Pod", &["db-0-0"]).await;
        let left = acm_tests::eventually("a volume is left over", async || {
            let left = orphans(stage, true).await;
            (left.len() == 1).then_some(left)
        })
        .await;
        assert_eq!(left[0], held[1]);
        let deleted = stage
            .change("deleteK8sClaim", claim(&left[0]), "applied")
            .await;
        assert_eq!(deleted["applied"], true);
        let kept = held[0].as_str().unwrap();
        stage.scene.left("PersistentVolumeClaim", &[kept]).await;
    })
    .await;
}

/// The names of the cluster's claims that are left over, or are not.
async fn orphans(stage: &Stage<'_>, left_over: bool) -> Vec<Value> {
    let cluster = stage
        .cluster("owned { volumeClaims { name orphan phase boundPod } }")
        .await;
    let claims = cluster["owned"]["volumeClaims"].as_array().unwrap();
    let such = claims.iter().filter(|claim| claim["orphan"] == left_over);
    such.map(|claim| claim["name"].clone()).collect()
}
