use serde_json::json;

use crate::support::{Api, Bench, cluster, event, pod};

#[tokio::test]
async fn the_clusters_of_a_context_are_followed() {
    let api = Api::new().await;
    api.put("aerospikeclusters", cluster("prod", "a"));
    let bench = Bench::new(&api).await;
    let mut items = bench.follow(
        r#"subscription { k8sClustersChanged(filter: { phases: ["Completed"] }) { kind version clusters { name } removedIds } }"#,
    );
    let first = items.next().await;
    assert_eq!(first["k8sClustersChanged"]["kind"], "SNAPSHOT");
    assert_eq!(
        first["k8sClustersChanged"]["clusters"],
        json!([{ "name": "a" }])
    );
    api.put("aerospikeclusters", cluster("prod", "b"));
    let made = items
        .until(|item| item["k8sClustersChanged"]["clusters"] == json!([{ "name": "b" }]))
        .await;
    assert_eq!(made["k8sClustersChanged"]["kind"], "CHANGE");
    let mut other = cluster("prod", "b");
    other["status"]["phase"] = json!("ScalingUp");
    api.put("aerospikeclusters", other);
    items
        .until(|item| item["k8sClustersChanged"]["removedIds"] == json!(["one/prod/b"]))
        .await;
    api.remove("aerospikeclusters", "prod", "a");
    items
        .until(|item| item["k8sClustersChanged"]["removedIds"] == json!(["one/prod/a"]))
        .await;
    drop(items);
    bench.end().await;
}

#[tokio::test]
async fn a_cluster_is_followed_with_its_pods_from_before_it_is_there() {
    let api = Api::new().await;
    let bench = Bench::new(&api).await;
    let mut items = bench.follow(
        r#"subscription { k8sCluster(namespace: "prod", name: "db") { kind cluster { phase pods { state { ready } } } } }"#,
    );
    assert_eq!(
        items.next().await["k8sCluster"],
        json!({ "kind": "SNAPSHOT", "cluster": null })
    );
    api.put("aerospikeclusters", cluster("prod", "db"));
    items
        .until(|item| item["k8sCluster"]["cluster"]["phase"] == "Completed")
        .await;
    api.put("pods", pod("prod", "db"));
    items
        .until(|item| item["k8sCluster"]["cluster"]["pods"][0]["state"]["ready"] == true)
        .await;
    api.remove("aerospikeclusters", "prod", "db");
    items
        .until(|item| item["k8sCluster"]["cluster"].is_null())
        .await;
    drop(items);
    bench.end().await;
}

#[tokio::test]
async fn an_operation_and_the_operators_failures_are_followed() {
    let api = Api::new().await;
    let mut one = cluster("prod", "db");
    one["spec"]["operations"] = json!([{ "id": "w1", "kind": "WarmRestart" }]);
    api.put("aerospikeclusters", one.clone());
    api.put("pods", pod("prod", "db"));
    let bench = Bench::new(&api).await;
    let mut operation = bench.follow(
        r#"subscription { k8sOperation(namespace: "prod", name: "db") { operation { progress percent } } }"#,
    );
    let mut failures = bench.follow(
        r#"subscription { reconciliation(namespace: "prod", name: "db") {
            reconciliation { failures backOffSeconds breakerOpen reset { right } } } }"#,
    );
    let asked = operation.next().await;
    assert_eq!(
        asked["k8sOperation"]["operation"],
        json!({ "progress": "ASKED", "percent": 0.0 })
    );
    assert_eq!(
        failures.next().await["reconciliation"]["reconciliation"]["failures"],
        0
    );
    one["status"]["operationStatus"] =
        json!({ "id": "w1", "phase": "Completed", "completedPods": ["db-0-0"] });
    one["status"]["failedReconcileCount"] = json!(10);
    api.put("aerospikeclusters", one);
    let done = operation.next().await;
    assert_eq!(
        done["k8sOperation"]["operation"],
        json!({ "progress": "DONE", "percent": 100.0 })
    );
    let open = failures.next().await;
    assert_eq!(
        open["reconciliation"]["reconciliation"],
        json!({
            "failures": 10, "backOffSeconds": 256, "breakerOpen": true,
            "reset": { "right": "patch aerospikeclusters.acko.io/status" },
        })
    );
    drop((operation, failures));
    bench.end().await;
}

#[tokio::test]
async fn events_are_followed() {
    let api = Api::new().await;
    api.put(
        "events",
        event("prod", "db", "RackScaled", "2026-01-01T00:00:01Z"),
    );
    let bench = Bench::new(&api).await;
    let mut items = bench.follow(
        r#"subscription { k8sEvents(namespace: "prod", name: "db") { kind events { reason } } }"#,
    );
    let first = items.next().await;
    assert_eq!(
        first["k8sEvents"],
        json!({ "kind": "SNAPSHOT", "events": [{ "reason": "RackScaled" }] })
    );
    api.put(
        "events",
        event("prod", "other", "RackScaled", "2026-01-01T00:00:02Z"),
    );
    api.put(
        "events",
        event("prod", "db", "PDBCreated", "2026-01-01T00:00:03Z"),
    );
    let second = items.next().await;
    assert_eq!(
        second["k8sEvents"],
        json!({ "kind": "CHANGE", "events": [{ "reason": "PDBCreated" }] })
    );
    drop(items);
    bench.end().await;
}

#[tokio::test]
async fn logs_of_pods_are_searched_and_end_with_the_reason() {
    let api = Api::new().await;
    api.put("aerospikeclusters", cluster("prod", "db"));
    api.put("pods", pod("prod", "db"));
    api.log(
        "db-0-0",
        "2026-01-01T00:00:01Z WARN low on memory\n2026-01-01T00:00:02Z INFO fine\n",
    );
    let bench = Bench::new(&api).await;
    let logs = |arguments: &str| {
        bench.follow(&format!(
            r#"subscription {{ podLogs(namespace: "prod", name: "db", follow: false{arguments}) {{
                lines {{ pod at text }} ended {{ pod problem {{ code }} }} }} }}"#
        ))
    };
    let mut found = logs(r#", grep: "(?i)warn""#);
    let line =
        json!({ "pod": "db-0-0", "at": "2026-01-01T00:00:01.000Z", "text": "WARN low on memory" });
    let item = found
        .until(|item| item["podLogs"]["lines"] != json!([]))
        .await;
    assert_eq!(item["podLogs"]["lines"], json!([line]));
    if item["podLogs"]["ended"] == json!([]) {
        found
            .until(|item| item["podLogs"]["ended"] == json!([{ "pod": "db-0-0", "problem": null }]))
            .await;
    }
    bench.end().await;
}
