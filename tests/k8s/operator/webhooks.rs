//! Every request of the recording, against the schema and the webhooks.

use std::collections::HashSet;

use kube::{Client, api::PostParams, client::Body, core::Request};
use serde_json::{Value, json};

use super::{expected::table, requests::requests, samples::in_memory, scene::Scene};

const BASE: &str = "/apis/acko.io/v1alpha1";

/// One request.
pub(super) struct Ask {
    pub(super) case: &'static str,
    pub(super) method: &'static str,
    /// Under the API group, with the query.
    pub(super) path: String,
    pub(super) body: Value,
}

#[tokio::test]
async fn every_recorded_request_is_answered_as_it_was() {
    let scene = Scene::new("refuse", "base").await;
    let racks = json!({ "racks": [{ "id": 1 }, { "id": 2 }] });
    let mut base = in_memory(2, 1);
    // Paused, so that what is patched into its status stays.
    base["paused"] = json!(true);
    base["rackConfig"] = racks;
    base["operations"] = json!([{ "kind": "WarmRestart", "id": "op-1", "podList": ["base-1-0"] }]);
    scene.create_cluster(base).await;
    scene
        .until("paused", |state| state["status"]["phase"] == "Paused")
        .await;

    let recorded = table("15-webhook-refusals");
    let mut answered = HashSet::new();
    let mut wrong = Vec::new();
    for ask in requests() {
        let in_progress = ask.case.starts_with("operation ");
        let operation = json!({ "id": "op-1", "kind": "WarmRestart", "phase": "InProgress" });
        let operation = if in_progress { operation } else { Value::Null };
        scene
            .patch_status(json!({ "status": { "operationStatus": operation } }))
            .await;
        let rows = recorded.as_array().unwrap();
        let row = rows.iter().find(|row| row["case"] == ask.case);
        let mut happened = send(&scene.client, &ask).await;
        happened["case"] = json!(ask.case);
        if row != Some(&happened) {
            wrong.push(format!(
                "recorded {}\nhappened {happened}",
                row.unwrap_or(&Value::Null)
            ));
        }
        assert!(answered.insert(ask.case), "{} is asked twice", ask.case);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(answered.len(), recorded.as_array().unwrap().len());
}

/// The facts of an answer.
async fn send(client: &Client, ask: &Ask) -> Value {
    let body = serde_json::to_vec(&ask.body).unwrap();
    let mut request = Request::new(BASE)
        .create(&PostParams::default(), body)
        .unwrap();
    *request.uri_mut() = format!("{BASE}{}", ask.path).parse().unwrap();
    *request.method_mut() = ask.method.parse().unwrap();
    if ask.method == "PATCH" {
        let kind = "application/merge-patch+json".parse().unwrap();
        request.headers_mut().insert("content-type", kind);
    }
    let response = client.send(request.map(Body::from)).await.unwrap();
    let code = response.status().as_u16();
    let warnings: Vec<String> = response
        .headers()
        .get_all("warning")
        .iter()
        .map(|warning| String::from_utf8_lossy(warning.as_bytes()).into_owned())
        .collect();
    let body = response.into_body().collect_bytes().await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    let mut facts = json!({ "code": code });
    if !warnings.is_empty() {
        facts["warnings"] = json!(warnings);
    }
    if code >= 400 {
        for field in ["reason", "message"] {
            if let Some(text) = body.get(field).filter(|text| *text != "") {
                facts[field] = text.clone();
            }
        }
        if let Some(causes) = body["details"]["causes"].as_array() {
            let causes = causes.iter();
            facts["causes"] = causes
                .map(|cause| json!({ "field": cause["field"], "reason": cause["reason"] }))
                .collect();
        }
    }
    facts
}
