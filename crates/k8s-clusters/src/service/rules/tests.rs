//! What the operator's webhooks and the definition answered to requests, as ours answer them.

use acm_k8s_api::{AerospikeCluster, merge};
use serde_json::{Value, json};

use super::{Severity, check};

fn sample() -> Value {
    json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": { "name": "sample", "namespace": "aerospike" },
        "spec": {
            "size": 1,
            "image": "aerospike:ce-8.1.1.1",
            "aerospikeConfig": {
                "service": { "cluster-name": "sample", "proto-fd-max": 15000 },
                "network": { "heartbeat": { "mode": "mesh", "port": 3002 } },
                "namespaces": [{
                    "name": "test", "replication-factor": 1,
                    "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
                }],
            },
        },
    })
}

fn cluster(patch: &Value) -> AerospikeCluster {
    let mut object = sample();
    merge::apply(&mut object, patch);
    AerospikeCluster::from_json(&object).unwrap()
}

fn fields(current: Option<&AerospikeCluster>, patch: &Value, severity: Severity) -> Vec<String> {
    let faults = check(current, &cluster(patch));
    let faults = faults
        .into_iter()
        .filter(|fault| fault.severity == severity);
    faults.map(|fault| fault.field).collect()
}

fn refused(what: &str, spec: &Value, expected: &[&str]) {
    let found = fields(None, &json!({ "spec": spec }), Severity::Refused);
    assert_eq!(found, expected, "{what}");
}

fn warned(what: &str, spec: &Value, expected: &[&str]) {
    let patch = json!({ "spec": spec });
    assert_eq!(fields(None, &patch, Severity::Refused), [""; 0], "{what}");
    assert_eq!(fields(None, &patch, Severity::Warning), expected, "{what}");
}

fn config(part: &Value) -> Value {
    json!({ "aerospikeConfig": part })
}

fn namespace(part: &Value) -> Value {
    let mut namespace = json!({ "name": "test", "replication-factor": 1 });
    merge::apply(&mut namespace, part);
    config(&json!({ "namespaces": [namespace] }))
}

#[test]
fn a_good_cluster_is_not_complained_of() {
    warned("the sample", &json!({}), &[]);
    warned(
        "a digest",
        &json!({ "image": format!("aerospike@sha256:{}", "0".repeat(64)) }),
        &[],
    );
    warned(
        "a template",
        &json!({
            "size": null, "image": null, "templateRef": { "name": "nosuch" }, "overrides": { "size": 2 },
            "aerospikeConfig": { "namespaces": [{ "name": "test" }] },
        }),
        &[],
    );
}

#[test]
fn size_and_image_are_what_the_operator_runs() {
    let image = |image: &str| json!({ "image": image });
    refused(
        "enterprise image",
        &image("aerospike/aerospike-server-enterprise:8.1.1.1"),
        &["spec.image"],
    );
    refused(
        "enterprise tag",
        &image("aerospike:ee-8.1.1.1"),
        &["spec.image"],
    );
    refused("old image", &image("aerospike:ce-7.2.0.1"), &["spec.image"]);
    refused(
        "old image of a registry",
        &image("registry:5000/aerospike:ce-7.2.0.1"),
        &["spec.image"],
    );
    refused("empty image", &json!({ "image": null }), &["spec.image"]);
    warned("image without tag", &image("aerospike"), &["spec.image"]);
    warned("image latest", &image("aerospike:latest"), &["spec.image"]);
    warned(
        "registry with a port",
        &image("registry:5000/aerospike:ce-8.1.1.1"),
        &["spec.image"],
    );
    let factor = "spec.aerospikeConfig.namespaces[0].replication-factor";
    refused(
        "size missing",
        &json!({ "size": null }),
        &["spec.size", factor],
    );
    refused("size 0", &json!({ "size": 0 }), &["spec.size", factor]);
    refused("size 9", &json!({ "size": 9 }), &["spec.size"]);
    refused("size -1", &json!({ "size": -1 }), &["spec.size", factor]);
    refused(
        "size as string",
        &json!({ "size": "three" }),
        &["spec.size"],
    );
    refused(
        "overrides without template",
        &json!({ "overrides": { "size": 2 } }),
        &["spec.overrides"],
    );
    refused(
        "a template, a factor and no size",
        &json!({ "size": null, "templateRef": { "name": "nosuch" } }),
        &[factor],
    );
    warned(
        "maxUnavailable >= size",
        &json!({ "maxUnavailable": 1 }),
        &["spec.maxUnavailable"],
    );
    warned(
        "batch bigger than size",
        &json!({ "rollingUpdateBatchSize": 3 }),
        &["spec.rollingUpdateBatchSize"],
    );
}

