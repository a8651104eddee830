//! Templates read and changed through the module's own schema, over an API server in memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use acm_core::{ApiError, Caller, Clock, CursorKey, Module, Rights, Tasks};
use acm_k8s_api::testing::Server;
use acm_k8s_templates::{
    Config, K8sTemplates, K8sTemplatesMutation, K8sTemplatesQuery, K8sTemplatesSubscription, Ports,
};
use async_graphql::{Request, Schema, Variables};
use serde_json::{Value, json};

const TEMPLATE: &str = "/apis/acko.io/v1alpha1/aerospikeclustertemplates/small";
const CLUSTERS: &str = "/apis/acko.io/v1alpha1/namespaces/aero/aerospikeclusters";

struct Bench {
    server: Server,
    schema: Schema<K8sTemplatesQuery, K8sTemplatesMutation, K8sTemplatesSubscription>,
}

impl Bench {
    async fn new() -> Self {
        let server = Server::new();
        let (tasks, clock) = (Tasks::default(), Clock::fixed(0));
        let ports = Ports {
            kubernetes: server.kubernetes(tasks, clock.clone()),
            cursors: CursorKey::new([7; 32]),
            clock,
        };
        let module = K8sTemplates::init(Config::default(), ports).await.unwrap();
        let schema = Schema::build(
            K8sTemplatesQuery,
            K8sTemplatesMutation,
            K8sTemplatesSubscription::default(),
        );
        let schema = module.provide(schema).finish();
        Self { server, schema }
    }

    /// One with the template `small` and the cluster `one` made from it.
    async fn filled() -> Self {
        let bench = Self::new().await;
        bench.template(json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" }));
        bench.cluster(
            "one",
            json!({}),
            json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" }),
        );
        bench
    }

    fn template(&self, spec: Value) {
        let object = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeClusterTemplate",
            "metadata": { "name": "small", "labels": { "tier": "dev" } },
            "spec": spec, "status": { "usedBy": ["aero/one"] },
        });
        self.server.put(TEMPLATE, object);
    }

    fn cluster(&self, name: &str, more: Value, copied: Value) {
        let mut spec = json!({ "templateRef": { "name": "small" } });
        acm_k8s_api::merge::apply(&mut spec, &more);
        let object = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": { "name": name, "namespace": "aero" }, "spec": spec,
            "status": {
                "phase": "Completed",
                "templateSnapshot": { "name": "small", "resourceVersion": "1", "synced": true, "spec": copied },
            },
        });
        self.server.put(&format!("{CLUSTERS}/{name}"), object);
    }

    async fn run(&self, text: &str, variables: Value) -> Value {
        let request = Request::new(text)
            .variables(Variables::from_json(variables))
            .data(Caller::new("tester", Rights::all()));
        let response = self.schema.execute(request).await;
        if let Some(error) = response.errors.first() {
            let told = error.source::<ApiError>();
            let code = told.map(|error| error.code().as_str());
            let details = told.and_then(|error| error.details().cloned());
            return json!({ "code": code, "details": details, "message": error.message });
        }
        let mut data = String::new();
        acm_core::json::append(&response.data, &mut data);
        serde_json::from_str(&data).unwrap()
    }

    /// A mutation of the template `small`: what it yields, or its code and details.
    async fn change(&self, verb: &str, mut input: Value, selection: &str) -> Value {
        input["name"] = json!("small");
        let kind = format!("{}{}K8sTemplateInput", verb[..1].to_uppercase(), &verb[1..]);
        let field = format!("{verb}K8sTemplate");
        let text =
            format!("mutation($input: {kind}!) {{ {field}(input: $input) {{ {selection} }} }}");
        let mut answer = self.run(&text, json!({ "input": input })).await;
        match answer.get(&field) {
            Some(_) => answer[&field].take(),
            None => answer,
        }
    }
}

