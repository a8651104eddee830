//! What is followed: the clusters of a context, events, and the logs of pods.

use serde_json::{Value, json};

use super::stage::{CLUSTER, Feed, on_stage};
use crate::operator::samples::in_memory;

#[tokio::test]
async fn the_clusters_of_a_namespace_are_followed_from_none_to_none() {
    on_stage("clusters-followed", async |stage| {
        let text = "subscription { k8sClustersChanged(filter: { namespaces: [\"clusters-followed\"] })
            { ... on FeedItem { kind version problem { code } } clusters { id name phase } removedIds } }";
        let mut feed = Feed::open(stage.server, "k8sClustersChanged", text).await;
        let first = feed.next().await;
        assert_eq!((&first["kind"], &first["clusters"]), (&json!("SNAPSHOT"), &json!([])));
        stage.create(in_memory(1, 1)).await;
        let done = feed
            .until("it is done", |item| item["clusters"][0]["phase"] == "Completed")
            .await;
        assert_eq!(done["kind"], "CHANGE");
        assert_eq!(done["problem"], Value::Null);
        let id = &done["clusters"][0]["id"];

        let text = "{ k8sClusters(filter: { namespaces: [\"clusters-followed\"], phases: [\"Completed\"] })
            { totalCount live nodes { name } contexts { live problem { code } } } }";
        let listed = &stage.server.data(text, json!({})).await["k8sClusters"];
        assert_eq!(
            listed,
            &json!({
                "totalCount": 1, "live": true, "nodes": [{ "name": CLUSTER }],
                "contexts": [{ "live": true, "problem": null }],
            })
        );
        stage
            .change("deleteK8sCluster", json!({ "confirmName": CLUSTER }), "applied")
            .await;
        feed.until("it is gone", |item| item["removedIds"] == json!([id]))
            .await;
    })
    .await;
}

#[tokio::test]
async fn what_the_operator_and_kubernetes_tell_is_followed_by_category() {
    on_stage("clusters-events", async |stage| {
        let mut all = stage
            .follow("k8sEvents", "events { reason category objectKind warning }")
            .await;
        all.next().await;
        let text = format!(
            "subscription {{ k8sEvents(namespace: \"clusters-events\", name: \"{CLUSTER}\", categories: [SCALING])
                {{ events {{ reason category }} }} }}"
        );
        let mut scaling = Feed::open(stage.server, "k8sEvents", &text).await;
        scaling.next().await;
        stage.create_healthy(in_memory(1, 1)).await;
        let of_kind = |item: &Value, kind: &str| {
            let events = item["events"].as_array().unwrap();
            events.iter().any(|event| event["objectKind"] == kind)
        };
        all.until("one of the cluster", |item| of_kind(item, "AerospikeCluster"))
            .await;
        stage
            .change("scaleK8sCluster", json!({ "size": 2 }), "applied")
            .await;
        let scaled = scaling
            .until("it is scaled", |item| item["events"] != json!([]))
            .await;
        for event in scaled["events"].as_array().unwrap() {
            assert_eq!(event["category"], "SCALING", "{scaled:#}");
        }
        stage.serves("2/2").await;
        let shown = stage
            .cluster("events { totalCount nodes { objectKind objectName } }")
            .await;
        let kinds: Vec<&Value> = shown["events"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| &event["objectKind"])
            .collect();
        for kind in ["AerospikeCluster", "Pod", "StatefulSet"] {
            assert!(kinds.contains(&&json!(kind)), "{kind}: {kinds:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_logs_of_several_pods_are_followed_together() {
    on_stage("clusters-logs", async |stage| {
        let mut spec = in_memory(2, 1);
        spec["podSpec"] = json!({ "metadata": { "annotations": { "kube-testserver/log-every": "50ms" } } });
        stage.create_healthy(spec).await;
        let text = format!(
            "subscription {{ podLogs(namespace: \"clusters-logs\", name: \"{CLUSTER}\", tail: 5, grep: \"line\")
                {{ lines {{ pod at text cut }} ended {{ pod problem {{ code }} }} }} }}"
        );
        let mut feed = Feed::open(stage.server, "podLogs", &text).await;
        let (mut one, mut other) = (Vec::new(), Vec::new());
        while one.len() < 20 || other.len() < 20 {
            let item = feed.next().await;
            assert_eq!(item["ended"], json!([]));
            for line in item["lines"].as_array().unwrap() {
                assert!(line["at"].is_string(), "{line:#}");
                let number = line["text"].as_str().unwrap().rsplit(' ').next().unwrap();
                let number: u64 = number.parse().unwrap();
                match line["pod"].as_str().unwrap() {
                    "db-0-0" => one.push(number),
                    "db-0-1" => other.push(number),
                    pod => panic!("a line of {pod}"),
                }
            }
        }
        for lines in [one, other] {
            let first = lines[0];
            let expected: Vec<u64> = (first..).take(lines.len()).collect();
            assert_eq!(lines, expected, "none is missing, none twice, in their order");
        }

        let once = |pods: &str| {
            format!(
                "subscription {{ podLogs(namespace: \"clusters-logs\", name: \"{CLUSTER}\", pods: {pods}, tail: 3,
                    follow: false) {{ lines {{ pod text }} ended {{ pod problem {{ code }} }} }} }}"
            )
        };
        let mut feed = Feed::open(stage.server, "podLogs", &once("[\"db-0-1\"]")).await;
        let (mut lines, mut ended) = (0, Vec::new());
        while ended.is_empty() {
            let item = feed.next().await;
            lines += item["lines"].as_array().unwrap().len();
            ended.clone_from(item["ended"].as_array().unwrap());
        }
        assert_eq!(lines, 3);
        assert_eq!(ended, [json!({ "pod": "db-0-1", "problem": null })]);

        let mut feed = Feed::open(stage.server, "podLogs", &once("[\"db-0-7\"]")).await;
        assert_eq!(feed.refused().await["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}