#[test]
fn the_configuration_is_one_of_a_community_edition() {
    let of = |part: &str| format!("spec.aerospikeConfig.{part}");
    let check = |what: &str, spec: &Value, part: &str| refused(what, spec, &[&of(part)]);
    let three = json!({ "namespaces": [{ "name": "a" }, { "name": "b" }, { "name": "c" }] });
    check("three namespaces", &config(&three), "namespaces");
    check("xdr", &config(&json!({ "xdr": { "dcs": [] } })), "xdr");
    check("tls", &config(&json!({ "tls": { "name": "x" } })), "tls");
    let heartbeat = json!({ "network": { "heartbeat": { "mode": "multicast" } } });
    check(
        "heartbeat multicast",
        &config(&heartbeat),
        "network.heartbeat.mode",
    );
    check(
        "service section is a string",
        &config(&json!({ "service": "x" })),
        "service",
    );
    let factor = "namespaces[0].replication-factor";
    for (what, factor_given) in [
        ("greater than size", json!(2)),
        ("5", json!(5)),
        ("0", json!(0)),
        ("fraction", json!(1.5)),
    ] {
        check(
            what,
            &namespace(&json!({ "replication-factor": factor_given })),
            factor,
        );
    }
    let strong = namespace(&json!({ "strong-consistency": true }));
    check(
        "strong consistency",
        &strong,
        "namespaces[0].strong-consistency",
    );
    let tomb = namespace(&json!({ "tomb-raider-period": 1 }));
    check("tomb raider", &tomb, "namespaces[0].tomb-raider-period");
    let ldap = config(&json!({ "security": { "ldap": {} } }));
    check("ldap", &ldap, "security.ldap");
    let security = config(&json!({ "security": { "enable-quotas": true } }));
    warned("security", &security, &["spec.aerospikeConfig.security"]);
    let twice = namespace(&json!({ "storage-engine": { "data-in-memory": true } }));
    warned(
        "data-in-memory",
        &twice,
        &["spec.aerospikeConfig.namespaces[0].data-in-memory"],
    );
}

#[test]
fn racks_are_told_apart() {
    let racks = |racks: Value| json!({ "rackConfig": { "racks": racks } });
    refused("no racks", &racks(json!([])), &["spec.rackConfig.racks"]);
    refused(
        "duplicate rack ids",
        &racks(json!([{ "id": 1 }, { "id": 1 }])),
        &["spec.rackConfig.racks[1].id"],
    );
    refused(
        "rack id 0",
        &racks(json!([{ "id": 0 }])),
        &["spec.rackConfig.racks[0].id"],
    );
    refused(
        "duplicate rack labels",
        &racks(json!([{ "id": 1, "rackLabel": "a" }, { "id": 2, "rackLabel": "a" }])),
        &["spec.rackConfig.racks[1].rackLabel"],
    );
    for (name, amount) in [
        ("scaleDownBatchSize", json!("2")),
        ("rollingUpdateBatchSize", json!("0%")),
    ] {
        let spec = json!({ "rackConfig": { "racks": [{ "id": 1 }], name: amount } });
        refused(name, &spec, &[&format!("spec.rackConfig.{name}")]);
    }
    let good = json!({ "rackConfig": { "racks": [{ "id": 1 }], "scaleDownBatchSize": "25%", "maxIgnorablePods": 0 } });
    warned("a percentage", &good, &[]);
}

