//! Templates read and changed through the module's own schema, over an API server in memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;

use acm_core::{ApiError, Caller, Clock, CursorKey, Module, Rights, Tasks};
use acm_graph::ParameterPort;
use acm_k8s_api::testing::Server;
use acm_k8s_templates::{
    Config, K8sTemplates, K8sTemplatesMutation, K8sTemplatesQuery, K8sTemplatesSubscription, Ports,
};
use async_graphql::{Request, Schema, Variables};
use serde_json::{Value, json};

const TEMPLATE: &str = "/apis/acko.io/v1alpha1/aerospikeclustertemplates/small";
const CLUSTERS: &str = "/apis/acko.io/v1alpha1/namespaces/aero/aerospikeclusters";

/// Knows one parameter that changes in a running node.
struct ProtoFdMax;

impl ParameterPort for ProtoFdMax {
    fn is_dynamic(&self, _: &str, parameter: &str) -> Option<bool> {
        Some(parameter == "proto-fd-max")
    }
}

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
            parameters: Arc::new(ProtoFdMax),
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
                "phase": "Completed", "pods": { format!("{name}-0-0"): {} },
                "templateSnapshot": { "name": "small", "resourceVersion": "1", "synced": true, "spec": copied },
            },
        });
        self.server.put(&format!("{CLUSTERS}/{name}"), object);
    }

    /// Changes a cluster as another client would.
    fn set(&self, name: &str, patch: &Value) {
        let place = format!("{CLUSTERS}/{name}");
        let mut object = self.server.object(&place).unwrap();
        acm_k8s_api::merge::apply(&mut object, patch);
        self.server.put(&place, object);
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
    assert_eq!(list(r#"{ names: ["small", "big"] }"#).await, expected);
    assert_eq!(list(r#"{ names: ["big"] }"#).await["totalCount"], 0);
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
async fn one_amount_of_many_is_removed_by_null() {
    let bench = Bench::filled().await;
    let both = json!({ "spec": { "resources": { "limits": { "cpu": "2", "memory": "4Gi" } } } });
    bench.change("update", both, "applied").await;
    let less = json!({ "spec": { "resources": { "limits": { "memory": null } } } });
    let changed = bench.change("update", less, "changes { path }").await;
    assert_eq!(
        changed,
        json!({ "changes": [{ "path": "spec.resources.limits.memory" }] })
    );
    assert_eq!(
        bench.server.object(TEMPLATE).unwrap()["spec"]["resources"],
        json!({ "limits": { "cpu": "2" } })
    );
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

const TEXT: &str = "apiVersion: acko.io/v1alpha1\nkind: AerospikeClusterTemplate\nmetadata: {name: small, labels: {tier: dev}}\nspec: {size: 2, image: \"aerospike:ce-8.1.1.1\"}\n";

#[tokio::test]
async fn a_text_makes_a_template_what_it_says_and_keeps_what_others_changed_beside_it() {
    let bench = Bench::filled().await;
    let seen = bench.run(
        r#"{ k8sTemplate(name: "small") { yaml resourceVersion } }"#,
        json!({}),
    );
    let seen = seen.await["k8sTemplate"].take();
    let input = json!({
        "yaml": TEXT, "seenYaml": seen["yaml"], "expectedResourceVersion": seen["resourceVersion"],
    });
    let tried = json!({ "yaml": TEXT, "dryRun": true });
    let tried = bench
        .change("edit", tried, "applied changes { path before after }")
        .await;
    let change = json!([{ "path": "spec.size", "before": 1, "after": 2 }]);
    assert_eq!(tried, json!({ "applied": false, "changes": change }));

    bench.template(json!({ "size": 1, "image": "aerospike:ce-8.1.1.1", "description": "theirs" }));
    let edited = bench
        .change(
            "edit",
            input.clone(),
            "applied changes { path before after }",
        )
        .await;
    assert_eq!(edited, json!({ "applied": true, "changes": change }));
    assert_eq!(
        bench.server.object(TEMPLATE).unwrap()["spec"]["description"],
        "theirs"
    );

    let mut late = input;
    late["yaml"] = json!(TEXT.replace("size: 2", "size: 3"));
    let told = bench.change("edit", late, "applied").await;
    assert_eq!(told["code"], "CONFLICT", "{told:#}");
    let field = json!([{ "path": "spec.size", "seen": 1, "current": 2, "wanted": 3 }]);
    assert_eq!(told["details"]["fields"], field);

    let replaced = bench
        .change("edit", json!({ "yaml": TEXT }), "changes { path }")
        .await;
    assert_eq!(
        replaced,
        json!({ "changes": [{ "path": "spec.description" }] })
    );
    for (input, code, field) in [
        (json!({ "yaml": "a: [1" }), "BAD_USER_INPUT", "input.yaml"),
        (
            json!({ "yaml": TEXT, "seenYaml": "a: [1" }),
            "BAD_USER_INPUT",
            "input.seenYaml",
        ),
        (
            json!({ "yaml": TEXT.replace("small", "other") }),
            "BAD_USER_INPUT",
            "input.yaml",
        ),
        (
            json!({ "yaml": TEXT.replace("size: 2", "size: 9") }),
            "BAD_USER_INPUT",
            "spec.size",
        ),
    ] {
        let told = bench.change("edit", input, "applied").await;
        assert_eq!(
            (&told["code"], &told["details"]["field"]),
            (&json!(code), &json!(field))
        );
    }
}

#[tokio::test]
async fn a_template_is_made_from_its_text_under_the_name_that_is_given() {
    let bench = Bench::new().await;
    let mutation = "mutation($input: ImportK8sTemplateInput!) {
        importK8sTemplate(input: $input) { applied template { name yaml } refusals { field by } } }";
    let import = async |input: Value| bench.run(mutation, json!({ "input": input })).await;
    let exported = TEXT.replace(
        "metadata: {",
        "status: {usedBy: [a/b]}\nmetadata: {uid: u, resourceVersion: \"7\", ",
    );
    let tried = import(json!({ "yaml": exported, "dryRun": true })).await;
    assert_eq!(tried["importK8sTemplate"]["applied"], false, "{tried:#}");
    assert_eq!(bench.server.object(TEMPLATE), None);
    let made = import(json!({ "yaml": exported })).await;
    assert_eq!(
        made["importK8sTemplate"]["template"]["name"], "small",
        "{made:#}"
    );
    let object = bench.server.object(TEMPLATE).unwrap();
    assert_eq!(
        (&object["spec"]["size"], object.get("status")),
        (&json!(2), None)
    );
    let named = import(json!({ "yaml": exported, "name": "other" })).await;
    assert_eq!(named["importK8sTemplate"]["template"]["name"], "other");

    let again = import(json!({ "yaml": exported })).await;
    assert_eq!(again["code"], "ALREADY_EXISTS", "{again:#}");
    let refused =
        json!({ "yaml": exported.replace("size: 2", "size: 9"), "name": "big", "dryRun": true });
    let refused = import(refused).await["importK8sTemplate"].take();
    assert_eq!(
        refused["refusals"][0],
        json!({ "field": "spec.size", "by": "RULES" })
    );
    for yaml in [
        exported.replace("ClusterTemplate", "Cluster"),
        exported.replace("name: small", "n: s"),
    ] {
        let told = import(json!({ "yaml": yaml })).await;
        assert_eq!(told["code"], "BAD_USER_INPUT", "{told:#}");
        assert_eq!(told["details"]["field"], "input.yaml");
    }
}

#[tokio::test]
async fn a_template_tells_which_tool_keeps_it_and_which_changed_fields_the_tool_wrote() {
    let bench = Bench::filled().await;
    let managed = json!([{
        "manager": "argocd-controller", "operation": "Apply", "apiVersion": "acko.io/v1alpha1",
        "fieldsType": "FieldsV1", "fieldsV1": { "f:spec": { "f:size": {} } },
    }]);
    let mut object = bench.server.object(TEMPLATE).unwrap();
    object["metadata"]["managedFields"] = managed;
    bench.server.put(TEMPLATE, object);
    let shown = bench.run(
        r#"{ k8sTemplate(name: "small") { keepers { kind evidence } fieldManagers { name operation } } }"#,
        json!({}),
    );
    let expected = json!({
        "keepers": [{ "kind": "ARGO_CD", "evidence": "metadata.managedFields: argocd-controller" }],
        "fieldManagers": [{ "name": "argocd-controller", "operation": "Apply" }],
    });
    assert_eq!(shown.await["k8sTemplate"], expected);
    let input = json!({ "spec": { "size": 2, "image": null }, "dryRun": true });
    let told = bench
        .change("update", input, "keepers { keeper { kind } fields }")
        .await;
    let kept = json!([{ "keeper": { "kind": "ARGO_CD" }, "fields": ["spec.size"] }]);
    assert_eq!(told, json!({ "keepers": kept }));
}

#[tokio::test]
async fn a_dry_run_tells_of_each_cluster_what_a_resync_leads_to() {
    let bench = Bench::new().await;
    let copied = json!({
        "size": 1, "image": "aerospike:ce-8.1.1.1",
        "aerospikeConfig": { "service": { "proto-fd-max": 1 } },
    });
    bench.template(copied.clone());
    bench.cluster(
        "dynamic",
        json!({ "enableDynamicConfigUpdate": true, "size": 3, "image": "own:1" }),
        copied.clone(),
    );
    bench.cluster(
        "paused",
        json!({ "paused": true, "size": 3, "image": "own:1" }),
        copied.clone(),
    );
    bench.cluster("scaled", json!({}), copied);
    let scaler = json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
        "metadata": { "name": "hpa", "namespace": "aero" },
        "spec": {
            "minReplicas": 1, "maxReplicas": 2,
            "scaleTargetRef": { "kind": "AerospikeCluster", "name": "scaled", "apiVersion": "acko.io/v1alpha1" },
        },
    });
    let place = "/apis/autoscaling/v2/namespaces/aero/horizontalpodautoscalers/hpa";
    bench.server.put(place, scaler);
    let input = json!({
        "spec": { "size": 4, "image": "aerospike:ce-8.1.2.0", "aerospikeConfig": { "service": { "proto-fd-max": 2 } } },
        "dryRun": true,
    });
    let selection = "template { usedBy { clusters {
        name plan { steps { effect fields } obstacles { kind autoscaledSize } restartingPods } } } }";
    let told = bench.change("update", input, selection).await;
    let configuration = "spec.aerospikeConfig.service.proto-fd-max";
    let expected = json!([
        { "name": "dynamic", "plan": {
            "steps": [{ "effect": "DYNAMIC_CONFIGURATION", "fields": [configuration] }],
            "obstacles": [], "restartingPods": [],
        } },
        { "name": "one", "plan": null },
        { "name": "paused", "plan": {
            "steps": [{ "effect": "WARM_RESTART", "fields": [configuration] }],
            "obstacles": [{ "kind": "PAUSED", "autoscaledSize": null }], "restartingPods": ["paused-0-0"],
        } },
        { "name": "scaled", "plan": {
            "steps": [
                { "effect": "ROLLING_RESTART", "fields": [configuration, "spec.image"] },
                { "effect": "SCALE_UP", "fields": ["spec.size"] },
            ],
            "obstacles": [{ "kind": "AUTOSCALER", "autoscaledSize": 2 }], "restartingPods": ["scaled-0-0"],
        } },
    ]);
    assert_eq!(told["template"]["usedBy"]["clusters"], expected, "{told:#}");
}