#[tokio::test]
async fn templates_are_listed_by_label_and_text_without_any_namespace() {
    let bench = Bench::filled().await;
    let list = async |filter: &str| {
        let text = format!(
            "{{ k8sTemplates(filter: {filter}) {{ totalCount nodes {{ name labels spec {{ image size }} }} }} }}"
        );
        bench.run(&text, json!({})).await["k8sTemplates"].take()
    };
    let expected = json!({
        "totalCount": 1,
        "nodes": [{
            "name": "small", "labels": { "tier": "dev" },
            "spec": { "image": "aerospike:ce-8.1.1.1", "size": 1 },
        }],
    });
    assert_eq!(list("{}").await, expected);
    assert_eq!(
        list(r#"{ labelSelector: "tier=dev", text: "SMA" }"#).await,
        expected
    );
    assert_eq!(
        list(r#"{ labelSelector: "tier!=dev" }"#).await["totalCount"],
        0
    );
    assert_eq!(list(r#"{ text: "other" }"#).await["totalCount"], 0);
}

#[tokio::test]
async fn a_template_tells_its_clusters_and_where_the_operator_differs() {
    let bench = Bench::filled().await;
    bench.cluster("two", json!({}), json!({ "size": 3 }));
    let text = r#"{ k8sTemplate(name: "small") { yaml usedBy {
        totalCount statusAgrees clusters { name refers stated inSync diff { path before after } }
    } } }"#;
    let shown = bench.run(text, json!({})).await["k8sTemplate"].take();
    let yaml = shown["yaml"].as_str().unwrap();
    assert!(
        yaml.contains("size: 1") && !yaml.contains("usedBy"),
        "{yaml}"
    );
    assert_eq!(
        shown["usedBy"],
        json!({
            "totalCount": 2, "statusAgrees": false,
            "clusters": [
                { "name": "one", "refers": true, "stated": true, "inSync": true, "diff": [] },
                { "name": "two", "refers": true, "stated": false, "inSync": false, "diff": [
                    { "path": "spec.image", "before": null, "after": "aerospike:ce-8.1.1.1" },
                    { "path": "spec.size", "before": 3, "after": 1 },
                ] },
            ],
        })
    );
}

#[tokio::test]
async fn a_new_template_holds_what_was_given_and_settings_at_their_places() {
    let bench = Bench::new().await;
    let input = json!({
        "spec": { "size": 2, "storage": { "storageClassName": "fast" }, "monitoring": null },
        "settings": {
            "serviceConfig": { "protoFdMax": 1024, "extraParams": { "batch-index-threads": 4 } },
            "networkConfig": { "heartbeatMode": "mesh", "heartbeatInterval": 150, "heartbeatTimeout": 10 },
            "storageSize": "5Gi",
        },
        "labels": { "tier": "dev" },
    });
    let made = bench
        .change("create", input, "applied template { name }")
        .await;
    assert_eq!(
        made,
        json!({ "applied": true, "template": { "name": "small" } })
    );
    let object = bench.server.object(TEMPLATE).unwrap();
    assert_eq!(
        object["spec"],
        json!({
            "size": 2,
            "storage": { "storageClassName": "fast", "resources": { "requests": { "storage": "5Gi" } } },
            "aerospikeConfig": {
                "service": { "proto-fd-max": 1024, "batch-index-threads": 4 },
                "network": { "heartbeat": { "mode": "mesh", "interval": 150, "timeout": 10 } },
            },
        })
    );
}

#[tokio::test]
async fn what_a_template_cannot_hold_is_unsupported_and_never_dropped() {
    let bench = Bench::new().await;
    for (input, field) in [
        (
            json!({ "settings": { "serviceConfig": { "featureKeyFile": "/f" } } }),
            "input.settings.serviceConfig.featureKeyFile",
        ),
        (
            json!({ "settings": { "networkConfig": { "heartbeatPort": 3002 } } }),
            "input.settings.networkConfig.heartbeatPort",
        ),
        (
            json!({ "settings": { "localStorageClasses": ["local"] } }),
            "input.settings.localStorageClasses",
        ),
        (
            json!({ "settings": { "deleteLocalStorageOnRestart": true } }),
            "input.settings.deleteLocalStorageOnRestart",
        ),
        (
            json!({ "settings": { "networkConfig": { "heartbeatMode": "multicast" } } }),
            "spec.aerospikeConfig.network.heartbeat.mode",
        ),
        (
            json!({ "spec": { "aerospikeConfig": { "service": { "feature-key-file": "/f" } } } }),
            "spec.aerospikeConfig.service.feature-key-file",
        ),
    ] {
        for dry_run in [true, false] {
            let mut input = input.clone();
            input["dryRun"] = json!(dry_run);
            let told = bench.change("create", input, "applied").await;
            assert_eq!(told["code"], "UNSUPPORTED", "{told:#}");
            assert_eq!(told["details"]["field"], field);
        }
    }
    assert_eq!(bench.server.writes(), []);
}

#[tokio::test]
async fn a_change_removes_by_null_keeps_what_is_absent_and_heeds_the_version() {
    let bench = Bench::filled().await;
    let version = bench.server.object(TEMPLATE).unwrap()["metadata"]["resourceVersion"].take();
    let input = json!({ "spec": { "size": 2, "image": null }, "expectedResourceVersion": version });
    let changed = bench
        .change("update", input.clone(), "applied changes { path }")
        .await;
    assert_eq!(
        changed,
        json!({ "applied": true, "changes": [{ "path": "spec.image" }, { "path": "spec.size" }] })
    );
    assert_eq!(
        bench.server.object(TEMPLATE).unwrap()["spec"],
        json!({ "size": 2 })
    );
    let again = bench.change(
        "update",
        json!({ "spec": { "size": 3 }, "expectedResourceVersion": version }),
        "applied",
    );
    let again = again.await;
    assert_eq!(again["code"], "CONFLICT", "{again:#}");
    assert_eq!(again["details"]["current"]["spec"]["size"], 2);
    let bad = bench
        .change("update", json!({ "spec": { "size": 9 } }), "applied")
        .await;
    assert_eq!(
        (&bad["code"], &bad["details"]["field"]),
        (&json!("BAD_USER_INPUT"), &json!("spec.size"))
    );
    let bad = bench
        .change(
            "update",
            json!({ "settings": { "storageSize": "banana" } }),
            "applied",
        )
        .await;
    assert_eq!(bad["code"], "BAD_USER_INPUT", "{bad:#}");
}

#[tokio::test]
async fn a_dry_run_of_a_change_tells_what_a_resync_would_change_in_each_cluster() {
    let bench = Bench::filled().await;
    bench.cluster(
        "own",
        json!({ "size": 5 }),
        json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" }),
    );
    let selection =
        "applied template { usedBy { clusters { name impact { path before after } } } }";
    let told = bench
        .change(
            "update",
            json!({ "spec": { "size": 2 }, "dryRun": true }),
            selection,
        )
        .await;
    assert_eq!(told["applied"], false);
    assert_eq!(
        told["template"]["usedBy"]["clusters"],
        json!([
            { "name": "one", "impact": [{ "path": "spec.size", "before": 1, "after": 2 }] },
            { "name": "own", "impact": [] },
        ])
    );
    assert_eq!(bench.server.object(TEMPLATE).unwrap()["spec"]["size"], 1);
}

#[tokio::test]
async fn a_template_in_use_is_not_deleted_and_its_clusters_are_named() {
    let bench = Bench::filled().await;
    let told = bench
        .change("delete", json!({ "dryRun": true }), "applied usedBy")
        .await;
    assert_eq!(told, json!({ "applied": false, "usedBy": ["aero/one"] }));
    let told = bench
        .change("delete", json!({ "confirmName": "small" }), "applied")
        .await;
    assert_eq!(told["code"], "CONFLICT", "{told:#}");
    assert_eq!(told["details"]["cause"], "TEMPLATE_IN_USE");
    assert_eq!(told["details"]["clusters"], json!(["aero/one"]));
    bench.cluster("one", json!({ "templateRef": null }), json!({}));
    let told = bench
        .change("delete", json!({ "confirmName": "smal" }), "applied")
        .await;
    assert_eq!(told["details"]["field"], "input.confirmName");
    let told = bench
        .change("delete", json!({ "confirmName": "small" }), "applied")
        .await;
    assert_eq!(told, json!({ "applied": true }));
    assert_eq!(bench.server.object(TEMPLATE), None);
}

#[tokio::test]
async fn a_resync_asks_for_each_cluster_that_is_behind_and_tells_of_those_it_cannot() {
    let bench = Bench::filled().await;
    bench.cluster("behind", json!({}), json!({ "size": 4 }));
    bench.cluster("paused", json!({ "paused": true }), json!({ "size": 4 }));
    let selection = "clusters { name applied problem { code } }";
    let told = bench.change("resync", json!({}), selection).await;
    assert_eq!(
        told["clusters"],
        json!([
            { "name": "behind", "applied": true, "problem": null },
            { "name": "paused", "applied": false, "problem": { "code": "CONFLICT" } },
        ])
    );
    let asked = |name: &str| {
        let cluster = bench.server.object(&format!("{CLUSTERS}/{name}")).unwrap();
        cluster["metadata"]["annotations"]["acko.io/resync-template"].clone()
    };
    assert_eq!(
        (asked("behind"), asked("paused"), asked("one")),
        (json!("true"), Value::Null, Value::Null)
    );
    let input = json!({ "clusters": [{ "namespace": "aero", "name": "missing" }] });
    let told = bench.change("resync", input, selection).await;
    assert_eq!(told["clusters"][0]["problem"]["code"], "NOT_FOUND");
}
