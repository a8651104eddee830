use acm_core::ErrorCode;
use acm_k8s_api::{plan::Obstacle, testing::Reaction};

use super::*;
use crate::service::write::{Scaling, autoscaler::AutoscalerDraft};

fn scaling(size: i32) -> Scaling {
    Scaling {
        size,
        ..Scaling::default()
    }
}

const DRAFT: AutoscalerDraft = AutoscalerDraft {
    min: 2,
    max: 4,
    cpu_percent: Some(70),
    memory_percent: None,
};

#[tokio::test]
async fn a_size_goes_through_the_checks_of_the_whole_resource() {
    let (writer, server) = setup(&json!({}));
    writer
        .scale(&place("one"), &scaling(2), REAL)
        .await
        .unwrap();
    let request = &server.writes()[0];
    assert!(
        request.line.starts_with(&format!("PATCH {}?", at("one"))),
        "{}",
        request.line
    );
    for size in [0, 9, -1] {
        let refused = writer
            .scale(&place("one"), &scaling(size), REAL)
            .await
            .unwrap_err();
        assert_eq!(told(refused).1["field"], "input.size");
    }
    let factor = json!({ "aerospikeConfig": { "namespaces": [{ "name": "test", "replication-factor": 2 }] } });
    let (writer, _) = setup(&json!({ "spec": factor }));
    let refused = writer
        .scale(&place("one"), &scaling(1), REAL)
        .await
        .unwrap_err();
    let field = "spec.aerospikeConfig.namespaces[0].replication-factor";
    assert_eq!(told(refused).1["field"], field);
}

#[tokio::test]
async fn a_size_that_an_autoscaler_sets_is_left_to_it() {
    let (writer, _) = setup(&json!({}));
    writer
        .put_autoscaler(&place("one"), &DRAFT, false)
        .await
        .unwrap();
    let tried = writer.scale(&place("one"), &scaling(6), TRY).await.unwrap();
    let obstacle = Obstacle::Autoscaler {
        name: "one".to_owned(),
        sets: Some(4),
    };
    assert_eq!(tried.plan.obstacles, [obstacle]);
    let refused = writer
        .scale(&place("one"), &scaling(6), REAL)
        .await
        .unwrap_err();
    let (code, details) = told(refused);
    assert_eq!(
        (code, &details["cause"]),
        (ErrorCode::Conflict, &json!("AUTOSCALED"))
    );
    let even_so = Scaling {
        even_if_autoscaled: true,
        ..scaling(4)
    };
    assert!(
        writer
            .scale(&place("one"), &even_so, REAL)
            .await
            .unwrap()
            .applied
    );
}

