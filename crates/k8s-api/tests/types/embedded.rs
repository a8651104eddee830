//! Objects of Kubernetes inside of the custom resources: checked as input, kept as they are.

use acm_k8s_api::{Embedded, types::AerospikeClusterSpec};
use async_graphql::{EmptyMutation, EmptySubscription, InputType, Object, Schema, Value};
use k8s_openapi::api::core::v1::Container;
use serde_json::{Value as Json, json};

#[test]
fn keys_nobody_knows_are_kept() {
    let given = json!({
        "image": "exporter:1", "name": "exporter", "restartPolicyRules": [{"from": "2030"}],
        "resources": {"limits": {"cpu": 2}},
    });
    let container: Embedded<Container> = Embedded::parse(&given).unwrap();
    assert_eq!(container.json(), given);
    assert_eq!(serde_json::to_value(&container).unwrap(), given);
    assert_eq!(
        container.read().unwrap().image.as_deref(),
        Some("exporter:1")
    );
}

#[test]
fn what_the_type_refuses_is_refused_with_the_path_of_the_field() {
    let check = |given: Json, path: Option<&str>| {
        let refused = Embedded::<Container>::parse(&given).unwrap_err();
        assert_eq!(refused.path.as_deref(), path, "{refused}");
    };
    check(json!({"name": 5}), Some("name"));
    check(
        json!({"name": "a", "env": [{"name": "A"}, {"name": "B", "value": 1}]}),
        Some("env[1].value"),
    );
    check(
        json!({"name": "a", "ports": [{"containerPort": "80"}]}),
        Some("ports[0].containerPort"),
    );
    check(json!(["a"]), None);
    check(json!("a"), None);
    check(json!(null), None);
}

#[test]
fn an_input_with_a_misshapen_object_is_refused_with_its_path() {
    let given = json!({"podSpec": {"sidecars": [{"name": "a", "command": "sh"}]}});
    let refused = AerospikeClusterSpec::parse(Some(Value::from_json(given).unwrap()));
    let refused = format!("{:?}", refused.unwrap_err());
    assert!(refused.contains("command: invalid type"), "{refused}");
}

#[test]
fn what_a_cluster_reports_is_not_checked() {
    let spec = json!({"podSpec": {"sidecars": [{"name": 5}], "tolerations": ["any"]}});
    let read: AerospikeClusterSpec = serde_json::from_value(spec.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), spec);
}

struct Query;

#[Object]
impl Query {
    async fn spec(&self, spec: AerospikeClusterSpec) -> AerospikeClusterSpec {
        spec
    }
}

/// The answer as the gateway writes it: embedded objects are text that is ready.
async fn ask(document: &str) -> Json {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let answer = schema.execute(document).await;
    assert_eq!(answer.errors, []);
    let mut text = String::new();
    acm_core::json::append(&answer.data, &mut text);
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn one_type_is_input_and_output() {
    let answer = ask(r#"{
        spec(spec: {
            size: 3, image: null, maxUnavailable: "25%"
            aerospikeConfig: {service: {feature: "any"}, namespaces: [{name: "test"}]}
            podSpec: {
                metadata: {labels: {team: "a"}}
                tolerations: [{key: "aerospike", operator: "Exists", later: 1}]
            }
            storage: {volumes: [{
                name: "data", initMethod: blkdiscard
                source: {persistentVolume: {size: "10Gi", volumeMode: Filesystem}}
            }]}
        }) {
            size image paused maxUnavailable aerospikeConfig
            podSpec { metadata { labels } tolerations hostNetwork }
            storage { volumes { name initMethod wipeMethod source { persistentVolume { size volumeMode } emptyDir } } }
        }
    }"#)
    .await;
    let wanted = json!({"spec": {
        "size": 3, "image": null, "paused": null, "maxUnavailable": "25%",
        "aerospikeConfig": {"service": {"feature": "any"}, "namespaces": [{"name": "test"}]},
        "podSpec": {
            "metadata": {"labels": {"team": "a"}},
            "tolerations": [{"key": "aerospike", "operator": "Exists", "later": 1}],
            "hostNetwork": null,
        },
        "storage": {"volumes": [{
            "name": "data", "initMethod": "blkdiscard", "wipeMethod": null,
            "source": {"persistentVolume": {"size": "10Gi", "volumeMode": "Filesystem"}, "emptyDir": null},
        }]},
    }});
    assert_eq!(answer, wanted);
}
