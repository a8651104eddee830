//! What was recorded of the operator, told before it happens.

use acm_graph::ParameterPort;
use serde_json::{Value, json};

use super::{Effect, Obstacle, Plan};
use crate::{AerospikeCluster, autoscaler::Autoscaler, merge};

struct OneParameter;

impl ParameterPort for OneParameter {
    fn is_dynamic(&self, section: &str, parameter: &str) -> Option<bool> {
        match (section, parameter) {
            ("service", "proto-fd-max") | ("namespaces", "nsup-period") => Some(true),
            ("service", "service-threads") => Some(false),
            _ => None,
        }
    }
}

fn cluster(patch: &Value) -> AerospikeCluster {
    let mut object = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": { "name": "c", "namespace": "n" },
        "spec": {
            "size": 3, "image": "aerospike:ce-8.1.1.1",
            "aerospikeConfig": {
                "service": { "proto-fd-max": 15000 },
                "namespaces": [{ "name": "a", "nsup-period": 1 }, { "name": "b" }],
            },
            "rackConfig": { "racks": [{ "id": 1 }, { "id": 2 }] },
        },
        "status": { "pods": { "c-1-0": {}, "c-1-1": {}, "c-2-0": {} } },
    });
    merge::apply(&mut object, patch);
    AerospikeCluster::from_json(&object).unwrap()
}

fn plan_from(current: &Value, change: &Value) -> Plan {
    let mut changed = current.clone();
    merge::apply(&mut changed, change);
    Plan::of(&cluster(current), &cluster(&changed), None, &OneParameter)
}

fn effects(current: Value, change: Value) -> Vec<Effect> {
    let plan = plan_from(&json!({ "spec": current }), &json!({ "spec": change }));
    plan.steps.into_iter().map(|step| step.effect).collect()
}

fn service(parameter: &str, value: i64) -> Value {
    json!({ "aerospikeConfig": { "service": { parameter: value } } })
}

#[test]
fn a_change_of_configuration_restarts_the_servers_in_their_pods() {
    assert_eq!(
        effects(json!({}), service("proto-fd-max", 20_000)),
        [Effect::WarmRestart]
    );
}

#[test]
fn a_dynamic_parameter_changes_in_running_nodes_when_that_is_on() {
    let on = || json!({ "enableDynamicConfigUpdate": true });
    assert_eq!(
        effects(on(), service("proto-fd-max", 20_000)),
        [Effect::DynamicConfiguration]
    );
    let namespaces = json!({ "aerospikeConfig": { "namespaces": [{ "name": "b" }, { "name": "a", "nsup-period": 2 }] } });
    assert_eq!(effects(on(), namespaces), [Effect::DynamicConfiguration]);
    let both =
        json!({ "aerospikeConfig": { "service": { "proto-fd-max": 1, "service-threads": 8 } } });
    assert_eq!(effects(on(), both), [Effect::WarmRestart]);
    assert_eq!(
        effects(on(), service("nobody-knows", 8)),
        [Effect::WarmRestart]
    );
}

#[test]
fn an_image_alone_restarts_nothing() {
    let change = json!({ "spec": { "image": "aerospike:ce-8.1.2.0" } });
    let plan = plan_from(&json!({}), &change);
    assert_eq!(plan.steps[0].effect, Effect::NotUntilRestart);
    assert_eq!(plan.outdated, ["c-1-0", "c-1-1", "c-2-0"]);
    assert_eq!(plan.restarts, [""; 0]);
}

#[test]
fn an_image_with_a_configuration_replaces_each_pod() {
    let mut change = service("proto-fd-max", 16_000);
    change["image"] = json!("aerospike:ce-8.1.2.0");
    let plan = plan_from(&json!({}), &json!({ "spec": change }));
    assert_eq!(plan.steps.len(), 1);
    assert_eq!(plan.steps[0].effect, Effect::RollingRestart);
    assert_eq!(
        plan.steps[0].fields,
        ["spec.aerospikeConfig.service.proto-fd-max", "spec.image"]
    );
    assert_eq!(plan.restarts.len(), 3);
    assert_eq!(plan.outdated, [""; 0]);
}