#[test]
fn users_and_roles_fit_together() {
    let acl = |users: Value, roles: Value| json!({ "aerospikeAccessControl": { "users": users, "roles": roles } });
    let admin =
        json!({ "name": "admin", "roles": ["sys-admin", "user-admin"], "secretName": "admin" });
    let reader =
        |role: &str, secret: &str| json!({ "name": "r", "roles": [role], "secretName": secret });
    let users = "spec.aerospikeAccessControl.users";
    let check = |what: &str, users: Value, roles: Value, expected: &str| {
        refused(what, &acl(users, roles), &[expected]);
    };
    check(
        "ACL without administrator",
        json!([reader("read", "r")]),
        json!([]),
        users,
    );
    check(
        "ACL user without secret",
        json!([admin, reader("read", "")]),
        json!([]),
        &format!("{users}[1].secretName"),
    );
    check(
        "ACL duplicate user",
        json!([admin, admin]),
        json!([]),
        &format!("{users}[1].name"),
    );
    check(
        "ACL undefined role",
        json!([admin, reader("nosuch", "r")]),
        json!([]),
        &format!("{users}[1].roles[0]"),
    );
    check(
        "ACL bad privilege",
        json!([admin]),
        json!([{ "name": "x", "privileges": ["read.test", "fly"] }]),
        "spec.aerospikeAccessControl.roles[0].privileges[1]",
    );
    let own = acl(
        json!([admin, reader("x", "r")]),
        json!([{ "name": "x", "privileges": ["read-write.test"] }]),
    );
    warned(
        "a role of one's own",
        &own,
        &["spec.aerospikeAccessControl"],
    );
}

#[test]
fn a_volume_has_one_source_and_a_place() {
    let volumes = |volumes: Value| json!({ "storage": { "volumes": volumes } });
    let first = |part: &str| format!("spec.storage.volumes[0].{part}");
    let claim = |size: &str| json!({ "persistentVolume": { "size": size } });
    let one = |source: Value| volumes(json!([{ "name": "d", "source": source }]));
    refused(
        "volume without source",
        &one(json!({})),
        &[&first("source")],
    );
    let two = json!({ "emptyDir": {}, "persistentVolume": { "size": "1Gi" } });
    refused("volume with two sources", &one(two), &[&first("source")]);
    for size in ["lots", "-1Gi", "0"] {
        refused(
            "bad volume size",
            &one(claim(size)),
            &[&first("source.persistentVolume.size")],
        );
    }
    let twice = json!({ "name": "d", "source": { "emptyDir": {} } });
    refused(
        "duplicate volume",
        &volumes(json!([twice, twice])),
        &["spec.storage.volumes[1].name"],
    );
    refused(
        "local PVC deletion without classes",
        &json!({ "storage": { "deleteLocalStorageOnRestart": true, "localStorageClasses": [] } }),
        &["spec.storage.deleteLocalStorageOnRestart"],
    );
    let mount = json!({ "path": "data", "subPath": "a", "subPathExpr": "b" });
    refused(
        "where it is mounted",
        &volumes(json!([{ "name": "d", "source": { "emptyDir": {} }, "aerospike": mount }])),
        &[&first("aerospike.path"), &first("aerospike.subPathExpr")],
    );
    let of_rack = json!({ "racks": [{ "id": 1, "storage": { "volumes": [{ "name": "d", "source": {} }] } }] });
    refused(
        "the same of a rack",
        &json!({ "rackConfig": of_rack }),
        &["spec.rackConfig.racks[0].storage.volumes[0].source"],
    );
}

#[test]
fn metrics_have_a_port_and_names_of_their_own() {
    let monitoring = |part: Value| json!({ "monitoring": part });
    let check = |what: &str, part: Value, field: &str| {
        refused(
            what,
            &monitoring(part),
            &[&format!("spec.monitoring.{field}")],
        );
    };
    check(
        "bad metric label key",
        json!({ "metricLabels": { "a=b": "c" } }),
        "metricLabels.a=b",
    );
    check(
        "bad metric label value",
        json!({ "metricLabels": { "env": "a,b" } }),
        "metricLabels.env",
    );
    check("exporter port 3000", json!({ "port": 3000 }), "port");
    check("exporter port 70000", json!({ "port": 70_000 }), "port");
    let rule = json!({ "prometheusRule": { "customRules": [{ "rules": [] }] } });
    check(
        "bad custom rule",
        rule,
        "prometheusRule.customRules[0].name",
    );
    let monitor = json!({ "enabled": false, "serviceMonitor": { "enabled": true } });
    warned(
        "service monitor without monitoring",
        &monitoring(monitor),
        &["spec.monitoring.serviceMonitor.enabled"],
    );
}

