use acm_core::ErrorCode;
use acm_k8s_api::testing::{Reaction, failure, webhook_refusal};

use super::*;
use crate::service::write::{Cloning, Draft, Import};

#[tokio::test]
async fn nothing_is_written_that_was_not_given() {
    let (writer, server) = setup(&json!({}));
    let spec = json!({
        "templateRef": { "name": "small" }, "paused": null,
        "aerospikeConfig": { "namespaces": [{ "name": "test", "nsup-period": null }] },
    });
    let draft = Draft {
        spec,
        labels: Some(json!({ "team": "a" })),
        ..Draft::default()
    };
    let outcome = writer.create(&place("two"), &draft, REAL).await.unwrap();
    assert!(outcome.applied);
    let [request] = &server.writes()[..] else {
        panic!("one request")
    };
    let expected = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": { "name": "two", "namespace": "aero", "labels": { "team": "a" } },
        "spec": {
            "templateRef": { "name": "small" },
            "aerospikeConfig": { "namespaces": [{ "name": "test" }] },
        },
    });
    assert_eq!(request.body, expected);
}

#[tokio::test]
async fn a_try_tells_all_that_is_wrong_with_a_new_cluster() {
    let (writer, server) = setup(&json!({}));
    server.react(
        "POST",
        webhook_refusal("validation failed: storage.volumes[0] \"d\": exactly one"),
    );
    let draft = Draft {
        spec: json!({ "size": 1 }),
        ..Draft::default()
    };
    let outcome = writer.create(&place("two"), &draft, TRY).await.unwrap();
    let fields: Vec<_> = outcome
        .refusals
        .iter()
        .map(|refused| refused.field.as_deref())
        .collect();
    assert_eq!(
        fields,
        [Some("spec.image"), Some("spec.storage.volumes[0]")]
    );
    assert_eq!(server.object(&at("two")), None);
}

#[tokio::test]
async fn a_quota_that_forbids_is_told_whole() {
    let (writer, server) = setup(&json!({}));
    let (code, status) = failure(403, "Forbidden", "exceeded quota: small");
    server.react("POST", Reaction::Answer(code, status));
    let draft = Draft {
        spec: json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" }),
        ..Draft::default()
    };
    let outcome = writer.create(&place("two"), &draft, TRY).await.unwrap();
    assert!(outcome.refusals[0].message.contains("exceeded quota"));
    assert_eq!(outcome.refusals[0].field, None);
}

#[tokio::test]
async fn a_cluster_is_made_once() {
    let (writer, _) = setup(&json!({}));
    let draft = Draft {
        spec: json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" }),
        ..Draft::default()
    };
    let refused = writer
        .create(&place("one"), &draft, REAL)
        .await
        .unwrap_err();
    assert_eq!(told(refused).0, ErrorCode::AlreadyExists);
}

#[tokio::test]
async fn a_text_of_another_server_is_taken_in() {
    let (writer, server) = setup(&json!({}));
    let yaml = "apiVersion: acko.io/v1alpha1\nkind: AerospikeCluster\nmetadata:\n  name: far\n  namespace: there\n  uid: u\n  resourceVersion: '7'\n  finalizers: [acko.io/storage-finalizer]\nspec: {size: 1, image: 'aerospike:ce-8.1.1.1', newer: {field: 1}}\nstatus: {phase: Completed}\n";
    let import = |yaml: &str| Import {
        context: None,
        namespace: Some("aero".to_owned()),
        name: None,
        yaml: yaml.to_owned(),
    };
    writer.import(&import(yaml), REAL).await.unwrap();
    let body = &server.writes()[0].body;
    assert_eq!(
        body["metadata"],
        json!({ "name": "far", "namespace": "aero" })
    );
    assert_eq!(body["spec"]["newer"], json!({ "field": 1 }));
    assert_eq!(body.get("status"), None);

    let bomb = format!(
        "a: &a [{}]\nb: &b [{}]\nc: [{}]\n",
        ["x"; 100].join(","),
        ["*a"; 100].join(","),
        ["*b"; 100].join(",")
    );
    for bad in ["kind: Secret\n", "- 1\n", "", "a: 1\n---\na: 2\n", &bomb] {
        let refused = writer.import(&import(bad), REAL).await.unwrap_err();
        let (code, details) = told(refused);
        assert_eq!(
            (code, &details["field"]),
            (ErrorCode::BadUserInput, &json!("input.yaml")),
            "{bad:.40}"
        );
    }
}

#[tokio::test]
async fn a_copy_shares_nothing_with_its_source() {
    let mesh =
        json!({ "heartbeat": { "mode": "mesh", "mesh-seed-address-port": ["one-0-0:3002"] } });
    let source = json!({
        "metadata": {
            "labels": { "argocd.argoproj.io/instance": "apps" },
            "annotations": { "acko.io/force-reconcile": "1", "note": "kept" },
        },
        "spec": {
            "size": null, "paused": true, "operations": [{ "kind": "WarmRestart", "id": "a" }],
            "templateRef": { "name": "small" }, "overrides": { "image": "aerospike:ce-8.1.2.0" }, "image": null,
            "aerospikeConfig": { "network": mesh },
            "rackConfig": { "racks": [{ "id": 1, "aerospikeConfig": { "service": { "cluster-name": "one" } } }] },
        },
        "status": {
            "templateSnapshot": {
                "name": "small", "synced": true,
                "spec": {
                    "size": 2, "image": "aerospike:ce-8.1.1.1", "scheduling": { "podAntiAffinityLevel": "none" },
                    "resources": { "limits": { "cpu": "1" } },
                    "aerospikeConfig": { "service": { "proto-fd-max": 1000 }, "namespaceDefaults": { "nsup-period": 9 } },
                },
            },
        },
    });
    let (writer, server) = setup(&source);
    let copy = |keep_template| Cloning {
        namespace: None,
        name: "two".to_owned(),
        keep_template,
    };
    let outcome = writer
        .clone_cluster(&place("one"), &copy(false), REAL)
        .await
        .unwrap();
    let body = server.writes()[0].body.clone();
    assert_eq!(
        body["metadata"]["labels"],
        json!({ "team": "a", "tier": "data" })
    );
    assert_eq!(body["metadata"]["annotations"], json!({ "note": "kept" }));
    let expected = json!({
        "size": 2, "image": "aerospike:ce-8.1.2.0", "unknownField": { "kept": true },
        "podSpec": { "aerospikeContainer": { "resources": { "limits": { "cpu": "1" } } } },
        "aerospikeConfig": {
            "service": { "cluster-name": "two", "proto-fd-max": 1000 },
            "network": { "heartbeat": { "mode": "mesh" } },
            "namespaces": [{ "name": "test", "nsup-period": 9 }],
        },
        "rackConfig": { "racks": [{ "id": 1, "aerospikeConfig": { "service": {} } }] },
    });
    assert_eq!(body["spec"], expected);
    let warned: Vec<_> = outcome
        .warnings
        .iter()
        .filter_map(|warning| warning.field.as_deref())
        .collect();
    assert_eq!(warned, ["spec.templateRef.scheduling"]);

    let another = Cloning {
        name: "three".to_owned(),
        ..copy(true)
    };
    let kept = writer
        .clone_cluster(&place("one"), &another, TRY)
        .await
        .unwrap();
    let kept = kept.cluster.unwrap().json();
    assert_eq!(kept["spec"]["templateRef"], json!({ "name": "small" }));
    assert_eq!(kept["spec"].get("size"), None);
}
