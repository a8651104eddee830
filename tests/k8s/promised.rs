//! What users were promised to set on a cluster, each promise with the fields it stands for: written as the
//! schema takes them, kept by a real API server whose definitions and webhooks check them.

use acm_tests::{TestServer, with_setup};
use k8s_openapi::api::core::v1::Namespace;
use kube::{
    Api,
    api::{DynamicObject, ObjectMeta, PostParams},
    core::{ApiResource, GroupVersionKind},
};
use serde_json::{Map, Value, json};

use crate::{
    operator::bed::Bed,
    reach::{mutation, reaching},
};

const NAMESPACE: &str = "promised";
/// What is told of each change.
const SELECTION: &str = "applied refusals { by field message }";
/// The template that promises about templates name.
const TEMPLATE: &str = "promised";

/// Each promise, and the part of a specification that keeps it.
fn promises(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap()
}

/// A cluster the operator leaves alone, of one node, with a namespace in memory.
fn base() -> Value {
    json!({
        "size": 1, "image": "aerospike:ce-8.1.1.1", "paused": true,
        "aerospikeConfig": { "namespaces": [{
            "name": "test", "replication-factor": 1,
            "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
        }] },
    })
}

/// Whether all that was asked for is there, beside what defaults fill in.
fn holds(kept: &Value, asked: &Value) -> bool {
    match (kept, asked) {
        (Value::Object(kept), Value::Object(asked)) => asked
            .iter()
            .all(|(name, asked)| kept.get(name).is_some_and(|kept| holds(kept, asked))),
        (Value::Array(kept), Value::Array(asked)) => {
            kept.len() == asked.len()
                && kept
                    .iter()
                    .zip(asked)
                    .all(|(kept, asked)| holds(kept, asked))
        }
        _ => kept == asked,
    }
}

/// The resources of the API server itself, not as the gateway tells them.
fn resources(kind: &str) -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk("acko.io", "v1alpha1", kind))
}

struct Stage<'a> {
    server: &'a TestServer,
    clusters: Api<DynamicObject>,
}

impl Stage<'_> {
    async fn change(&self, name: &str, input: Value) -> Value {
        let text = mutation(name, SELECTION);
        self.server.data(&text, json!({ "input": input })).await[name].take()
    }

    /// The specification as the API server keeps it.
    async fn kept(&self, name: &str) -> Value {
        self.clusters.get(name).await.unwrap().data["spec"].take()
    }
}

async fn on_stage(suffix: &str, test: impl AsyncFnOnce(&Stage<'_>, &str)) {
    let namespace = format!("{NAMESPACE}-{suffix}");
    let bed = Bed::shared();
    let client = bed.server.client().await;
    let made = Namespace {
        metadata: ObjectMeta {
            name: Some(namespace.clone()),
            ..ObjectMeta::default()
        },
        ..Namespace::default()
    };
    let namespaces: Api<Namespace> = Api::all(client.clone());
    namespaces
        .create(&PostParams::default(), &made)
        .await
        .unwrap();
    with_setup(reaching(bed.server.kubeconfig()), async |server| {
        let stage = Stage {
            server,
            clusters: Api::namespaced_with(client, &namespace, &resources("AerospikeCluster")),
        };
        test(&stage, &namespace).await;
    })
    .await;
}

async fn make_template() {
    let client = Bed::shared().server.client().await;
    let templates: Api<DynamicObject> =
        Api::all_with(client, &resources("AerospikeClusterTemplate"));
    let template = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeClusterTemplate",
        "metadata": { "name": TEMPLATE },
        "spec": { "image": "aerospike:ce-8.1.1.1", "size": 1 },
    });
    let template = serde_json::from_value(template).unwrap();
    templates
        .create(&PostParams::default(), &template)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_new_cluster_has_each_field_that_was_promised() {
    make_template().await;
    on_stage("made", async |stage, namespace| {
        let mut broken = Vec::new();
        for (id, asked) in promises(include_str!("promised/create.json")) {
            let name = id.to_lowercase();
            let mut spec = base();
            acm_k8s_api::merge::apply(&mut spec, &asked);
            let input = json!({ "namespace": namespace, "name": name, "spec": spec });
            let made = stage.change("createK8sCluster", input).await;
            if made["applied"] != true {
                broken.push(format!("{id}: {made}"));
                continue;
            }
            let kept = stage.kept(&name).await;
            if !holds(&kept, &asked) {
                broken.push(format!("{id}: {kept} without {asked}"));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn a_cluster_is_changed_in_each_field_that_was_promised_and_in_no_other() {
    on_stage("changed", async |stage, namespace| {
        let input = json!({ "namespace": namespace, "name": "db", "spec": base() });
        assert_eq!(
            stage.change("createK8sCluster", input).await["applied"],
            true
        );
        let mut broken = Vec::new();
        for (id, asked) in promises(include_str!("promised/edit.json")) {
            let mut expected = stage.kept("db").await;
            let input = json!({ "namespace": namespace, "name": "db", "spec": asked });
            let done = stage.change("updateK8sCluster", input).await;
            let kept = stage.kept("db").await;
            acm_k8s_api::merge::apply(&mut expected, &asked);
            if done["applied"] != true || !holds(&kept, &asked) || !holds(&kept, &expected) {
                broken.push(format!("{id}: {done} {kept} is not {expected}"));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn a_new_template_has_each_field_that_was_promised() {
    let bed = Bed::shared();
    let templates: Api<DynamicObject> = Api::all_with(
        bed.server.client().await,
        &resources("AerospikeClusterTemplate"),
    );
    with_setup(reaching(bed.server.kubeconfig()), async |server| {
        let text = mutation("createK8sTemplate", SELECTION);
        let mut broken = Vec::new();
        for (id, asked) in promises(include_str!("promised/template.json")) {
            let name = format!("promised-{}", id.to_lowercase());
            let input = json!({ "input": { "name": name, "spec": asked } });
            let made = server.data(&text, input).await;
            let kept = templates.get(&name).await.unwrap().data["spec"].take();
            if made["createK8sTemplate"]["applied"] != true || !holds(&kept, &asked) {
                broken.push(format!("{id}: {made} {kept} without {asked}"));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    })
    .await;
}
