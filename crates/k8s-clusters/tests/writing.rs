//! Clusters changed through the module's own schema, over an API server in memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;

use acm_core::{ApiError, Caller, Clock, CursorKey, Module, Right, Rights, Tasks};
use acm_graph::ParameterPort;
use acm_k8s_api::testing::Server;
use acm_k8s_clusters::{
    Config, K8sClusters, K8sClustersMutation, K8sClustersSubscription, K8sQuery, Ports,
};
use async_graphql::{Request, Schema, Variables};
use serde_json::{Value, json};

const PATH: &str = "/apis/acko.io/v1alpha1/namespaces/aero/aerospikeclusters/one";

struct Unknown;

impl ParameterPort for Unknown {
    fn is_dynamic(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

struct Bench {
    server: Server,
    schema: Schema<K8sQuery, K8sClustersMutation, K8sClustersSubscription>,
}

impl Bench {
    async fn new() -> Self {
        let server = Server::new();
        let (tasks, clock) = (Tasks::default(), Clock::fixed(0));
        let ports = Ports {
            kubernetes: server.kubernetes(tasks.clone(), clock.clone()),
            cursors: CursorKey::new([7; 32]),
            parameters: Arc::new(Unknown),
            tasks,
            clock,
        };
        let module = K8sClusters::init(Config::default(), ports).await.unwrap();
        let schema = Schema::build(
            K8sQuery::default(),
            K8sClustersMutation,
            K8sClustersSubscription::default(),
        );
        let schema = module.provide(schema).finish();
        Self { server, schema }
    }

    /// A mutation of the cluster `one`: what it yields, or its code and details.
    async fn change(&self, name: &str, kind: &str, input: Value, selection: &str) -> Value {
        self.change_as(Rights::all(), name, kind, input, selection)
            .await
    }

    async fn change_as(
        &self,
        rights: Rights,
        name: &str,
        kind: &str,
        mut input: Value,
        selection: &str,
    ) -> Value {
        input["namespace"] = json!("aero");
        input["name"] = json!("one");
        let text =
            format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}");
        let request = Request::new(text)
            .variables(Variables::from_json(json!({ "input": input })))
            .data(Caller::new("tester", rights));
        let response = self.schema.execute(request).await;
        if let Some(error) = response.errors.first() {
            let told = error.source::<ApiError>();
            let code = told.map(|error| error.code().as_str());
            let details = told.and_then(|error| error.details().cloned());
            return json!({ "code": code, "details": details, "message": error.message });
        }
        let mut data = String::new();
        acm_core::json::append(&response.data, &mut data);
        serde_json::from_str::<Value>(&data).unwrap()[name].take()
    }
}

fn spec() -> Value {
    json!({
        "size": 1, "image": "aerospike:ce-8.1.1.1", "maxUnavailable": "25%",
        "aerospikeConfig": { "namespaces": [{ "name": "test", "replication-factor": 1 }] },
        "storage": {
            "volumes": [{
                "name": "data", "source": { "persistentVolume": { "size": "1Gi", "volumeMode": "Filesystem" } },
                "aerospike": { "path": "/data" },
            }],
        },
        "podSpec": { "sidecars": [{ "name": "a", "image": "b", "volumeMounts": [] }] },
        "monitoring": null,
    })
}

#[tokio::test]
async fn a_typed_input_becomes_the_resource_it_says() {
    let bench = Bench::new().await;
    let input = json!({ "spec": spec(), "labels": { "team": "a" } });
    let made = bench
        .change(
            "createK8sCluster",
            "CreateK8sClusterInput",
            input,
            "applied cluster { name phase } yaml refusals { field }",
        )
        .await;
    assert_eq!(made["applied"], true, "{made:#}");
    assert_eq!(made["cluster"], json!({ "name": "one", "phase": null }));
    assert!(
        made["yaml"]
            .as_str()
            .unwrap()
            .contains("maxUnavailable: 25%")
    );
    let object = bench.server.object(PATH).unwrap();
    let mut expected = spec();
    expected.as_object_mut().unwrap().remove("monitoring");
    assert_eq!(object["spec"], expected);
    assert_eq!(object["metadata"]["labels"], json!({ "team": "a" }));
}

#[tokio::test]
async fn an_absent_field_stays_a_null_one_goes_and_the_plan_says_what_restarts() {
    let bench = Bench::new().await;
    let object = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster", "spec": spec(),
        "status": { "pods": { "one-0-0": {} } },
    });
    bench.server.put(PATH, object);
    let input = json!({
        "spec": { "image": "aerospike:ce-8.1.2.0", "maxUnavailable": null, "podSpec": { "nodeSelector": { "a": "b" } } },
    });
    let selection =
        "applied changes { path before after } plan { steps { effect fields } outdatedPods }";
    let changed = bench
        .change(
            "updateK8sCluster",
            "UpdateK8sClusterInput",
            input,
            selection,
        )
        .await;
    let expected = json!({
        "applied": true,
        "changes": [
            { "path": "spec.image", "before": "aerospike:ce-8.1.1.1", "after": "aerospike:ce-8.1.2.0" },
            { "path": "spec.maxUnavailable", "before": "25%", "after": null },
            { "path": "spec.podSpec.nodeSelector", "before": null, "after": { "a": "b" } },
        ],
        "plan": {
            "steps": [
                { "effect": "OBJECTS", "fields": ["spec.maxUnavailable"] },
                { "effect": "NOT_UNTIL_RESTART", "fields": ["spec.image", "spec.podSpec.nodeSelector"] },
            ],
            "outdatedPods": ["one-0-0"],
        },
    });
    assert_eq!(changed, expected);
    assert_eq!(
        bench.server.object(PATH).unwrap()["spec"]["podSpec"]["sidecars"],
        spec()["podSpec"]["sidecars"]
    );
}