#[test]
fn no_more_is_asked_for_than_the_limit_allows_in_amounts_that_are_some() {
    let with = |resources: Value| json!({ "podSpec": { "aerospikeContainer": { "resources": resources } } });
    let field = |rest: &str| format!("spec.podSpec.aerospikeContainer.resources.{rest}");
    let good = json!({
        "requests": { "cpu": "500m", "memory": "1Gi" }, "limits": { "cpu": "0.5", "memory": "1073741824" },
    });
    refused("equal", &with(good), &[]);
    let more = json!({
        "requests": { "cpu": "2", "memory": "1025Mi" }, "limits": { "cpu": "1500m", "memory": "1Gi" },
    });
    let (cpu, memory) = (field("requests.cpu"), field("requests.memory"));
    refused("more", &with(more), &[&cpu, &memory]);
    let wrong = json!({ "requests": { "cpu": "-1" }, "limits": { "memory": "4 gigabytes" } });
    let (cpu, memory) = (field("requests.cpu"), field("limits.memory"));
    refused("no amounts", &with(wrong), &[&cpu, &memory]);
    let exporter = json!({ "monitoring": {
        "enabled": true,
        "resources": { "requests": { "memory": "2E" }, "limits": { "memory": "1e3" } },
    } });
    refused(
        "of the exporter",
        &exporter,
        &["spec.monitoring.resources.requests.memory"],
    );
}

#[test]
fn one_restart_is_asked_for_at_a_time() {
    let operations = |operations: Value| json!({ "operations": operations });
    let one = |id: &str| json!({ "kind": "WarmRestart", "id": id });
    refused(
        "two operations",
        &operations(json!([one("a"), one("b")])),
        &["spec.operations"],
    );
    let long = "x".repeat(21);
    refused(
        "operation id too long",
        &operations(json!([one(&long)])),
        &["spec.operations[0].id"],
    );
    let reboot = json!([{ "kind": "Reboot", "id": "a" }]);
    refused(
        "unknown operation kind",
        &operations(reboot),
        &["spec.operations[0].kind"],
    );
}

#[test]
fn every_fault_is_told_at_once() {
    refused(
        "several faults at once",
        &json!({
            "size": 9, "image": "aerospike:ee-8.1.1.1", "monitoring": { "port": 3000 },
            "rackConfig": { "racks": [{ "id": 1 }, { "id": 1 }] },
        }),
        &[
            "spec.size",
            "spec.image",
            "spec.rackConfig.racks[1].id",
            "spec.monitoring.port",
        ],
    );
}

#[test]
fn a_name_leaves_room_for_what_is_added_to_it() {
    let named = |name: &str| {
        fields(
            None,
            &json!({ "metadata": { "name": name } }),
            Severity::Refused,
        )
    };
    let longest = "a".repeat(50);
    assert_eq!(named(&longest), [""; 0]);
    for bad in [
        "Bad_Name",
        "-a",
        "a-",
        "a.b",
        "",
        "1a",
        "1",
        &"a".repeat(51),
    ] {
        assert_eq!(named(bad), ["metadata.name"], "{bad}");
    }
    let racked = json!({
        "metadata": { "name": longest }, "spec": { "rackConfig": { "racks": [{ "id": 1 }, { "id": 12 }] } },
    });
    assert_eq!(fields(None, &racked, Severity::Refused), ["metadata.name"]);
    // What is there stays changeable.
    let there = cluster(&json!({ "metadata": { "name": "a".repeat(60) } }));
    let name = json!({ "metadata": { "name": "a".repeat(60) } });
    assert_eq!(fields(Some(&there), &name, Severity::Refused), [""; 0]);
}

