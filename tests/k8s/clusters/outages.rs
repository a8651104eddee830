//! An API server that ends, comes back, or hangs.

use acm_tests::{KubeServer, KubeSetup, TestServer, eventually, with_setup};
use serde_json::{Value, json};

use super::stage::Feed;
use crate::{operator::samples::in_memory, reach::reaching};

const LIST: &str = "{ k8sClusters { totalCount live staleSince nodes { name } contexts { live problem { code } } } }";

async fn create(server: &TestServer, name: &str) -> Value {
    let text =
        "mutation($input: CreateK8sClusterInput!) { createK8sCluster(input: $input) { applied } }";
    let input = json!({ "namespace": "default", "name": name, "spec": in_memory(1, 1) });
    server.answer(text, json!({ "input": input })).await
}

async fn delete(server: &TestServer, name: &str) -> Value {
    let text =
        "mutation($input: DeleteK8sClusterInput!) { deleteK8sCluster(input: $input) { applied } }";
    let input = json!({ "namespace": "default", "name": name, "confirmName": name });
    server.answer(text, json!({ "input": input })).await
}

fn is_unavailable(item: &Value) -> bool {
    item["problem"]["code"] == "UNAVAILABLE"
}

/// Every watch from before the restart is told that it has expired.
#[tokio::test]
async fn what_is_followed_says_that_it_is_old_and_is_new_again_after_a_restart_of_the_api_server() {
    let kubernetes = KubeServer::start(&KubeSetup::default().with_definitions());
    with_setup(reaching(kubernetes.kubeconfig()), async |server| {
        for name in ["goes", "stays"] {
            let made = create(server, name).await;
            assert_eq!(made["data"]["createK8sCluster"]["applied"], true, "{made:#}");
        }
        let text = "subscription { k8sClustersChanged { kind problem { code } clusters { name } removedIds } }";
        let mut all = Feed::open(server, "k8sClustersChanged", text).await;
        let first = all.next().await;
        assert_eq!(first["clusters"], json!([{ "name": "goes" }, { "name": "stays" }]));
        let one = |field: &str, selection: &str| {
            format!("subscription {{ {field}(namespace: \"default\", name: \"goes\") {{ problem {{ code }} {selection} }} }}")
        };
        let mut cluster = Feed::open(server, "k8sCluster", &one("k8sCluster", "cluster { name }")).await;
        assert_eq!(cluster.next().await["cluster"]["name"], "goes");
        let selection = "reconciliation { failures }";
        let mut reconciliation = Feed::open(server, "reconciliation", &one("reconciliation", selection)).await;
        assert_eq!(reconciliation.next().await["reconciliation"]["failures"], 0);
        let mut events = Feed::open(server, "k8sEvents", &one("k8sEvents", "events { reason }")).await;
        events.next().await;

        kubernetes.stop_api_server();
        for feed in [&mut all, &mut cluster, &mut reconciliation, &mut events] {
            feed.until("it is old", is_unavailable).await;
        }
        let listed = &server.data(LIST, json!({})).await["k8sClusters"];
        assert_eq!((&listed["live"], &listed["totalCount"]), (&json!(false), &json!(2)));
        assert!(listed["staleSince"].is_string(), "{listed:#}");
        let context = json!({ "live": false, "problem": { "code": "UNAVAILABLE" } });
        assert_eq!(listed["contexts"], json!([context]), "what was known is shown, and that it is old");
        let refused = create(server, "new").await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{refused:#}");

        kubernetes.start_api_server();
        eventually("it deletes again", async || {
            let deleted = delete(server, "goes").await;
            (deleted["data"]["deleteK8sCluster"]["applied"] == true).then_some(())
        })
        .await;
        let made = create(server, "new").await;
        assert_eq!(made["data"]["createK8sCluster"]["applied"], true, "{made:#}");
        let (mut made, mut gone) = (false, false);
        all.until("it is new again", |item| {
            made |= item["clusters"].as_array().unwrap().contains(&json!({ "name": "new" }));
            gone |= item["removedIds"].to_string().contains("default/goes");
            made && gone && item["problem"].is_null()
        })
        .await;
        let is_live = |item: &Value| item["problem"].is_null();
        cluster
            .until("it is gone", |item| is_live(item) && item["cluster"].is_null())
            .await;
        reconciliation
            .until("it is gone", |item| is_live(item) && item["reconciliation"].is_null())
            .await;
        events.until("it is live again", is_live).await;
        eventually("the list is live again", async || {
            let listed = server.data(LIST, json!({})).await["k8sClusters"].take();
            let names = json!([{ "name": "new" }, { "name": "stays" }]);
            (listed["live"] == true && listed["nodes"] == names && listed["staleSince"].is_null()).then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_change_that_an_api_server_does_not_answer_is_given_up_in_time_and_made_once() {
    let kubernetes = KubeServer::start(&KubeSetup::default().with_definitions());
    let mut setup = reaching(kubernetes.kubeconfig());
    setup.config.kubernetes.api_timeout = 5;
    with_setup(setup, async |server| {
        let listed = &server.data(LIST, json!({})).await["k8sClusters"];
        assert_eq!(
            (&listed["live"], &listed["totalCount"]),
            (&json!(true), &json!(0))
        );
        // Leaves a connection open, on which the next one waits for its answer.
        let made = create(server, "quick").await;
        assert_eq!(
            made["data"]["createK8sCluster"]["applied"], true,
            "{made:#}"
        );
        kubernetes.pause_api_server();
        let late = create(server, "slow").await;
        let error = &late["errors"][0]["extensions"];
        assert_eq!(error["code"], "TIMEOUT", "{late:#}");
        let listed = &server.data(LIST, json!({})).await["k8sClusters"];
        assert_ne!(listed["totalCount"], Value::Null, "what is known is shown");
        kubernetes.resume_api_server();
        eventually("it answers again", async || {
            let again = create(server, "slow").await;
            let made = again["data"]["createK8sCluster"]["applied"] == true;
            let code = &again["errors"][0]["extensions"]["code"];
            (made || code == "ALREADY_EXISTS").then_some(())
        })
        .await;
        eventually("there is one", async || {
            let listed = server.data(LIST, json!({})).await["k8sClusters"].take();
            (listed["live"] == true
                && listed["nodes"] == json!([{ "name": "quick" }, { "name": "slow" }]))
            .then_some(())
        })
        .await;
    })
    .await;
}
