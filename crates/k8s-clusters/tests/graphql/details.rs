use serde_json::json;

use crate::support::{Api, Bench, cluster, event, pod, set};

const WHICH: &str = r#"k8sCluster(namespace: "prod", name: "db")"#;

async fn api() -> Api {
    let api = Api::new().await;
    api.put("aerospikeclusters", cluster("prod", "db"));
    api.put("pods", pod("prod", "db"));
    api.put("statefulsets", set("prod", "db"));
    api
}

#[tokio::test]
async fn a_cluster_is_shown_with_what_the_operator_and_kubernetes_say() {
    let api = api().await;
    let bench = Bench::new(&api).await;
    let answer = bench
        .get(&format!(
            "{{ {WHICH} {{
                id phase wantedSize spec {{ image size }} status {{ health }}
                pods {{ name rack zone status {{ podIP }} state {{ phase ready restarts node image }} }}
                racks {{ id total ready wanted }}
                health {{ readyPods totalPods }}
                drift {{ inSync changes {{ path }} racks {{ groups {{ pods current }} }} }}
                reconciliation {{ failures breakerOpen backOffSeconds }}
                assessment {{ state findings {{ code }} problems {{ code }} }}
                owned {{ statefulSets {{ name replicas }} volumeClaims {{ name }} }}
            }} }}"
        ))
        .await;
    let expected = json!({
        "id": "one/prod/db", "phase": "Completed", "wantedSize": 1,
        "spec": { "image": "aerospike:ce-8.1.2.0", "size": 1 }, "status": { "health": "1/1" },
        "pods": [{
            "name": "db-0-0", "rack": 0, "zone": "zone-a", "status": { "podIP": "10.0.0.1" },
            "state": {
                "phase": "Running", "ready": true, "restarts": 2, "node": "node-1",
                "image": "aerospike:ce-8.1.2.0",
            },
        }],
        "racks": [{ "id": 0, "total": 1, "ready": 1, "wanted": 1 }],
        "health": { "readyPods": 1, "totalPods": 1 },
        "drift": {
            "inSync": true, "changes": null, "racks": [{ "groups": [{ "pods": ["db-0-0"], "current": null }] }],
        },
        "reconciliation": { "failures": 0, "breakerOpen": false, "backOffSeconds": null },
        "assessment": { "state": "HEALTHY", "findings": [], "problems": [] },
        "owned": { "statefulSets": [{ "name": "db-0", "replicas": 1 }], "volumeClaims": [] },
    });
    assert_eq!(answer["k8sCluster"], expected, "{answer:#}");
    bench.end().await;
}

#[tokio::test]
async fn a_kind_that_may_not_be_looked_at_fails_alone() {
    let api = api().await;
    api.forbid("pods");
    let bench = Bench::new(&api).await;
    let answer = bench
        .run(&format!(
            "{{ {WHICH} {{ phase pods {{ name status {{ podIP }} state {{ phase }} }} racks {{ id }}
                owned {{ statefulSets {{ name }} }} assessment {{ state problems {{ code }} }} }} }}"
        ))
        .await;
    let cluster = &answer["data"]["k8sCluster"];
    let pod = json!({ "name": "db-0-0", "status": { "podIP": "10.0.0.1" }, "state": null });
    assert_eq!(
        cluster["pods"],
        json!([pod]),
        "what the operator says stays"
    );
    assert_eq!(cluster["racks"], json!(null));
    assert_eq!(cluster["owned"]["statefulSets"][0]["name"], "db-0");
    assert_eq!(
        cluster["assessment"],
        json!({ "state": "UNKNOWN", "problems": [{ "code": "FORBIDDEN" }] })
    );
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert!(errors.iter().all(|error| error["code"] == "FORBIDDEN"));
    bench.end().await;
}

#[tokio::test]
async fn drift_leaves_out_what_is_no_setting_and_what_a_template_fills_in() {
    let api = api().await;
    let mut one = cluster("prod", "db");
    one["spec"] = json!({
        "size": 2, "templateRef": { "name": "t" }, "paused": true,
        "operations": [{ "id": "o", "kind": "WarmRestart" }],
        "aerospikeConfig": { "service": { "proto-fd-max": 2 } },
    });
    one["status"]["appliedSpec"] = json!({
        "size": 1, "image": "from-the-template", "templateRef": { "name": "t" },
        "aerospikeConfig": { "service": { "proto-fd-max": 1, "cluster-name": "db" } },
    });
    api.put("aerospikeclusters", one);
    let bench = Bench::new(&api).await;
    let answer = bench
        .get(&format!(
            "{{ {WHICH} {{ drift {{ inSync changes {{ path wanted applied }} }} }} }}"
        ))
        .await;
    let changes = json!([
        { "path": "aerospikeConfig.service.proto-fd-max", "wanted": 2, "applied": 1 },
        { "path": "size", "wanted": 2, "applied": 1 },
    ]);
    assert_eq!(
        answer["k8sCluster"]["drift"],
        json!({ "inSync": false, "changes": changes })
    );
    bench.end().await;
}

#[tokio::test]
async fn yaml_has_fields_this_version_does_not_know_and_no_status() {
    let api = api().await;
    let bench = Bench::new(&api).await;
    let answer = bench
        .get(&format!(
            "{{ {WHICH} {{ yaml whole: yaml(whole: true) }} }}"
        ))
        .await;
    let yaml = answer["k8sCluster"]["yaml"].as_str().unwrap();
    assert!(yaml.contains("newer:"), "{yaml}");
    assert!(
        !yaml.contains("status:") && !yaml.contains("uid:"),
        "{yaml}"
    );
    assert!(
        answer["k8sCluster"]["whole"]
            .as_str()
            .unwrap()
            .contains("status:")
    );
    bench.end().await;
}

#[tokio::test]
async fn events_are_paged_the_newest_first() {
    let api = api().await;
    for (reason, at) in [
        ("RackScaled", "2026-01-01T00:00:01Z"),
        ("PDBCreated", "2026-01-01T00:00:02Z"),
    ] {
        api.put("events", event("prod", "db", reason, at));
    }
    api.put(
        "events",
        event("prod", "db2", "RackScaled", "2026-01-01T00:00:03Z"),
    );
    let bench = Bench::new(&api).await;
    let page = async |arguments: &str| {
        let fields = "totalCount nodes { reason category } pageInfo { endCursor }";
        let mut answer = bench
            .get(&format!(
                "{{ {WHICH} {{ events{arguments} {{ {fields} }} }} }}"
            ))
            .await;
        answer["k8sCluster"]["events"].take()
    };
    let first = page("(first: 1)").await;
    assert_eq!(first["totalCount"], 2);
    assert_eq!(
        first["nodes"],
        json!([{ "reason": "PDBCreated", "category": "NETWORK" }])
    );
    let cursor = first["pageInfo"]["endCursor"].as_str().unwrap();
    let second = page(&format!(r#"(first: 1, after: "{cursor}")"#)).await;
    assert_eq!(
        second["nodes"],
        json!([{ "reason": "RackScaled", "category": "SCALING" }])
    );
    assert_eq!(second["pageInfo"]["endCursor"], json!(null));
    assert_eq!(page("(categories: [SCALING])").await["totalCount"], 1);
    bench.end().await;
}

#[tokio::test]
async fn a_cluster_that_is_not_there_is_null() {
    let api = api().await;
    let bench = Bench::new(&api).await;
    let answer = bench
        .get(r#"{ k8sCluster(namespace: "prod", name: "nobody") { id } }"#)
        .await;
    assert_eq!(answer["k8sCluster"], json!(null));
    bench.end().await;
}