#[tokio::test]
async fn a_dry_run_answers_refusals_that_are_errors_otherwise() {
    let bench = Bench::new().await;
    let wrong = |dry_run: bool| json!({ "spec": { "size": 9 }, "dryRun": dry_run });
    let selection = "applied cluster { name } refusals { field by }";
    let create = |input| {
        bench.change(
            "createK8sCluster",
            "CreateK8sClusterInput",
            input,
            selection,
        )
    };
    let tried = create(wrong(true)).await;
    let refusals = json!([
        { "field": "spec.size", "by": "RULES" },
        { "field": "spec.image", "by": "RULES" },
    ]);
    assert_eq!(
        (&tried["applied"], &tried["refusals"]),
        (&json!(false), &refusals),
        "{tried:#}"
    );
    let refused = create(wrong(false)).await;
    assert_eq!(refused["code"], "BAD_USER_INPUT");
    assert_eq!(refused["details"]["causes"][1]["field"], "spec.image");
    assert_eq!(bench.server.object(PATH), None);
}

#[tokio::test]
async fn nothing_is_changed_without_the_right() {
    let bench = Bench::new().await;
    let rights: Rights = [Right::ReadK8s].into_iter().collect();
    let refused = bench
        .change_as(
            rights,
            "pauseK8sCluster",
            "PauseK8sClusterInput",
            json!({}),
            "applied",
        )
        .await;
    assert_eq!(
        (&refused["code"], &refused["details"]["right"]),
        (&json!("FORBIDDEN"), &json!("k8s:write"))
    );
    assert_eq!(bench.server.writes(), []);
}

#[tokio::test]
async fn a_cluster_is_made_without_a_connection_when_the_caller_may_not_make_one() {
    let bench = Bench::new().await;
    let rights: Rights = [Right::ReadK8s, Right::WriteK8s].into_iter().collect();
    let create = |input| {
        bench.change_as(
            rights,
            "createK8sCluster",
            "CreateK8sClusterInput",
            input,
            "applied warnings { message }",
        )
    };
    let made = create(json!({ "spec": spec() })).await;
    let warning = made["warnings"][0]["message"].as_str().unwrap();
    assert_eq!(made["applied"], true, "{made:#}");
    assert!(warning.contains("connections:write"), "{warning}");
    assert!(bench.server.object(PATH).is_some());
}
