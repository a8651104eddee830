//! Changes that are made and not answered: the caller is told of the doubt, and nothing is made twice.

use acm_tests::{KubeServer, eventually};
use serde_json::{Value, json};

use crate::place::{DEADLINE, Place, in_place_by, refused};
use crate::{
    operator::samples::in_memory,
    relay::{Fate, Relay},
};

const SELECTION: &str = "applied cluster { metadata { uid } }";

/// A namespace, and a gateway that reaches it by a relay.
struct Scene<'a> {
    place: &'a Place<'a>,
    relay: &'a Relay,
}

async fn with_relay(test: impl AsyncFnOnce(Scene<'_>)) {
    let relay = Relay::to(KubeServer::shared()).await;
    in_place_by(relay.kubeconfig(), DEADLINE, async |place| {
        let relay = &relay;
        test(Scene { place, relay }).await;
    })
    .await;
}

impl Scene<'_> {
    async fn ask(&self, name: &str, input: Value) -> Value {
        self.place.ask(name, input, SELECTION).await
    }

    /// The names that the server lists, once it knows that many.
    async fn listed(&self, count: usize) -> Vec<Value> {
        eventually("they are listed", async || {
            let mut listed = self.place.list().await;
            let nodes = listed["nodes"].as_array_mut().unwrap();
            let names: Vec<Value> = nodes.iter_mut().map(|node| node["name"].take()).collect();
            (names.len() == count).then_some(names)
        })
        .await
    }
}

/// The code of an answer's first error, which says that the change is in doubt.
fn doubted(answer: &Value) -> String {
    let extensions = refused(answer);
    assert_eq!(extensions["details"]["inDoubt"], true, "{answer:#}");
    extensions["code"].as_str().unwrap().to_owned()
}

fn code(answer: &Value) -> &Value {
    &refused(answer)["code"]
}

fn late() -> Value {
    json!({
        "kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 504, "reason": "Timeout",
        "message": "Timeout: request did not complete within requested timeout",
    })
}

