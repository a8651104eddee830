//! The requests of the recording: a good cluster, with one thing wrong each.

use serde_json::{Value, json};

use super::{samples::in_memory, webhooks::Ask};

/// All of them, in their order.
pub(super) fn requests() -> Vec<Ask> {
    let mut all = Vec::new();
    clusters(&mut all);
    monitoring(&mut all);
    operations_and_users(&mut all);
    storage_and_templates(&mut all);
    changes(&mut all);
    templates(&mut all);
    all
}

fn good() -> Value {
    json!({ "metadata": { "name": "refused" }, "spec": in_memory(1, 1) })
}

fn post(case: &'static str, query: &str, mut object: Value) -> Ask {
    object["apiVersion"] = json!("acko.io/v1alpha1");
    object["kind"] = json!("AerospikeCluster");
    Ask {
        case,
        method: "POST",
        path: format!("/namespaces/refuse/aerospikeclusters?dryRun=All{query}"),
        body: object,
    }
}

/// Creates the good cluster with something changed; null takes a field away.
fn create(case: &'static str, changes: &[(&str, Value)]) -> Ask {
    post(case, "", changed(good(), changes))
}

fn changed(mut object: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, value) in changes {
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        let parent = object.pointer_mut(parent).unwrap();
        if value.is_null() {
            parent.as_object_mut().unwrap().remove(field);
        } else if let Ok(index) = field.parse::<usize>() {
            parent[index] = value.clone();
        } else {
            parent[field] = value.clone();
        }
    }
    object
}

fn patch(case: &'static str, path: &str, body: Value) -> Ask {
    Ask {
        case,
        method: "PATCH",
        path: format!("/namespaces/refuse/aerospikeclusters/{path}?dryRun=All"),
        body,
    }
}

fn template(case: &'static str, spec: Value) -> Ask {
    let body = json!({
        "apiVersion": "acko.io/v1alpha1",
        "kind": "AerospikeClusterTemplate",
        "metadata": { "name": "refused" },
        "spec": spec,
    });
    Ask {
        case,
        method: "POST",
        path: "/aerospikeclustertemplates?dryRun=All".to_owned(),
        body,
    }
}

fn clusters(all: &mut Vec<Ask>) {
    let config = "/spec/aerospikeConfig";
    let first = |field: &str| format!("{config}/namespaces/0/{field}");
    let image = |case, image: &str| create(case, &[("/spec/image", json!(image))]);
    let namespace = |name: &str| {
        let engine = json!({ "type": "memory", "data-size": 1_073_741_824 });
        json!({ "name": name, "replication-factor": 1, "storage-engine": engine })
    };
    let namespaces = json!([namespace("test"), namespace("bar"), namespace("baz")]);
    all.extend([
        create("valid", &[]),
        create(
            "three namespaces",
            &[(&format!("{config}/namespaces"), namespaces)],
        ),
        image(
            "enterprise image",
            "aerospike/aerospike-server-enterprise:8.1.1.1",
        ),
        image("enterprise tag", "aerospike:ee-8.1.1.1"),
        image("old image", "aerospike:ce-7.2.0.1"),
        image("image without tag", "aerospike"),
        image("image latest", "aerospike:latest"),
        create("empty image", &[("/spec/image", Value::Null)]),
        create("size missing", &[("/spec/size", Value::Null)]),
        create("size 9", &[("/spec/size", json!(9))]),
        create("size 0", &[("/spec/size", json!(0))]),
        create("size -1", &[("/spec/size", json!(-1))]),
        create("size as string", &[("/spec/size", json!("three"))]),
        create("xdr", &[(&format!("{config}/xdr"), json!({ "dcs": [] }))]),
        create("tls", &[(&format!("{config}/tls"), json!({ "name": "x" }))]),
        create(
            "security",
            &[(
                &format!("{config}/security"),
                json!({ "enable-quotas": true }),
            )],
        ),
        create(
            "RF greater than size",
            &[(&first("replication-factor"), json!(2))],
        ),
        create(
            "RF 5",
            &[
                ("/spec/size", json!(8)),
                (&first("replication-factor"), json!(5)),
            ],
        ),
        create("RF 0", &[(&first("replication-factor"), json!(0))]),
        create("RF fraction", &[(&first("replication-factor"), json!(1.5))]),
        create(
            "strong consistency",
            &[(&first("strong-consistency"), json!(true))],
        ),
        create(
            "data-in-memory",
            &[(&first("storage-engine/data-in-memory"), json!(true))],
        ),
        create(
            "heartbeat multicast",
            &[(
                &format!("{config}/network/heartbeat/mode"),
                json!("multicast"),
            )],
        ),
        create(
            "service section is a string",
            &[(&format!("{config}/service"), json!("x"))],
        ),
    ]);
    let racks =
        |case, racks: Value| create(case, &[("/spec/rackConfig", json!({ "racks": racks }))]);
    all.extend([
        racks("duplicate rack ids", json!([{ "id": 1 }, { "id": 1 }])),
        racks("rack id 0", json!([{ "id": 0 }])),
        racks(
            "duplicate rack labels",
            json!([{ "id": 1, "rackLabel": "a" }, { "id": 2, "rackLabel": "a" }]),
        ),
        create(
            "digits-only batch size",
            &[(
                "/spec/rackConfig",
                json!({ "racks": [{ "id": 1 }], "scaleDownBatchSize": "2" }),
            )],
        ),
        create(
            "batch size 0%",
            &[(
                "/spec/rackConfig",
                json!({ "racks": [{ "id": 1 }], "rollingUpdateBatchSize": "0%" }),
            )],
        ),
        create(
            "maxUnavailable >= size",
            &[("/spec/maxUnavailable", json!(1))],
        ),
        create(
            "batch bigger than size",
            &[("/spec/rollingUpdateBatchSize", json!(3))],
        ),
    ]);
}