#[tokio::test]
async fn an_autoscaler_is_made_changed_and_deleted() {
    let (writer, server) = setup(&json!({}));
    let path = "/apis/autoscaling/v2/namespaces/aero/horizontalpodautoscalers/one";
    let made = writer
        .put_autoscaler(&place("one"), &DRAFT, false)
        .await
        .unwrap();
    assert!(made.created);
    let target =
        json!({ "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster", "name": "one" });
    assert_eq!(
        server.object(path).unwrap()["spec"]["scaleTargetRef"],
        target
    );
    let other = json!({ "metadata": { "labels": { "a": "b" } } });
    server.react("PATCH", Reaction::ChangeBefore(path.to_owned(), other));
    let changed = AutoscalerDraft {
        cpu_percent: None,
        memory_percent: Some(50),
        ..DRAFT
    };
    let found = writer
        .put_autoscaler(&place("one"), &changed, false)
        .await
        .unwrap();
    assert!(!found.created);
    let metrics = found.object.spec.metrics.unwrap();
    let aims = metrics.into_iter().filter_map(|metric| metric.resource);
    let aims: Vec<_> = aims
        .map(|resource| (resource.name, resource.target.average_utilization))
        .collect();
    assert_eq!(aims, [("memory".to_owned(), Some(50))]);
    assert!(
        writer
            .delete_autoscaler(&place("one"), false)
            .await
            .unwrap()
    );
    assert!(
        !writer
            .delete_autoscaler(&place("one"), false)
            .await
            .unwrap()
    );
    assert_eq!(server.object(path), None);

    let missing = writer
        .put_autoscaler(&place("nosuch"), &DRAFT, false)
        .await
        .unwrap_err();
    assert_eq!(told(missing).0, ErrorCode::NotFound);
    for (bad, field) in [
        (AutoscalerDraft { min: 0, ..DRAFT }, "input.minReplicas"),
        (AutoscalerDraft { max: 9, ..DRAFT }, "input.maxReplicas"),
        (AutoscalerDraft { max: 1, ..DRAFT }, "input.maxReplicas"),
        (
            AutoscalerDraft {
                cpu_percent: Some(101),
                ..DRAFT
            },
            "input.cpuTargetPercent",
        ),
        (
            AutoscalerDraft {
                cpu_percent: None,
                ..DRAFT
            },
            "input.cpuTargetPercent",
        ),
    ] {
        let refused = writer
            .put_autoscaler(&place("one"), &bad, false)
            .await
            .unwrap_err();
        assert_eq!(told(refused).1["field"], field, "{bad:?}");
    }
}

#[tokio::test]
async fn a_cluster_is_paused_and_goes_on() {
    let (writer, server) = setup(&json!({}));
    writer.pause(&place("one"), true, REAL).await.unwrap();
    assert_eq!(spec(&server)["paused"], true);
    assert!(
        !writer
            .pause(&place("one"), true, REAL)
            .await
            .unwrap()
            .applied
    );
    writer.pause(&place("one"), false, REAL).await.unwrap();
    assert_eq!(spec(&server).get("paused"), None);
}

#[tokio::test]
async fn nodes_to_avoid_replace_those_before() {
    let (writer, server) = setup(&json!({ "spec": { "k8sNodeBlockList": ["n9"] } }));
    server.put("/api/v1/nodes/n1", json!({}));
    let names = ["n1", "n2", "n1"].map(str::to_owned);
    let outcome = writer
        .block_nodes(&place("one"), &names, REAL)
        .await
        .unwrap();
    assert_eq!(spec(&server)["k8sNodeBlockList"], json!(["n1", "n2"]));
    assert!(outcome.warnings[0].message.contains("n2"));
    writer.block_nodes(&place("one"), &[], REAL).await.unwrap();
    assert_eq!(spec(&server).get("k8sNodeBlockList"), None);
}

#[tokio::test]
async fn a_breaker_is_reset_by_status_and_then_triggered() {
    let broken = json!({ "failedReconcileCount": 12, "lastReconcileError": "no" });
    let (writer, server) = setup(&json!({ "status": broken }));
    let other = json!({ "status": { "failedReconcileCount": 13 } });
    server.react("PATCH", Reaction::ChangeBefore(at("one"), other));
    let outcome = writer.reset_breaker(&place("one"), REAL).await.unwrap();
    assert!(outcome.applied);
    let object = server.object(&at("one")).unwrap();
    assert_eq!(
        object["status"],
        json!({ "failedReconcileCount": 0, "lastReconcileError": "" })
    );
    let trigger = &object["metadata"]["annotations"]["acko.io/circuit-breaker-reset"];
    assert_eq!(trigger, "1970-01-01T00:00:00.000Z");
    let parts: Vec<bool> = server
        .writes()
        .iter()
        .map(|write| write.line.contains("/status?"))
        .collect();
    assert_eq!(parts, [true, true, false]);
}