#[tokio::test]
async fn a_cluster_whose_making_was_not_answered_is_in_doubt_and_made_once() {
    with_relay(async |scene| {
        let path = format!(
            "POST /apis/acko.io/v1alpha1/namespaces/{}/aerospikeclusters",
            scene.place.namespace()
        );
        let fates = [
            ("lost", Fate::Unanswered, "TIMEOUT"),
            ("torn", Fate::Broken, "UNAVAILABLE"),
        ];
        for (name, fate, told) in fates {
            let input = json!({ "name": name, "spec": in_memory(1, 1) });
            scene.relay.next(&path, fate);
            let before = scene.relay.asked(&path);
            assert_eq!(
                doubted(&scene.ask("createK8sCluster", input.clone()).await),
                told
            );
            assert_eq!(scene.relay.asked(&path), before + 1, "it was sent once");
            let first = scene.place.kept(name).await;
            let again = scene.ask("createK8sCluster", input).await;
            assert_eq!(code(&again), "ALREADY_EXISTS", "{again:#}");
            let kept = scene.place.kept(name).await;
            assert_eq!(kept["metadata"]["uid"], first["metadata"]["uid"]);
            assert_eq!(kept["metadata"]["generation"], 1);
        }
        assert_eq!(scene.listed(2).await, ["lost", "torn"]);

        // Kubernetes itself may not know.
        scene.relay.next(&path, Fate::Refused(504, late()));
        let input = json!({ "name": "late", "spec": in_memory(1, 1) });
        assert_eq!(
            doubted(&scene.ask("createK8sCluster", input.clone()).await),
            "TIMEOUT"
        );
        let again = scene.ask("createK8sCluster", input).await;
        assert_eq!(
            again["data"]["createK8sCluster"]["applied"], true,
            "{again:#}"
        );

        // What was only tried is in no doubt.
        scene.relay.next(&path, Fate::Unanswered);
        let input = json!({ "name": "tried", "spec": in_memory(1, 1), "dryRun": true });
        let tried = scene.ask("createK8sCluster", input).await;
        assert_eq!(code(&tried), "TIMEOUT", "{tried:#}");
        let details = &tried["errors"][0]["extensions"]["details"];
        assert_eq!(details["inDoubt"], Value::Null, "{tried:#}");
        assert_eq!(scene.listed(3).await, ["late", "lost", "torn"]);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_was_not_answered_is_in_doubt_and_made_once() {
    with_relay(async |scene| {
        let input = json!({ "name": "db", "spec": in_memory(2, 1) });
        let made = scene.ask("createK8sCluster", input).await;
        assert_eq!(
            made["data"]["createK8sCluster"]["applied"], true,
            "{made:#}"
        );
        for (name, change) in [
            (
                "updateK8sCluster",
                json!({ "spec": { "maxUnavailable": 1 } }),
            ),
            ("scaleK8sCluster", json!({ "size": 3 })),
            ("pauseK8sCluster", json!({})),
        ] {
            let mut input = change;
            input["name"] = json!("db");
            scene.relay.next("PATCH /apis/acko.io", Fate::Unanswered);
            let asked = scene.relay.asked("PATCH");
            assert_eq!(
                doubted(&scene.ask(name, input.clone()).await),
                "TIMEOUT",
                "{name}"
            );
            assert_eq!(
                scene.relay.asked("PATCH"),
                asked + 1,
                "{name} was sent once"
            );
            let kept = scene.place.kept("db").await;
            let again = scene.ask(name, input).await;
            assert_eq!(
                again["data"][name]["applied"], false,
                "it is so already: {again:#}"
            );
            assert_eq!(
                scene.place.kept("db").await["metadata"],
                kept["metadata"],
                "{name}"
            );
        }

        // Who says what it saw is told what has become of that.
        let seen = scene.place.kept("db").await["metadata"]["resourceVersion"].clone();
        let input = json!({
            "name": "db", "spec": { "maxUnavailable": "50%" }, "expectedResourceVersion": seen,
        });
        scene.relay.next("PATCH /apis/acko.io", Fate::Broken);
        assert_eq!(
            doubted(&scene.ask("updateK8sCluster", input.clone()).await),
            "UNAVAILABLE"
        );
        let again = scene.ask("updateK8sCluster", input).await;
        assert_eq!(code(&again), "CONFLICT", "{again:#}");
        let current = &again["errors"][0]["extensions"]["details"]["current"];
        assert_eq!(current["spec"]["maxUnavailable"], "50%");

        // What could not even be asked was not done.
        scene.relay.next("GET /apis/acko.io", Fate::Unanswered);
        let asked = scene.relay.asked("PATCH");
        let input = json!({ "name": "db", "spec": { "maxUnavailable": 2 } });
        let unasked = scene.ask("updateK8sCluster", input).await;
        assert_eq!(code(&unasked), "TIMEOUT", "{unasked:#}");
        assert_eq!(
            unasked["errors"][0]["extensions"]["details"]["inDoubt"],
            Value::Null
        );
        assert_eq!(scene.relay.asked("PATCH"), asked);
    })
    .await;
}

#[tokio::test]
async fn a_deletion_that_was_not_answered_is_in_doubt_and_hits_none_made_since() {
    with_relay(async |scene| {
        let made = json!({ "name": "db", "spec": in_memory(1, 1) });
        scene.ask("createK8sCluster", made.clone()).await;
        let delete = json!({ "name": "db", "confirmName": "db" });
        scene.relay.next("DELETE /apis/acko.io", Fate::Unanswered);
        let lost = scene
            .place
            .ask("deleteK8sCluster", delete.clone(), "applied")
            .await;
        assert_eq!(doubted(&lost), "TIMEOUT");
        assert_eq!(scene.relay.asked("DELETE"), 1);
        assert!(
            scene
                .place
                .clusters()
                .get_opt("db")
                .await
                .unwrap()
                .is_none()
        );
        let again = scene
            .place
            .ask("deleteK8sCluster", delete.clone(), "applied")
            .await;
        assert_eq!(code(&again), "NOT_FOUND", "{again:#}");
        let made = scene.ask("createK8sCluster", made).await;
        assert_eq!(
            made["data"]["createK8sCluster"]["applied"], true,
            "{made:#}"
        );
    })
    .await;
}