fn monitoring(all: &mut Vec<Ask>) {
    let with = |case, monitoring: Value| create(case, &[("/spec/monitoring", monitoring)]);
    all.extend([
        with(
            "bad metric label key",
            json!({ "enabled": true, "metricLabels": { "a=b": "c" } }),
        ),
        with(
            "bad metric label value",
            json!({ "enabled": true, "metricLabels": { "env": "a,b" } }),
        ),
        with(
            "exporter port 3000",
            json!({ "enabled": true, "port": 3000 }),
        ),
        with(
            "exporter port 70000",
            json!({ "enabled": true, "port": 70000 }),
        ),
        with(
            "bad custom rule",
            json!({
                "enabled": true,
                "prometheusRule": { "enabled": true, "customRules": [{ "rules": [] }] },
            }),
        ),
        with(
            "service monitor without monitoring",
            json!({ "enabled": false, "serviceMonitor": { "enabled": true } }),
        ),
    ]);
}

fn operations_and_users(all: &mut Vec<Ask>) {
    let operations = |case, list: Value| create(case, &[("/spec/operations", list)]);
    let one = |kind: &str, id: &str| json!({ "kind": kind, "id": id });
    let acl = |case, roles: Value, users: Value| {
        let acl = json!({ "roles": roles, "users": users });
        create(case, &[("/spec/aerospikeAccessControl", acl)])
    };
    let user = |name: &str, roles: &[&str], secret: &str| json!({ "name": name, "roles": roles, "secretName": secret });
    let admin = || user("admin", &["sys-admin", "user-admin"], "s");
    all.extend([
        operations(
            "two operations",
            json!([one("WarmRestart", "a"), one("WarmRestart", "b")]),
        ),
        operations(
            "operation id too long",
            json!([one("WarmRestart", "123456789012345678901")]),
        ),
        operations("unknown operation kind", json!([one("Reboot", "a")])),
        acl(
            "ACL without administrator",
            json!([]),
            json!([user("reader", &["read"], "s")]),
        ),
        acl(
            "ACL user without secret",
            json!([]),
            json!([admin(), user("r", &["read"], "")]),
        ),
        acl("ACL duplicate user", json!([]), json!([admin(), admin()])),
        acl(
            "ACL undefined role",
            json!([]),
            json!([admin(), user("r", &["nosuch"], "s")]),
        ),
        acl(
            "ACL bad privilege",
            json!([{ "name": "x", "privileges": ["fly"] }]),
            json!([admin()]),
        ),
    ]);
}

