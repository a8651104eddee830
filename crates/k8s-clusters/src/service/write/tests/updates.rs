use acm_core::ErrorCode;
use acm_k8s_api::{
    keepers::Tool,
    plan::Effect,
    refusals::Judge,
    testing::{Reaction, failure, webhook_refusal},
};
use serde_json::{Value, json};

use super::*;
use crate::service::write::{Edit, Update};

fn change(spec: Value) -> Update {
    Update {
        spec: Some(spec),
        ..Update::default()
    }
}

#[tokio::test]
async fn what_is_absent_stays_and_null_removes() {
    let (writer, server) = setup(&json!({}));
    let update = Update {
        labels: Some(json!({ "team": null })),
        ..change(
            json!({ "image": "aerospike:ce-8.1.2.0", "aerospikeConfig": { "service": { "cluster-name": null } } }),
        )
    };
    let outcome = writer.update(&place("one"), &update, REAL).await.unwrap();
    assert!(outcome.applied);
    let object = server.object(&at("one")).unwrap();
    assert_eq!(object["metadata"]["labels"], json!({ "tier": "data" }));
    let config = json!({ "service": {}, "namespaces": [{ "name": "test" }] });
    assert_eq!(object["spec"]["aerospikeConfig"], config);
    assert_eq!(object["spec"]["unknownField"], json!({ "kept": true }));
    assert_eq!(object["spec"]["size"], 3);
    let paths: Vec<&str> = outcome
        .changes
        .iter()
        .map(|change| change.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "metadata.labels.team",
            "spec.aerospikeConfig.service.cluster-name",
            "spec.image"
        ]
    );
}

#[tokio::test]
async fn a_dry_run_tells_everything_and_keeps_nothing() {
    let (writer, server) = setup(&json!({}));
    server.react(
        "PATCH",
        Reaction::Warn("unknown field spec.typo".to_owned()),
    );
    let update = change(json!({ "image": "aerospike:latest", "typo": 1 }));
    let outcome = writer.update(&place("one"), &update, TRY).await.unwrap();
    assert!(!outcome.applied);
    assert_eq!(outcome.plan.steps[0].effect, Effect::NotUntilRestart);
    let warnings: Vec<_> = outcome
        .warnings
        .iter()
        .map(|warning| warning.field.as_deref())
        .collect();
    assert_eq!(warnings, [Some("spec.image"), None]);
    assert!(
        outcome
            .yaml()
            .unwrap()
            .unwrap()
            .contains("aerospike:latest")
    );
    assert_eq!(spec(&server)["image"], "aerospike:ce-8.1.1.1");
    assert!(server.writes()[0].line.contains("dryRun=All"));
}

#[tokio::test]
async fn a_dry_run_gathers_the_refusals_of_all_judges() {
    let (writer, server) = setup(&json!({}));
    let said = "validation failed: spec.image \"x; y\" is bad; monitoring.port 3000 conflicts";
    server.react("PATCH", webhook_refusal(said));
    let update = change(json!({ "size": 9 }));
    let outcome = writer.update(&place("one"), &update, TRY).await.unwrap();
    let refusals: Vec<_> = outcome
        .refusals
        .iter()
        .map(|refused| (refused.by, refused.field.as_deref()))
        .collect();
    let expected = [
        (Judge::Rules, Some("spec.size")),
        (Judge::Webhook, Some("spec.image")),
        (Judge::Webhook, Some("spec.monitoring.port")),
    ];
    assert_eq!(refusals, expected);
    assert!(outcome.cluster.is_none());
}