#[test]
fn what_pods_are_made_of_waits_for_a_restart() {
    for change in [
        json!({ "podSpec": { "aerospikeContainer": { "resources": { "limits": { "cpu": "1" } } } } }),
        json!({ "monitoring": { "enabled": true } }),
        json!({ "k8sNodeBlockList": ["node-1"] }),
        json!({ "bandwidthConfig": { "ingress": "1G" } }),
        json!({ "rackConfig": { "racks": [{ "id": 1, "zone": "a" }, { "id": 2 }] } }),
    ] {
        assert_eq!(
            effects(json!({}), change.clone()),
            [Effect::NotUntilRestart],
            "{change}"
        );
    }
}

#[test]
fn what_stands_beside_the_pods_restarts_nothing() {
    for change in [
        json!({ "disablePDB": true }),
        json!({ "headlessService": { "metadata": { "labels": { "a": "b" } } } }),
        json!({ "monitoring": { "serviceMonitor": { "enabled": true } } }),
    ] {
        assert_eq!(
            effects(json!({ "monitoring": {} }), change.clone()),
            [Effect::Objects],
            "{change}"
        );
    }
    assert_eq!(
        effects(json!({}), json!({ "rollingUpdateBatchSize": 2 })),
        [Effect::Settings]
    );
    assert_eq!(
        effects(json!({}), json!({ "nobodyKnows": 2 })),
        [Effect::Unknown]
    );
}

#[test]
fn a_rack_that_goes_takes_its_pods_at_once() {
    let racks = |racks: Value| json!({ "spec": { "rackConfig": { "racks": racks } } });
    let gone = plan_from(&json!({}), &racks(json!([{ "id": 1 }])));
    assert!(gone.has(Effect::Racks));
    assert_eq!(gone.obstacles, [Obstacle::RackGoesAtOnce]);
    let added = plan_from(
        &json!({}),
        &racks(json!([{ "id": 1 }, { "id": 2 }, { "id": 3 }])),
    );
    assert!(added.has(Effect::Racks));
    assert_eq!(added.obstacles, []);
}

#[test]
fn a_size_is_set_back_by_an_autoscaler() {
    let autoscaler = Autoscaler {
        name: "scaled".to_owned(),
        min: 2,
        max: 4,
    };
    let resized = |size: i32| {
        let proposed = cluster(&json!({ "spec": { "size": size } }));
        let plan = Plan::of(
            &cluster(&json!({})),
            &proposed,
            Some(&autoscaler),
            &OneParameter,
        );
        (plan.steps[0].effect, plan.obstacles)
    };
    let obstacle = |sets| {
        vec![Obstacle::Autoscaler {
            name: "scaled".to_owned(),
            sets,
        }]
    };
    assert_eq!(resized(5), (Effect::ScaleUp, obstacle(Some(4))));
    assert_eq!(resized(1), (Effect::ScaleDown, obstacle(Some(2))));
    assert_eq!(resized(2), (Effect::ScaleDown, obstacle(None)));
}

#[test]
fn what_stands_in_the_way_is_told() {
    let resize = json!({ "spec": { "size": 1 } });
    let told = |current: Value| plan_from(&current, &resize).obstacles;
    assert_eq!(
        told(json!({ "spec": { "paused": true } })),
        [Obstacle::Paused]
    );
    assert_eq!(
        told(json!({ "status": { "failedReconcileCount": 10 } })),
        [Obstacle::BreakerOpen]
    );
    let migration = json!({ "inProgress": true, "remainingPartitions": 5, "lastChecked": "2026-01-01T00:00:00Z" });
    assert_eq!(
        told(json!({ "status": { "migrationStatus": migration } })),
        [Obstacle::Migrating]
    );
    let operation = json!({ "id": "a", "kind": "WarmRestart", "phase": "InProgress" });
    assert_eq!(
        told(json!({ "status": { "operationStatus": operation } })),
        [Obstacle::OperationRuns]
    );
    let unchanged = plan_from(&json!({ "spec": { "paused": true } }), &json!({}));
    assert_eq!(unchanged, Plan::default());
}