/// Clusters as they come along: behind, paused, at work, and done.
async fn resyncing() -> Bench {
    let bench = Bench::filled().await;
    let current = json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" });
    bench.cluster("behind", json!({}), json!({ "size": 4 }));
    bench.cluster("paused", json!({ "paused": true }), json!({ "size": 4 }));
    bench.cluster("working", json!({}), current);
    bench.set("paused", &asked());
    // The copy was made after the operator last succeeded.
    let snapshot = json!({ "snapshotTimestamp": "2026-01-02T00:00:00Z" });
    let status =
        json!({ "lastReconcileTime": "2026-01-01T00:00:00Z", "templateSnapshot": snapshot });
    bench.set("working", &json!({ "status": status }));
    bench
}

fn asked() -> Value {
    json!({ "metadata": { "annotations": { "acko.io/resync-template": "true" } } })
}

/// How far the clusters are.
async fn progress(bench: &Bench, of: &str) -> Value {
    let text = format!(
        "{{ k8sTemplate(name: \"small\") {{ usedBy {{ clusters {{ name resync }}
            resync{of} {{ total behind asked held applying done percent }} }} }} }}"
    );
    bench.run(&text, json!({})).await["k8sTemplate"]["usedBy"].take()
}

#[tokio::test]
async fn each_cluster_tells_how_far_its_resync_is() {
    let bench = resyncing().await;
    let told = progress(&bench, "").await;
    let clusters = json!([
        { "name": "behind", "resync": "BEHIND" }, { "name": "one", "resync": "DONE" },
        { "name": "paused", "resync": "HELD" }, { "name": "working", "resync": "APPLYING" },
    ]);
    assert_eq!(told["clusters"], clusters);
    let expected = json!({
        "total": 4, "behind": 1, "asked": 0, "held": 1, "applying": 1, "done": 1, "percent": 25,
    });
    assert_eq!(told["resync"], expected);
}

#[tokio::test]
async fn the_progress_of_a_resync_is_that_of_the_clusters_that_are_named() {
    let bench = resyncing().await;
    bench.set("behind", &asked());
    let status = json!({ "lastReconcileTime": "2026-01-02T00:00:01Z" });
    bench.set("working", &json!({ "status": status }));
    let named = r#"(clusters: [{ namespace: "aero", name: "behind" }, { namespace: "aero", name: "working" }])"#;
    let expected = json!({
        "total": 2, "behind": 0, "asked": 1, "held": 0, "applying": 0, "done": 1, "percent": 50,
    });
    assert_eq!(progress(&bench, named).await["resync"], expected);
}