fn storage_and_templates(all: &mut Vec<Ask>) {
    let volumes = |case, sources: &[Value]| {
        let volumes: Value = sources
            .iter()
            .map(|source| json!({ "name": "d", "source": source, "aerospike": { "path": "/d" } }))
            .collect();
        create(case, &[("/spec/storage", json!({ "volumes": volumes }))])
    };
    let claim =
        |size: &str| json!({ "persistentVolume": { "storageClass": "standard", "size": size } });
    let mut both = claim("1Gi");
    both["emptyDir"] = json!({});
    let reference = json!({ "name": "nosuch" });
    let rules = "/spec/aerospikeConfig/namespaces/0/replication-factor";
    all.extend([
        volumes("volume without source", &[json!({})]),
        volumes("volume with two sources", &[both]),
        volumes("bad volume size", &[claim("lots")]),
        volumes(
            "duplicate volume",
            &[json!({ "emptyDir": {} }), json!({ "emptyDir": {} })],
        ),
        create(
            "local PVC deletion without classes",
            &[(
                "/spec/storage",
                json!({ "deleteLocalStorageOnRestart": true, "localStorageClasses": [] }),
            )],
        ),
        create(
            "overrides without template",
            &[("/spec/overrides", json!({ "size": 2 }))],
        ),
        create(
            "template does not exist",
            &[
                ("/spec/templateRef", reference.clone()),
                ("/spec/size", Value::Null),
            ],
        ),
        create(
            "template does not exist, no replication-factor",
            &[
                ("/spec/templateRef", reference),
                ("/spec/size", Value::Null),
                (rules, Value::Null),
            ],
        ),
        create(
            "several webhook faults at once",
            &[
                ("/spec/image", json!("aerospike:ee-8.1.1.1")),
                ("/spec/monitoring", json!({ "enabled": true, "port": 3000 })),
                (
                    "/spec/rackConfig",
                    json!({ "racks": [{ "id": 1 }, { "id": 1 }] }),
                ),
            ],
        ),
        create(
            "several faults at once",
            &[
                ("/spec/size", json!(9)),
                ("/spec/image", json!("aerospike:ee-8.1.1.1")),
                ("/spec/monitoring", json!({ "enabled": true, "port": 3000 })),
            ],
        ),
        create(
            "unknown field, default validation",
            &[("/spec/nosuchField", json!(1))],
        ),
        post(
            "unknown field, strict validation",
            "&fieldValidation=Strict",
            changed(good(), &[("/spec/nosuchField", json!(1))]),
        ),
        create("bad name", &[("/metadata/name", json!("Bad_Name"))]),
        create(
            "name of 64 characters",
            &[("/metadata/name", json!("a".repeat(64)))],
        ),
        create("same name again", &[("/metadata/name", json!("base"))]),
    ]);
}

fn changes(all: &mut Vec<Ask>) {
    let operations = |operations: Value| json!({ "spec": { "operations": operations } });
    let other = json!([{ "kind": "WarmRestart", "id": "op-2" }]);
    let same = json!([{ "kind": "WarmRestart", "id": "op-1", "podList": ["base-1-1"] }]);
    let racks = json!({ "racks": [{ "id": 1 }, { "id": 3 }] });
    let name = json!({ "service": { "cluster-name": "renamed" } });
    all.extend([
        patch(
            "add and remove racks at once",
            "base",
            json!({ "spec": { "rackConfig": racks } }),
        ),
        patch(
            "scale to 9 through the scale subresource",
            "base/scale",
            json!({ "spec": { "replicas": 9 } }),
        ),
        patch(
            "scale below RF through the scale subresource",
            "base/scale",
            json!({ "spec": { "replicas": 0 } }),
        ),
        patch(
            "stale resourceVersion",
            "base",
            json!({ "metadata": { "resourceVersion": "1" } }),
        ),
        patch(
            "operation replaced while in progress",
            "base",
            operations(other),
        ),
        patch(
            "operation removed while in progress",
            "base",
            operations(Value::Null),
        ),
        patch(
            "operation podList changed while in progress",
            "base",
            operations(same),
        ),
        patch(
            "rename cluster-name",
            "base",
            json!({ "spec": { "aerospikeConfig": name } }),
        ),
        patch(
            "status phase not in the enum",
            "base/status",
            json!({ "status": { "phase": "Dancing" } }),
        ),
        patch(
            "patch of a missing cluster",
            "nosuch",
            json!({ "spec": { "size": 1 } }),
        ),
    ]);
}

fn templates(all: &mut Vec<Ask>) {
    let heartbeat = json!({ "network": { "heartbeat": { "mode": "multicast" } } });
    let resources = json!({
        "requests": { "cpu": "1", "memory": "1Gi" },
        "limits": { "cpu": "2", "memory": "1Gi" },
    });
    let volume = json!({ "localPVRequired": true });
    all.extend([
        template(
            "template: multicast heartbeat",
            json!({ "aerospikeConfig": heartbeat }),
        ),
        template(
            "template: unknown anti-affinity",
            json!({ "scheduling": { "podAntiAffinityLevel": "sometimes" } }),
        ),
        template(
            "template: bad podManagementPolicy",
            json!({ "scheduling": { "podManagementPolicy": "Random" } }),
        ),
        template(
            "template: maxRacksPerNode -1",
            json!({ "rackConfig": { "maxRacksPerNode": -1 } }),
        ),
        template("template: size 9", json!({ "size": 9 })),
        template(
            "template: enterprise image",
            json!({ "image": "aerospike:ee-8.1.1.1" }),
        ),
        template(
            "template: local PV without class, unequal resources",
            json!({ "storage": volume, "resources": resources }),
        ),
    ]);
}