#[tokio::test]
async fn what_breaks_a_rule_is_not_sent() {
    let (writer, server) = setup(&json!({}));
    let update = change(json!({ "size": 9, "image": "aerospike:ee-8.0.0.1" }));
    let refused = writer
        .update(&place("one"), &update, REAL)
        .await
        .unwrap_err();
    let (code, details) = told(refused);
    assert_eq!(code, ErrorCode::BadUserInput);
    let fields: Vec<&Value> = details["causes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cause| &cause["field"])
        .collect();
    assert_eq!(fields, ["spec.size", "spec.image"]);
    assert_eq!(server.writes(), []);

    let mode = Mode {
        skip_checks: true,
        ..REAL
    };
    writer.update(&place("one"), &update, mode).await.unwrap();
    assert_eq!(spec(&server)["size"], 9);
}

#[tokio::test]
async fn nothing_is_sent_when_nothing_changes() {
    let (writer, server) = setup(&json!({}));
    let outcome = writer
        .update(&place("one"), &change(json!({ "size": 3 })), REAL)
        .await
        .unwrap();
    assert!(!outcome.applied && outcome.changes.is_empty());
    assert_eq!(server.writes(), []);
}

#[tokio::test]
async fn a_change_is_computed_anew_when_somebody_was_faster() {
    let (writer, server) = setup(&json!({}));
    let other = json!({ "spec": { "image": "aerospike:ce-8.1.3.0" } });
    server.react("PATCH", Reaction::ChangeBefore(at("one"), other));
    let outcome = writer
        .update(&place("one"), &change(json!({ "size": 2 })), REAL)
        .await
        .unwrap();
    assert!(outcome.applied);
    assert_eq!(spec(&server)["size"], 2);
    assert_eq!(spec(&server)["image"], "aerospike:ce-8.1.3.0");
    assert_eq!(server.writes().len(), 2);
}

#[tokio::test]
async fn a_change_is_given_up_after_a_few_attempts() {
    let (writer, server) = setup(&json!({}));
    for size in [4, 5, 6, 7] {
        let other = json!({ "spec": { "size": size } });
        server.react("PATCH", Reaction::ChangeBefore(at("one"), other));
    }
    let refused = writer
        .update(&place("one"), &change(json!({ "size": 2 })), REAL)
        .await;
    let (code, details) = told(refused.unwrap_err());
    assert_eq!(code, ErrorCode::Conflict);
    assert_eq!(details["current"]["spec"]["size"], 6);
    assert_eq!(server.writes().len(), 3);
}

#[tokio::test]
async fn a_conflict_tells_what_was_seen_what_is_and_what_is_wanted() {
    let (writer, server) = setup(&json!({}));
    let version = server.object(&at("one")).unwrap()["metadata"]["resourceVersion"].clone();
    let update = Update {
        expected: version.as_str().map(str::to_owned),
        seen: Some(json!({ "spec": { "size": 3 } })),
        ..change(json!({ "size": 5 }))
    };
    let other = json!({ "spec": { "size": 4 } });
    server.react("PATCH", Reaction::ChangeBefore(at("one"), other));
    // Between reading and writing, and before reading: the same answer.
    for _ in 0..2 {
        let refused = writer
            .update(&place("one"), &update, REAL)
            .await
            .unwrap_err();
        let (code, details) = told(refused);
        assert_eq!(code, ErrorCode::Conflict);
        let field = json!({ "path": "spec.size", "seen": 3, "current": 4, "wanted": 5 });
        assert_eq!(details["fields"], json!([field]));
        assert_eq!(details["current"]["spec"]["size"], 4);
        assert_ne!(details["resourceVersion"], version);
    }
    assert_eq!(spec(&server)["size"], 4);
}

#[tokio::test]
async fn what_moves_beside_the_seen_fields_is_no_conflict() {
    let (writer, server) = setup(&json!({}));
    let version = server.object(&at("one")).unwrap()["metadata"]["resourceVersion"].clone();
    let update = Update {
        expected: version.as_str().map(str::to_owned),
        seen: Some(json!({ "spec": { "size": 3 } })),
        ..change(json!({ "size": 5 }))
    };
    // As an operator writes, and somebody who changes another field.
    let other = json!({ "spec": { "paused": true }, "status": { "phase": "ScalingUp" } });
    server.react("PATCH", Reaction::ChangeBefore(at("one"), other));
    let done = writer.update(&place("one"), &update, REAL).await.unwrap();
    assert!(done.applied);
    let spec = spec(&server);
    assert_eq!((&spec["size"], &spec["paused"]), (&json!(5), &json!(true)));

    let unseen = Update {
        expected: version.as_str().map(str::to_owned),
        ..change(json!({ "size": 6 }))
    };
    let refused = writer.update(&place("one"), &unseen, REAL).await;
    assert_eq!(told(refused.unwrap_err()).0, ErrorCode::Conflict);
}

#[tokio::test]
async fn what_was_seen_counts_without_a_version_too() {
    let (writer, server) = setup(&json!({ "spec": { "size": 4 } }));
    let update = Update {
        seen: Some(json!({ "spec": { "size": 3 } })),
        ..change(json!({ "size": 5 }))
    };
    let refused = writer.update(&place("one"), &update, REAL).await;
    assert_eq!(told(refused.unwrap_err()).0, ErrorCode::Conflict);
    assert_eq!(spec(&server)["size"], 4);
    let update = Update {
        seen: Some(json!({ "spec": { "size": 4 } })),
        ..update
    };
    assert!(
        writer
            .update(&place("one"), &update, REAL)
            .await
            .unwrap()
            .applied
    );
}

#[tokio::test]
async fn a_label_that_is_as_it_was_seen_is_changed_whatever_else_moved() {
    let (writer, server) = setup(&json!({ "metadata": { "labels": { "team": "a" } } }));
    let update = Update {
        labels: Some(json!({ "team": "b" })),
        expected: Some("0".to_owned()),
        seen: Some(json!({ "metadata": { "labels": { "team": "a" } } })),
        ..Update::default()
    };
    writer.update(&place("one"), &update, REAL).await.unwrap();
    let labels = |server: &Server| server.object(&at("one")).unwrap()["metadata"]["labels"].clone();
    assert_eq!(labels(&server)["team"], "b");

    let refused = writer.update(&place("one"), &update, REAL).await;
    let (code, details) = told(refused.unwrap_err());
    assert_eq!(code, ErrorCode::Conflict);
    let field =
        json!({ "path": "metadata.labels.team", "seen": "a", "current": "b", "wanted": "b" });
    assert_eq!(details["fields"], json!([field]));
}

#[tokio::test]
async fn a_change_without_an_answer_is_not_tried_again() {
    let (writer, server) = setup(&json!({}));
    let (code, status) = failure(504, "Timeout", "too slow");
    server.react("PATCH", Reaction::Answer(code, status));
    let refused = writer
        .update(&place("one"), &change(json!({ "size": 2 })), REAL)
        .await;
    assert_eq!(told(refused.unwrap_err()).0, ErrorCode::Timeout);
    assert_eq!(server.writes().len(), 1);
}

#[tokio::test]
async fn a_tool_that_keeps_a_field_is_told_of() {
    let fields = json!({ "f:spec": { "f:size": {}, "f:podSpec": { "f:tolerations": {} } } });
    let managed = json!([
        { "manager": "argocd-controller", "operation": "Apply", "fieldsV1": fields },
        { "manager": "manager", "operation": "Update", "fieldsV1": { "f:spec": { "f:image": {} } } },
    ]);
    let flux = json!({ "kustomize.toolkit.fluxcd.io/name": "apps" });
    let (writer, _) = setup(&json!({ "metadata": { "managedFields": managed, "labels": flux } }));
    let update = change(json!({ "size": 2, "image": "aerospike:ce-8.1.2.0" }));
    let outcome = writer.update(&place("one"), &update, TRY).await.unwrap();
    let keepers: Vec<_> = outcome
        .keepers
        .iter()
        .map(|kept| (kept.keeper.tool, kept.fields.clone()))
        .collect();
    assert_eq!(
        keepers,
        [
            (Tool::Flux, vec![]),
            (Tool::ArgoCd, vec!["spec.size".to_owned()])
        ]
    );
}

#[tokio::test]
async fn a_text_makes_the_cluster_what_it_says() {
    let (writer, server) = setup(&json!({ "status": { "phase": "Completed" } }));
    let edit = |yaml: &str| Edit {
        yaml: yaml.to_owned(),
        expected: None,
        seen: None,
    };
    let text = "apiVersion: acko.io/v1alpha1\nkind: AerospikeCluster\nmetadata: {name: one, namespace: aero, labels: {team: a}}\nspec:\n  size: 2\n  image: aerospike:ce-8.1.1.1\n  aerospikeConfig: {service: {cluster-name: one}}\nstatus: {phase: Error}\n";
    writer.edit(&place("one"), &edit(text), REAL).await.unwrap();
    let object = server.object(&at("one")).unwrap();
    assert_eq!(object["metadata"]["labels"], json!({ "team": "a" }));
    assert_eq!(
        object["spec"]["aerospikeConfig"],
        json!({ "service": { "cluster-name": "one" } })
    );
    assert_eq!(object["spec"].get("unknownField"), None);
    assert_eq!(object["status"]["phase"], "Completed");

    let refused = |text: String| {
        let (writer, edit) = (writer.clone(), edit(&text));
        async move { told(writer.edit(&place("one"), &edit, REAL).await.unwrap_err()) }
    };
    let (code, details) = refused(text.replace("name: one, ", "name: two, ")).await;
    assert_eq!(
        (code, &details["field"]),
        (ErrorCode::BadUserInput, &json!("input.yaml"))
    );
    let (code, details) = refused("a: [1".to_owned()).await;
    assert_eq!(
        (code, details["line"].is_u64()),
        (ErrorCode::BadUserInput, true)
    );
    let stale = text.replace("name: one, ", "name: one, resourceVersion: \"1\", ");
    assert_eq!(
        refused(stale.replace("size: 2", "size: 4")).await.0,
        ErrorCode::Conflict
    );
}
