//! Rights that are missing, verb by verb: what needs one says which, and nothing is done.

use serde_json::{Value, json};

use crate::{
    clusters::stage::Feed,
    logs::{run_pod, talks},
    operator::samples::in_memory,
    place::{Place, in_place_allowed, refused},
};

fn clusters(verbs: &[&str]) -> Value {
    json!([{ "apiGroups": ["acko.io"], "resources": ["aerospikeclusters"], "verbs": verbs }])
}

/// The right that is said to be missing.
fn missing(told: &Value) -> (String, String) {
    assert_eq!(told["code"], "FORBIDDEN", "{told:#}");
    assert_eq!(told["details"]["cause"], "RIGHT_MISSING", "{told:#}");
    let text = |field: &str| told["details"][field].as_str().unwrap().to_owned();
    (text("verb"), text("resource"))
}

async fn check(place: &Place<'_>, changes: &[(&str, Value, &str, &str)]) {
    for (name, input, verb, resource) in changes {
        let answer = place.ask(name, input.clone(), "__typename").await;
        let told = missing(refused(&answer));
        assert_eq!(told, ((*verb).to_owned(), (*resource).to_owned()), "{name}");
    }
}

#[tokio::test]
async fn who_may_only_look_is_told_for_each_change_what_is_missing() {
    in_place_allowed(clusters(&["get", "list", "watch"]), async |place| {
        place.make("db", in_memory(1, 1)).await;
        let before = place.kept("db").await;
        let yaml = "apiVersion: acko.io/v1alpha1\nkind: AerospikeCluster\nmetadata: { name: NAME }\n\
                    spec: { size: 1, image: \"aerospike:ce-8.1.1.1\", maxUnavailable: 1 }\n";
        let new = yaml.replace("NAME", "new");
        let edited = yaml.replace("NAME", "db");
        let all = "aerospikeclusters.acko.io";
        check(
            place,
            &[
                ("createK8sCluster", json!({ "name": "new", "spec": in_memory(1, 1) }), "create", all),
                ("createK8sCluster", json!({ "name": "new", "spec": in_memory(1, 1), "dryRun": true }), "create", all),
                ("importK8sCluster", json!({ "yaml": new }), "create", all),
                ("cloneK8sCluster", json!({ "name": "db", "newName": "copy" }), "create", all),
                ("updateK8sCluster", json!({ "name": "db", "spec": { "maxUnavailable": 1 } }), "patch", all),
                ("updateK8sCluster", json!({ "name": "db", "spec": { "maxUnavailable": 1 }, "dryRun": true }), "patch", all),
                ("editK8sCluster", json!({ "name": "db", "yaml": edited }), "patch", all),
                ("scaleK8sCluster", json!({ "name": "db", "size": 2 }), "patch", all),
                ("pauseK8sCluster", json!({ "name": "db" }), "patch", all),
                ("reconcileK8sCluster", json!({ "name": "db" }), "patch", all),
                ("setK8sNodeBlockList", json!({ "name": "db", "nodeNames": ["n"] }), "patch", all),
                ("deleteK8sCluster", json!({ "name": "db", "confirmName": "db" }), "delete", all),
                ("startK8sOperation", json!({ "name": "db", "restart": "POD" }), "list", "pods"),
                ("dropK8sOperationPods", json!({ "name": "db", "pods": ["db-0-0"] }), "list", "pods"),
                ("clearK8sOperation", json!({ "name": "db" }), "list", "pods"),
                ("putK8sAutoscaler", json!({ "name": "db", "minReplicas": 1, "maxReplicas": 2, "cpuTargetPercent": 50 }), "list", "horizontalpodautoscalers.autoscaling"),
                ("deleteK8sAutoscaler", json!({ "name": "db" }), "list", "horizontalpodautoscalers.autoscaling"),
            ],
        )
        .await;
        assert_eq!(place.kept("db").await, before);
        assert_eq!(place.clusters().list(&Default::default()).await.unwrap().items.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_get_a_cluster_may_not_change_it() {
    in_place_allowed(
        clusters(&["list", "watch", "create", "patch", "delete"]),
        async |place| {
            place.make("db", in_memory(1, 1)).await;
            let all = "aerospikeclusters.acko.io";
            check(
                place,
                &[
                    (
                        "updateK8sCluster",
                        json!({ "name": "db", "spec": { "maxUnavailable": 1 } }),
                        "get",
                        all,
                    ),
                    (
                        "scaleK8sCluster",
                        json!({ "name": "db", "size": 2 }),
                        "get",
                        all,
                    ),
                    (
                        "cloneK8sCluster",
                        json!({ "name": "db", "newName": "copy" }),
                        "get",
                        all,
                    ),
                ],
            )
            .await;
            let listed = place.list().await;
            assert_eq!(listed["nodes"], json!([{ "name": "db" }]));
        },
    )
    .await;
}

#[tokio::test]
async fn of_templates_each_right_that_is_missing_is_told() {
    in_place_allowed(clusters(&["get", "list", "watch"]), async |place| {
        let all = "aerospikeclustertemplates.acko.io";
        let changes = [
            (
                "createK8sTemplate",
                json!({ "name": "gold", "spec": { "size": 1 } }),
                "create",
            ),
            (
                "updateK8sTemplate",
                json!({ "name": "gold", "spec": { "size": 1 } }),
                "get",
            ),
        ];
        for (name, input, verb) in changes {
            let text = crate::reach::mutation(name, "__typename");
            let answer = place.server.answer(&text, json!({ "input": input })).await;
            assert_eq!(
                missing(refused(&answer)),
                (verb.to_owned(), all.to_owned()),
                "{name}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_log_that_may_not_be_read_says_so_and_events_too() {
    let mut rules = clusters(&["get", "list", "watch"]);
    let pods = json!({ "apiGroups": [""], "resources": ["pods"], "verbs": ["list", "watch"] });
    rules.as_array_mut().unwrap().push(pods);
    in_place_allowed(rules, async |place| {
        place.make("db", in_memory(1, 1)).await;
        run_pod(place, "db-0-0", talks("50ms")).await;
        let one = |field: &str, selection: &str| {
            format!(
                "subscription {{ {field}(namespace: \"{}\", name: \"db\") {{ {selection} }} }}",
                place.namespace()
            )
        };
        let text = one(
            "podLogs",
            "lines { text } ended { pod problem { code details } }",
        );
        let mut feed = Feed::open(place.server, "podLogs", &text).await;
        let ended = feed.next().await["ended"][0].take();
        assert_eq!(ended["pod"], "db-0-0");
        assert_eq!(
            missing(&ended["problem"]),
            ("get".to_owned(), "pods/log".to_owned())
        );

        let text = one("k8sEvents", "events { reason } problem { code details }");
        let mut feed = Feed::open(place.server, "k8sEvents", &text).await;
        let told = feed.next().await;
        assert_eq!(
            missing(&told["problem"]),
            ("list".to_owned(), "events".to_owned())
        );
    })
    .await;
}
