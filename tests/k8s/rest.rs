//! REST on a real API server.

use acm_k8s_api::{AerospikeCluster, ResourceExt};
use acm_tests::{KubeServer, TestServer, eventually, with_setup};
use k8s_openapi::api::core::v1::Pod;
use kube::api::{Patch, PatchParams};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::{bed::Bed, reach::reaching};

struct Routes<'a> {
    bed: &'a Bed,
    server: &'a TestServer,
    client: Client,
    namespace: String,
}

async fn on_routes(test: impl AsyncFnOnce(&Routes<'_>)) {
    let bed = Bed::new().await;
    let setup = reaching(KubeServer::shared().kubeconfig());
    with_setup(setup, async |server| {
        let routes = Routes {
            bed: &bed,
            server,
            client: Client::builder().no_proxy().build().unwrap(),
            namespace: bed.namespace.clone(),
        };
        test(&routes).await;
    })
    .await;
}

impl Routes<'_> {
    async fn send(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = format!("http://{}/api/k8s{path}", self.server.address());
        let request = self.client.request(method.parse::<Method>().unwrap(), url);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// A path of the cluster `db`.
    async fn of(&self, method: &str, below: &str, body: Option<Value>) -> (u16, Value) {
        let path = format!("/clusters/{}/db{below}", self.namespace);
        self.send(method, &path, body).await
    }

    async fn create(&self) -> Value {
        let body =
            json!({ "name": "db", "namespace": self.namespace, "size": 1, "autoConnect": null });
        let (status, made) = self.send("POST", "/clusters", Some(body)).await;
        assert_eq!(status, 201, "{made}");
        let seen = async || self.of("GET", "", None).await.0 == 200;
        eventually("the cluster is seen", async || seen().await.then_some(())).await;
        made
    }
}

#[tokio::test]
async fn a_cluster_is_made_seen_changed_scaled_and_deleted() {
    on_routes(async |routes| {
        let made = routes.create().await;
        assert_eq!((&made["name"], &made["size"]), (&json!("db"), &json!(1)));
        let connection = &made["connectionId"];
        assert!(connection.is_string(), "{made}");
        let (status, again) = routes
            .send(
                "POST",
                "/clusters",
                Some(json!({ "name": "db", "namespace": routes.namespace, "size": 1 })),
            )
            .await;
        assert_eq!(status, 409, "{again}");

        let path = format!("/clusters?namespace={}", routes.namespace);
        let (status, list) = routes.send("GET", &path, None).await;
        assert_eq!((status, &list["hasMore"]), (200, &json!(false)), "{list}");
        let row = &list["items"][0];
        assert_eq!(row["name"], "db");
        assert_eq!(row["phase"], "Unknown");
        assert_eq!(row["age"], "0m");
        assert_eq!(row["failedReconcileCount"], 0);

        let change = json!({ "paused": true, "maxUnavailable": "1", "image": null });
        let (status, changed) = routes.of("PATCH", "", Some(change)).await;
        assert_eq!(status, 200, "{changed}");
        let (status, scaled) = routes
            .of("POST", "/scale", Some(json!({ "size": 3 })))
            .await;
        assert_eq!((status, &scaled["size"]), (200, &json!(3)), "{scaled}");
        let detail = eventually("the changes are seen", async || {
            let (status, detail) = routes.of("GET", "", None).await;
            assert_eq!(status, 200, "{detail}");
            (detail["spec"]["size"] == 3).then_some(detail)
        })
        .await;
        assert_eq!(detail["spec"]["paused"], true);
        assert_eq!(detail["spec"]["maxUnavailable"], 1);
        assert_eq!(detail["spec"]["image"], "aerospike:ce-8.1.1.1");
        assert_eq!(
            detail["spec"]["aerospikeConfig"]["namespaces"][0]["replication-factor"],
            1
        );
        assert_eq!(detail["conditions"], json!([]));

        let (status, deleted) = routes.of("DELETE", "", None).await;
        assert_eq!(&deleted["connections"][0]["id"], connection, "{deleted}");
        assert_eq!(
            (status, &deleted["deleted"]),
            (202, &json!(true)),
            "{deleted}"
        );
        eventually("the cluster is gone", async || {
            let (status, body) = routes.of("GET", "", None).await;
            (status == 404).then(|| assert!(body["detail"].is_string()))
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_is_known_of_a_cluster_is_told() {
    on_routes(async |routes| {
        routes.create().await;
        for (below, fields) in [
            ("/health", ["phase", "desiredPods", "failedReconcileCount"]),
            (
                "/config-drift",
                ["hasDrift", "changedFields", "podHashGroups"],
            ),
            (
                "/reconciliation-status",
                [
                    "circuitBreakerActive",
                    "circuitBreakerThreshold",
                    "estimatedBackoffSeconds",
                ],
            ),
            ("/yaml", ["name", "namespace", "yaml"]),
            ("/hpa", ["enabled", "config", "status"]),
        ] {
            let (status, body) = routes.of("GET", below, None).await;
            assert_eq!(status, 200, "{below}: {body}");
            for field in fields {
                assert!(body.get(field).is_some(), "{below} {field}: {body}");
            }
        }
        for query in ["", "?category=Scaling&category=Other", "?category=SCALING"] {
            let (status, events) = routes.of("GET", &format!("/events{query}"), None).await;
            assert_eq!((status, events.is_array()), (200, true), "{events}");
        }
        let (status, body) = routes.of("GET", "/events?category=Weather", None).await;
        assert_eq!(status, 422, "{body}");
        let (status, body) = routes.of("GET", "/pods/none/logs?tail=10", None).await;
        assert_eq!(status, 404, "{body}");
    })
    .await;
}

#[tokio::test]
async fn the_log_of_a_pod_is_one_text() {
    on_routes(async |routes| {
        routes.create().await;
        let pod = json!({
            "metadata": {
                "name": "db-0-0",
                "labels": { "app.kubernetes.io/name": "aerospike-cluster", "app.kubernetes.io/instance": "db" },
                "annotations": { "kube-testserver/log-every": "20ms" },
            },
            "spec": { "containers": [{ "name": "aerospike-server", "image": "aerospike:ce-8.1.1.1" }] },
        });
        routes.bed.create::<Pod>(pod).await;
        let log = eventually("the pod writes", async || {
            let (status, log) = routes.of("GET", "/pods/db-0-0/logs?tail=2", None).await;
            let text = log["logs"].as_str().unwrap_or_default();
            let written = text.lines().filter(|line| line.starts_with("line "));
            (status == 200 && written.count() == 2).then_some(log)
        })
        .await;
        assert_eq!(log["logs"].as_str().unwrap().lines().count(), 2, "{log}");
        assert_eq!(log.get("problems"), None, "{log}");
        let wrong = "/pods/db-0-0/logs?container=none";
        let (status, body) = routes.of("GET", wrong, None).await;
        assert!((400..500).contains(&status), "{status} {body}");
        assert!(body["detail"].is_string(), "{body}");
        let (status, body) = routes.of("GET", "/pods/db-0-0/logs?tail=-1", None).await;
        assert_eq!(status, 422, "{body}");
    })
    .await;
}

#[tokio::test]
async fn an_autoscaler_is_put_read_and_removed() {
    on_routes(async |routes| {
        routes.create().await;
        let config = json!({ "minReplicas": 1, "maxReplicas": 3, "cpuTargetPercent": 70, "memoryTargetPercent": null });
        let (status, put) = routes.of("POST", "/hpa", Some(config.clone())).await;
        assert_eq!((status, &put["config"]), (201, &config), "{put}");
        let (status, again) = routes.of("POST", "/hpa", Some(config.clone())).await;
        assert_eq!((status, again.get("created")), (200, None), "{again}");
        let (status, read) = routes.of("GET", "/hpa", None).await;
        assert_eq!((status, &read["enabled"], &read["config"]), (200, &json!(true), &config), "{read}");
        let (status, removed) = routes.of("DELETE", "/hpa", None).await;
        assert_eq!(status, 202, "{removed}");
        let (_, read) = routes.of("GET", "/hpa", None).await;
        assert_eq!(read["enabled"], false, "{read}");
    })
    .await;
}

#[tokio::test]
async fn a_restart_is_asked_for() {
    on_routes(async |routes| {
        routes.create().await;
        let body = json!({ "kind": "WarmRestart", "id": "one" });
        let (status, started) = routes.of("POST", "/operations", Some(body)).await;
        assert_eq!(status, 200, "{started}");
        assert_eq!(started["operations"][0]["kind"], "WarmRestart", "{started}");
    })
    .await;
}

#[tokio::test]
async fn a_resync_is_asked_for_unless_the_operator_would_not_or_could_not_heed_it() {
    on_routes(async |routes| {
        routes.create().await;
        let resync = async || routes.of("POST", "/resync-template", None).await;
        let (status, refused) = resync().await;
        assert_eq!(status, 409, "made from none: {refused}");

        let template = format!("resync-{}", routes.namespace);
        let made_from = json!({ "spec": { "templateRef": { "name": template } } });
        let clusters = routes.bed.api::<AerospikeCluster>();
        let patch = Patch::Merge(made_from);
        clusters
            .patch("db", &PatchParams::default(), &patch)
            .await
            .unwrap();
        let (status, refused) = resync().await;
        assert_eq!(status, 404, "from one that is not there: {refused}");
        let (status, made) = routes
            .send("POST", "/templates", Some(json!({ "name": template })))
            .await;
        assert_eq!(status, 201, "{made}");

        let (_, paused) = routes
            .of("PATCH", "", Some(json!({ "paused": true })))
            .await;
        assert_eq!(paused["name"], "db", "{paused}");
        let (status, refused) = resync().await;
        assert_eq!(status, 409, "paused: {refused}");
        assert!(
            refused["detail"].as_str().unwrap().contains("resume"),
            "{refused}"
        );
        routes
            .of("PATCH", "", Some(json!({ "paused": false })))
            .await;
        for _ in 0..2 {
            let (status, asked) = resync().await;
            assert_eq!((status, &asked["name"]), (200, &json!("db")), "{asked}");
        }
        let cluster = clusters.get("db").await.unwrap();
        assert_eq!(cluster.annotations()["acko.io/resync-template"], "true");
    })
    .await;
}

const SUMMARY: [&str; 10] = [
    "age",
    "connectionId",
    "context",
    "failedReconcileCount",
    "image",
    "name",
    "namespace",
    "phase",
    "size",
    "templateDrifted",
];
const TEMPLATE: [&str; 7] = [
    "age",
    "context",
    "description",
    "image",
    "name",
    "size",
    "usedBy",
];

/// What a body has, by name.
fn fields(body: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}

fn with<'a>(known: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let mut names = [known, more].concat();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn every_route_answers_with_its_status_and_its_fields() {
    on_routes(async |routes| {
        let own = &routes.namespace;
        let template = format!("fields-{own}");
        let of_template = format!("/templates/{template}");
        let db = |below: &str| format!("/clusters/{own}/db{below}");
        let written = with(&SUMMARY, &["warnings"]);
        let scaler = json!({ "minReplicas": 1, "maxReplicas": 3, "cpuTargetPercent": 70 });
        let cluster = json!({ "name": "db", "namespace": own, "size": 1, "templateRef": template, "autoConnect": false });
        let restart = json!({ "kind": "PodRestart" });
        let steps = vec![
            ("POST", "/templates".to_owned(), Some(json!({ "name": template, "image": "aerospike:ce-8.1.1.1" })), 201, with(&TEMPLATE, &["warnings"])),
            ("POST", "/clusters".to_owned(), Some(cluster), 201, written.clone()),
            ("GET", of_template.clone(), None, 200, with(&TEMPLATE, &["spec", "status"])),
            ("GET", db(""), None, 200, with(&SUMMARY, &["conditions", "pods", "spec", "status"])),
            ("PATCH", db(""), Some(json!({ "enableDynamicConfig": true })), 200, written.clone()),
            ("POST", db("/scale"), Some(json!({ "size": 2 })), 200, written),
            ("POST", db("/operations"), Some(restart), 200, with(&SUMMARY, &["operations"])),
            ("POST", db("/resync-template"), None, 200, SUMMARY.to_vec()),
            ("GET", db("/health"), None, 200, vec![
                "aclSynced", "assessment", "available", "conditions", "configApplied", "desiredPods",
                "failedReconcileCount", "migrating", "migration", "pendingRestartCount", "phase",
                "rackDistribution", "readyPods", "splitBrainDetected", "totalPods",
            ]),
            ("GET", db("/config-drift"), None, 200, vec![
                "appliedConfig", "changedFields", "desiredConfig", "desiredConfigHash", "hasDrift", "inRollout",
                "inSync", "podHashGroups",
            ]),
            ("GET", db("/reconciliation-status"), None, 200, vec![
                "circuitBreakerActive", "circuitBreakerThreshold", "estimatedBackoffSeconds",
                "failedReconcileCount", "lastReconcileError", "lastReconcileTime", "nextAttemptAt",
                "operatorVersion", "phase", "phaseReason",
            ]),
            ("GET", db("/yaml"), None, 200, vec!["name", "namespace", "yaml"]),
            ("POST", db("/hpa"), Some(scaler), 201, vec!["config", "status"]),
            ("GET", db("/hpa"), None, 200, vec!["config", "enabled", "status"]),
            ("DELETE", db("/hpa"), None, 202, vec!["deleted"]),
            ("DELETE", db(""), None, 202, vec!["connections", "deleted", "objects", "warnings"]),
            ("DELETE", of_template, None, 202, vec!["deleted", "warnings"]),
        ];
        for (method, path, body, expected, names) in steps {
            let (status, answer) = eventually("what was made before is seen", async || {
                let answer = routes.send(method, &path, body.clone()).await;
                let is_late = matches!((method, answer.0), ("GET", 404) | ("DELETE", 409));
                (!is_late).then_some(answer)
            })
            .await;
            assert_eq!(status, expected, "{method} {path}: {answer}");
            assert_eq!(fields(&answer), names, "{method} {path}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_list_answers_with_its_items() {
    on_routes(async |routes| {
        routes.create().await;
        let own = &routes.namespace;
        let (_, list) = routes
            .send("GET", &format!("/clusters?namespace={own}"), None)
            .await;
        assert_eq!(fields(&list), ["continueToken", "hasMore", "items"]);
        assert_eq!(fields(&list["items"][0]), SUMMARY);
        let template = format!("listed-{own}");
        let (status, made) = routes
            .send("POST", "/templates", Some(json!({ "name": template })))
            .await;
        assert_eq!(status, 201, "{made}");
        let row = eventually("the template is listed", async || {
            let (_, list) = routes.send("GET", "/templates", None).await;
            let mut rows = list.as_array().unwrap().iter();
            rows.find(|row| row["name"] == json!(template)).cloned()
        })
        .await;
        assert_eq!(fields(&row), TEMPLATE);
        routes
            .send("DELETE", &format!("/templates/{template}"), None)
            .await;
        let (_, nodes) = routes.send("GET", "/nodes", None).await;
        let node = ["cordoned", "name", "ready", "region", "taints", "zone"];
        assert_eq!(fields(&nodes[0]), node);
    })
    .await;
}

#[tokio::test]
async fn every_route_says_in_a_detail_what_is_wrong() {
    on_routes(async |routes| {
        let none = format!("/clusters/{}/none", routes.namespace);
        let scaler = json!({ "minReplicas": 1, "maxReplicas": 3, "cpuTargetPercent": 70 });
        let steps: Vec<(&str, String, Option<Value>, u16)> = vec![
            ("GET", "/clusters?limit=0".into(), None, 422),
            (
                "POST",
                "/clusters".into(),
                Some(json!({ "name": "db", "namespace": routes.namespace, "size": 9 })),
                422,
            ),
            ("GET", none.clone(), None, 404),
            ("PATCH", none.clone(), Some(json!({ "paused": true })), 404),
            ("DELETE", none.clone(), None, 404),
            (
                "POST",
                format!("{none}/scale"),
                Some(json!({ "size": 2 })),
                404,
            ),
            ("GET", format!("{none}/events"), None, 404),
            (
                "POST",
                format!("{none}/operations"),
                Some(json!({ "kind": "WarmRestart" })),
                404,
            ),
            ("GET", format!("{none}/health"), None, 404),
            ("GET", format!("{none}/config-drift"), None, 404),
            ("GET", format!("{none}/reconciliation-status"), None, 404),
            ("GET", format!("{none}/pods/none-0-0/logs"), None, 404),
            ("GET", format!("{none}/yaml"), None, 404),
            ("GET", format!("{none}/hpa"), None, 404),
            ("POST", format!("{none}/hpa"), Some(scaler), 404),
            ("POST", format!("{none}/resync-template"), None, 404),
            ("GET", "/templates?context=none".into(), None, 404),
            (
                "POST",
                "/templates".into(),
                Some(json!({ "name": "t", "size": 9 })),
                422,
            ),
            ("GET", "/templates/none".into(), None, 404),
            ("DELETE", "/templates/none".into(), None, 404),
            ("GET", "/namespaces?context=none".into(), None, 404),
            ("GET", "/storageclasses?context=none".into(), None, 404),
            ("GET", "/secrets?context=none".into(), None, 404),
            ("GET", "/nodes?context=none".into(), None, 404),
        ];
        for (method, path, body, expected) in steps {
            let (status, answer) = routes.send(method, &path, body).await;
            assert_eq!(status, expected, "{method} {path}: {answer}");
            assert_eq!(fields(&answer), ["detail"], "{method} {path}");
            assert!(
                !answer["detail"].as_str().unwrap().is_empty(),
                "{method} {path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_can_be_chosen_from_is_listed() {
    on_routes(async |routes| {
        let secrets = format!("/secrets?namespace={}", routes.namespace);
        for path in ["/namespaces", "/storageclasses", &secrets] {
            let (status, list) = routes.send("GET", path, None).await;
            assert_eq!(status, 200, "{path}: {list}");
            let names = list.as_array().unwrap();
            assert!(names.iter().all(Value::is_string), "{path}: {list}");
        }
        let (_, namespaces) = routes.send("GET", "/namespaces", None).await;
        let own = json!(routes.namespace);
        assert!(
            namespaces.as_array().unwrap().contains(&own),
            "{namespaces}"
        );
        let (_, nodes) = routes.send("GET", "/nodes", None).await;
        assert!(nodes[0]["zone"].is_string(), "{nodes}");
    })
    .await;
}

#[tokio::test]
async fn a_template_is_made_seen_and_kept_while_a_cluster_is_made_from_it() {
    on_routes(async |routes| {
        let name = format!("rest-{}", routes.namespace);
        let path = format!("/templates/{name}");
        let body = json!({
            "name": name,
            "description": "for tests",
            "size": 2,
            "networkConfig": { "heartbeatInterval": 150, "heartbeatMode": null },
            "storage": { "size": "2Gi" },
            "aerospikeConfig": { "replication-factor": 2 },
        });
        let (status, made) = routes.send("POST", "/templates", Some(body)).await;
        assert_eq!(status, 201, "{made}");
        assert_eq!((&made["name"], &made["size"]), (&json!(name), &json!(2)));
        let unsupported = json!({ "name": "other", "networkConfig": { "heartbeatPort": 3002 } });
        let (status, refused) = routes.send("POST", "/templates", Some(unsupported)).await;
        assert_eq!(status, 422, "{refused}");

        eventually("the template is listed", async || {
            let (status, list) = routes.send("GET", "/templates", None).await;
            assert_eq!(status, 200, "{list}");
            let mut templates = list.as_array().unwrap().iter();
            let own = templates.find(|one| one["name"] == json!(name))?;
            assert_eq!(own["description"], "for tests");
            assert_eq!(own["usedBy"], json!([]));
            Some(())
        })
        .await;
        let (status, template) = routes.send("GET", &path, None).await;
        assert_eq!(status, 200, "{template}");
        let spec = &template["spec"];
        assert_eq!(
            spec["aerospikeConfig"]["network"]["heartbeat"],
            json!({ "interval": 150 })
        );
        assert_eq!(
            spec["aerospikeConfig"]["namespaceDefaults"]["replication-factor"],
            2
        );
        assert_eq!(spec["storage"]["resources"]["requests"]["storage"], "2Gi");

        let cluster = json!({
            "name": "db",
            "namespace": routes.namespace,
            "size": 1,
            "templateRef": name,
            "autoConnect": false,
        });
        let (status, made) = routes.send("POST", "/clusters", Some(cluster)).await;
        assert_eq!(status, 201, "{made}");
        assert!(made["connectionId"].is_null(), "{made}");
        let (status, used) = routes.send("DELETE", &path, None).await;
        assert_eq!(status, 409, "{used}");
        let (status, gone) = routes.of("DELETE", "", None).await;
        assert_eq!(status, 202, "{gone}");
        let (status, removed) = eventually("no cluster is made from it", async || {
            let answer = routes.send("DELETE", &path, None).await;
            (answer.0 != 409).then_some(answer)
        })
        .await;
        assert_eq!(
            (status, &removed["deleted"]),
            (202, &json!(true)),
            "{removed}"
        );
        eventually("the template is gone", async || {
            let (status, _) = routes.send("GET", &path, None).await;
            (status == 404).then_some(())
        })
        .await;
    })
    .await;
}