#[test]
fn what_is_there_bounds_what_it_can_become() {
    let racks = |ids: [i32; 2]| json!({ "spec": { "rackConfig": { "racks": ids.map(|id| json!({ "id": id })) } } });
    let two = cluster(&racks([1, 2]));
    let refused =
        |current: &AerospikeCluster, patch: &Value| fields(Some(current), patch, Severity::Refused);
    assert_eq!(refused(&two, &racks([1, 3])), ["spec.rackConfig.racks"]);
    assert_eq!(refused(&two, &racks([2, 1])), [""; 0]);

    let operation = |id: &str, pods: Value| json!({ "spec": { "operations": [{ "kind": "WarmRestart", "id": id, "podList": pods }] } });
    let mut running = operation("op-1", json!(["a", "b"]));
    running["status"] = json!({ "operationStatus": { "id": "op-1", "kind": "WarmRestart", "phase": "InProgress" } });
    let running = cluster(&running);
    assert_eq!(
        refused(&running, &operation("op-2", Value::Null)),
        ["spec.operations"]
    );
    assert_eq!(refused(&running, &json!({})), ["spec.operations"]);
    assert_eq!(refused(&running, &operation("op-1", json!(["a"]))), [""; 0]);

    let renamed =
        json!({ "spec": { "aerospikeConfig": { "service": { "cluster-name": "other" } } } });
    let current = cluster(&json!({}));
    let field = "spec.aerospikeConfig.service.cluster-name";
    assert_eq!(fields(Some(&current), &renamed, Severity::Warning), [field]);
}

#[test]
fn who_may_come_is_an_address_or_a_range() {
    let refused = |patch: Value| fields(None, &patch, Severity::Refused);
    let acl = |addresses: Value| {
        refused(json!({ "spec": { "aerospikeAccessControl": {
            "roles": [{ "name": "r", "privileges": ["read"], "whitelist": addresses }],
            "users": [{ "name": "admin", "secretName": "s", "roles": ["sys-admin", "user-admin"] }],
        } } }))
    };
    let ranges = |ranges: Value| {
        let balancer = json!({ "loadBalancerSourceRanges": ranges });
        refused(json!({ "spec": { "seedsFinderServices": { "loadBalancer": balancer } } }))
    };
    let good = json!(["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "::/0"]);
    assert!(acl(good.clone()).is_empty() && ranges(good).is_empty());
    assert!(acl(json!(["10.0.0.1", "::1"])).is_empty());
    let bad = [
        "",
        "/",
        "10.0.0.0/33",
        "::/129",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        " 10.0.0.0/8",
        "anywhere",
    ];
    for text in bad {
        let field = "spec.aerospikeAccessControl.roles[0].whitelist[1]";
        assert_eq!(acl(json!(["10.0.0.0/8", text])), [field], "{text:?}");
        let field = "spec.seedsFinderServices.loadBalancer.loadBalancerSourceRanges[0]";
        assert_eq!(ranges(json!([text])), [field], "{text:?}");
    }
    assert_eq!(
        ranges(json!(["10.0.0.1"])).len(),
        1,
        "Kubernetes wants a range here"
    );
}

#[test]
fn labels_and_annotations_are_what_an_api_server_takes() {
    let long = "a".repeat(64);
    let good = json!({ "app.kubernetes.io/name": "", "team": "a_b.c-D", "A": "1" });
    let places = [
        ("/headlessService/metadata/labels", true),
        ("/headlessService/metadata/annotations", false),
        ("/podService/metadata/labels", true),
        ("/podSpec/metadata/labels", true),
        ("/podSpec/nodeSelector", true),
        ("/monitoring/serviceMonitor/labels", true),
        ("/monitoring/prometheusRule/labels", true),
        ("/seedsFinderServices/loadBalancer/labels", true),
        ("/seedsFinderServices/loadBalancer/annotations", false),
    ];
    for (place, is_label) in places {
        let spec = |map: Value| {
            let keys = place.rsplit('/').filter(|key| !key.is_empty());
            keys.fold(map, |inner, key| json!({ key: inner }))
        };
        let field = format!("spec{}", place.replace('/', "."));
        refused(place, &spec(good.clone()), &[]);
        for key in ["", "no label!", "-a", "a/b/c", "/a", "Team.io/a", &long] {
            let expected = format!("{field}.{key}");
            refused(place, &spec(json!({ key: "x" })), &[&expected]);
        }
        let bad = [("a", "b c"), ("a", "-b"), ("a", long.as_str())];
        for (key, value) in bad {
            let expected = format!("{field}.{key}");
            let expected: &[&str] = if is_label { &[&expected] } else { &[] };
            refused(place, &spec(json!({ key: value })), expected);
        }
    }
}
