//! Objects of Kubernetes inside of the custom resources: checked as input, kept as they are.

use acm_core::{ApiError, ErrorCode};
use acm_k8s_api::{
    Embedded,
    types::{AerospikeClusterSpec, AerospikeClusterStatus},
};
use async_graphql::{
    EmptyMutation, EmptySubscription, InputType, Object, Schema, ServerError, Value,
};
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
fn a_null_that_takes_something_away_is_kept_whatever_the_type_wants_there() {
    let given = json!({"name": "a", "resources": {"limits": {"cpu": null, "memory": "1Gi"}}});
    let container = Embedded::<Container>::parse(&given).unwrap();
    assert_eq!(container.json(), given);
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

    /// What an operator reports whose definition is newer than ours.
    async fn status(&self) -> AerospikeClusterStatus {
        let status = json!({
            "phase": "ConfigDegraded", "lastReconcileTime": "2026-03-01T11:00:00+01:00",
            "appliedSpec": {"size": {"from": 1, "to": 3}},
            "templateSnapshot": {"name": "small", "synced": true, "spec": {"size": 1, "later": true}},
        });
        serde_json::from_value(status).unwrap()
    }
}

/// The answer as the gateway writes it, in which embedded objects are text that is ready; and what
/// went wrong.
async fn ask(document: &str) -> (Json, Vec<ServerError>) {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let answer = schema.execute(document).await;
    let mut text = String::new();
    acm_core::json::append(&answer.data, &mut text);
    (serde_json::from_str(&text).unwrap(), answer.errors)
}

#[tokio::test]
async fn one_type_is_input_and_output() {
    let (answer, errors) = ask(r#"{
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
    assert_eq!((answer, errors), (wanted, Vec::new()));
}

#[tokio::test]
async fn a_part_that_cannot_be_read_is_null_with_a_coded_error_beside_what_can() {
    let (answer, errors) = ask(
        "{ status { phase lastReconcileTime appliedSpec { size } templateSnapshot { name spec { size image } } } }",
    )
    .await;
    let wanted = json!({"status": {
        "phase": "ConfigDegraded", "lastReconcileTime": "2026-03-01T10:00:00.000Z", "appliedSpec": null,
        "templateSnapshot": {"name": "small", "spec": {"size": 1, "image": null}},
    }});
    assert_eq!(answer, wanted);
    assert_eq!(errors.len(), 1);
    let error = errors[0].source::<ApiError>().unwrap();
    assert_eq!(error.code(), ErrorCode::Unsupported);
    assert_eq!(error.details().unwrap()["field"], json!("appliedSpec.size"));
}