#[tokio::test]
async fn a_breaker_says_which_right_is_missing_before_anything_is_changed() {
    for (denied, resource) in [
        (
            "patch aerospikeclusters/status",
            "aerospikeclusters.acko.io/status",
        ),
        ("patch aerospikeclusters", "aerospikeclusters.acko.io"),
    ] {
        let (writer, server) = setup(&json!({ "status": { "failedReconcileCount": 10 } }));
        server.deny(denied);
        let refused = writer.reset_breaker(&place("one"), REAL).await.unwrap_err();
        let (code, details) = told(refused);
        assert_eq!(
            (code, &details["cause"]),
            (ErrorCode::Forbidden, &json!("RIGHT_MISSING"))
        );
        assert_eq!(details["resource"], resource);
        assert_eq!(server.writes(), []);
    }
}

#[tokio::test]
async fn a_cluster_is_nudged() {
    let (writer, server) = setup(&json!({}));
    writer.force_reconcile(&place("one"), REAL).await.unwrap();
    let object = server.object(&at("one")).unwrap();
    assert_eq!(
        object["metadata"]["annotations"]["acko.io/force-reconcile"],
        "1970-01-01T00:00:00.000Z"
    );
}

#[tokio::test]
async fn a_right_that_is_missing_is_named() {
    let (writer, server) = setup(&json!({}));
    server.deny("patch aerospikeclusters");
    let refused = writer.pause(&place("one"), true, REAL).await.unwrap_err();
    let (code, details) = told(refused);
    assert_eq!(
        (code, &details["verb"]),
        (ErrorCode::Forbidden, &json!("patch"))
    );
}

#[tokio::test]
async fn what_can_be_chosen_is_told_without_what_secrets_keep() {
    let (writer, server) = setup(&json!({}));
    let secret = json!({ "type": "Opaque", "data": { "password": "c2VjcmV0" } });
    server.put("/api/v1/namespaces/aero/secrets/admin", secret);
    let token =
        json!({ "type": "kubernetes.io/service-account-token", "data": { "token": "eA==" } });
    server.put("/api/v1/namespaces/aero/secrets/token", token);
    let secrets = writer.secrets(None, "aero").await.unwrap();
    assert_eq!(
        format!("{secrets:?}"),
        r#"[SecretChoice { name: "admin", kind: "Opaque", keys: ["password"] }]"#
    );

    let node = json!({
        "metadata": { "labels": { "topology.kubernetes.io/zone": "a" } },
        "spec": { "taints": [{ "key": "dedicated", "value": "db", "effect": "NoSchedule" }] },
        "status": {
            "conditions": [{ "type": "Ready", "status": "True" }],
            "allocatable": { "cpu": "4", "memory": "8Gi" },
        },
    });
    server.put("/api/v1/nodes/n1", node);
    let node = &writer.nodes(None).await.unwrap()[0];
    assert_eq!(
        (node.zone.as_deref(), node.is_ready),
        (Some("a"), Some(true))
    );
    assert_eq!(
        (&node.taints[0][..], node.cpu.as_deref()),
        ("dedicated=db:NoSchedule", Some("4"))
    );

    let class = json!({
        "metadata": { "annotations": { "storageclass.kubernetes.io/is-default-class": "true" } },
        "provisioner": "local", "volumeBindingMode": "WaitForFirstConsumer", "allowVolumeExpansion": true,
    });
    server.put("/apis/storage.k8s.io/v1/storageclasses/standard", class);
    let class = &writer.storage_classes(None).await.unwrap()[0];
    assert!(class.is_default && class.allows_expansion);
    assert_eq!(class.binding_mode, "WaitForFirstConsumer");

    server.put("/api/v1/namespaces/aero", json!({}));
    assert_eq!(writer.namespaces(None).await.unwrap()[0].name, "aero");
    let images = writer.images(None, None).await.unwrap();
    assert_eq!(
        (images[0].image.as_str(), images[0].clusters),
        ("aerospike:ce-8.1.1.1", 1)
    );
    assert_eq!(
        told(writer.nodes(Some("nosuch")).await.unwrap_err()).0,
        ErrorCode::NotFound
    );
}
