//! Clusters that are deleted, or made again, while somebody edits them.

use serde_json::{Value, json};

use crate::place::{in_place, refused};
use crate::{clusters::stage::Feed, operator::samples::in_memory};

#[tokio::test]
async fn a_cluster_deleted_while_it_is_edited_is_gone_for_each_change_and_is_not_made_again() {
    in_place(async |place| {
        place.make("db", in_memory(1, 1)).await;
        let one = |field: &str, selection: &str| {
            format!("subscription {{ {field}(namespace: \"{}\", name: \"db\") {{ {selection} }} }}", place.namespace())
        };
        let mut feed = Feed::open(place.server, "k8sCluster", &one("k8sCluster", "cluster { yaml metadata { resourceVersion } }")).await;
        let seen = feed.next().await["cluster"].take();
        let version = &seen["metadata"]["resourceVersion"];
        place.remove("db").await;
        feed.until("it is gone", |item| item["cluster"].is_null()).await;
        let changes = [
            ("updateK8sCluster", json!({ "spec": { "maxUnavailable": 1 }, "expectedResourceVersion": version, "seenYaml": seen["yaml"] })),
            ("updateK8sCluster", json!({ "spec": { "maxUnavailable": 1 } })),
            ("updateK8sCluster", json!({ "spec": { "maxUnavailable": 1 }, "dryRun": true })),
            ("editK8sCluster", json!({ "yaml": seen["yaml"] })),
            ("scaleK8sCluster", json!({ "size": 2 })),
            ("pauseK8sCluster", json!({})),
            ("reconcileK8sCluster", json!({})),
            ("startK8sOperation", json!({ "restart": "POD" })),
            ("cloneK8sCluster", json!({ "newName": "copy" })),
            ("deleteK8sCluster", json!({ "confirmName": "db" })),
        ];
        for (name, mut input) in changes {
            input["name"] = json!("db");
            let answer = place.ask(name, input, "__typename").await;
            assert_eq!(refused(&answer)["code"], "NOT_FOUND", "{name}: {answer:#}");
        }
        assert!(place.clusters().list(&Default::default()).await.unwrap().items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_cluster_made_again_under_the_name_is_another_one() {
    in_place(async |place| {
        place.make("db", in_memory(1, 1)).await;
        let first = place.kept("db").await;
        let text = format!(
            "subscription {{ k8sCluster(namespace: \"{}\", name: \"db\") {{ cluster {{ yaml metadata {{ uid }} }} }} }}",
            place.namespace()
        );
        let mut feed = Feed::open(place.server, "k8sCluster", &text).await;
        let seen = feed.next().await["cluster"].take();
        assert_eq!(seen["metadata"]["uid"], first["metadata"]["uid"]);
        place.remove("db").await;
        place.make("db", in_memory(2, 1)).await;
        let second = place.kept("db").await;
        feed.until("it is the other one", |item| item["cluster"]["metadata"]["uid"] == second["metadata"]["uid"])
            .await;

        let version = &first["metadata"]["resourceVersion"];
        let edits = [
            ("updateK8sCluster", json!({ "spec": { "maxUnavailable": 1 }, "expectedResourceVersion": version })),
            ("editK8sCluster", json!({ "yaml": seen["yaml"], "expectedResourceVersion": version })),
        ];
        for (name, mut input) in edits {
            input["name"] = json!("db");
            let answer = place.ask(name, input, "__typename").await;
            let told = refused(&answer);
            assert_eq!(told["code"], "CONFLICT", "{name}: {answer:#}");
            assert_eq!(told["details"]["current"]["spec"]["size"], 2, "{answer:#}");
        }
        let kept: Value = place.kept("db").await;
        assert_eq!(kept["metadata"]["generation"], 1, "nothing was changed");
    })
    .await;
}
