//! The real dialer, against a cluster in this process that speaks the wire protocol.

use std::time::Duration;

use acm_embedded::{EmbeddedCluster, Fault};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::timeout};

use crate::support::{answer, real_world, request};

/// How long a condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(40);

async fn cluster() -> EmbeddedCluster {
    let builder = EmbeddedCluster::builder().nodes(3).cluster_name("real");
    builder.start().await.unwrap()
}

fn hosts(cluster: &EmbeddedCluster) -> Vec<String> {
    let addresses = cluster.addresses();
    addresses.iter().map(ToString::to_string).collect()
}

async fn test(input: Value) -> Value {
    let world = real_world().await;
    let document = "mutation($input: TestConnectionInput!) { testConnection(input: $input) {
        ok nodeCount builds edition clusterName namespaces roundTripMs problem { code message }
    } }";
    let answer = world.run(document, json!({ "input": input })).await;
    answer["data"]["testConnection"].clone()
}

#[tokio::test]
async fn one_seed_finds_the_whole_cluster() {
    let cluster = cluster().await;
    let found = test(json!({ "hosts": [hosts(&cluster)[0]], "clusterName": "real" })).await;
    assert_eq!(found["ok"], true, "{found}");
    assert_eq!(found["nodeCount"], 3);
    assert_eq!(found["builds"].as_array().unwrap().len(), 1);
    assert_eq!(found["edition"], "Aerospike Community Edition");
    assert_eq!(found["clusterName"], "real");
    assert_eq!(found["namespaces"], json!(["bar", "test"]));
    assert!(found["roundTripMs"].as_f64().unwrap() > 0.0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn what_keeps_a_connection_from_working_is_told_apart() {
    let cluster = cluster().await;
    let seeds = hosts(&cluster);
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = closed.local_addr().unwrap().to_string();
    drop(closed);
    for (input, code, words) in [
        (
            json!({ "hosts": [refused] }),
            "UNAVAILABLE",
            "refuses connections",
        ),
        (
            json!({ "hosts": seeds, "clusterName": "other" }),
            "UNAVAILABLE",
            "another name",
        ),
        (
            json!({ "hosts": seeds, "username": "admin", "password": "admin" }),
            "UNSUPPORTED",
            "no security",
        ),
        (
            json!({ "hosts": ["no-such-host.invalid"] }),
            "UNAVAILABLE",
            "no address",
        ),
    ] {
        let found = test(input.clone()).await;
        assert_eq!(found["problem"]["code"], code, "{input}: {found}");
        let message = found["problem"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{input}: {message}");
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_cluster_that_reads_and_never_answers_costs_the_deadline() {
    let cluster = cluster().await;
    for node in 0..3 {
        cluster.set_fault(node, Fault::Hang).unwrap();
    }
    let found = timeout(
        Duration::from_secs(7),
        test(json!({ "hosts": hosts(&cluster) })),
    );
    assert_eq!(found.await.unwrap()["problem"]["code"], "TIMEOUT");
    cluster.shutdown().await;
}

/// Reads items until `wanted` holds for the health in one.
async fn until(
    feed: &mut (impl Stream<Item = async_graphql::Response> + Unpin),
    wanted: impl Fn(&Value) -> bool,
) -> Value {
    let mut last = Value::Null;
    let found = timeout(PATIENCE, async {
        while !wanted(&last) {
            let item = answer(&feed.next().await.unwrap());
            last = item["data"]["connectionHealth"]["health"].clone();
        }
    });
    let ended = found.await;
    assert!(ended.is_ok(), "this was the last: {last}");
    last
}

#[tokio::test]
async fn health_follows_nodes_that_fall_silent_and_a_cluster_that_goes_and_comes_back() {
    let cluster = cluster().await;
    let world = real_world().await;
    let seeds = hosts(&cluster);
    let seeds: Vec<&str> = seeds.iter().map(String::as_str).collect();
    let id = world.create("one", &seeds).await;
    let feed = "subscription($id: ID!) { connectionHealth(connectionId: $id) {
        health { status nodeCount nodesUp problem { code node } }
    } }";
    let mut feed = world
        .schema
        .execute_stream(request(feed, json!({ "id": id })));
    let status = |status: &'static str| move |health: &Value| health["status"] == status;
    let up = until(&mut feed, status("UP")).await;
    assert_eq!((&up["nodeCount"], &up["nodesUp"]), (&json!(3), &json!(3)));
    cluster.set_fault(2, Fault::Hang).unwrap();
    let degraded = until(&mut feed, status("DEGRADED")).await;
    assert_eq!(degraded["problem"]["code"], "UNAVAILABLE");
    assert!(degraded["problem"]["node"].is_string(), "{degraded}");
    cluster.set_fault(2, Fault::None).unwrap();
    until(&mut feed, |health| {
        health["status"] == "UP" && health["nodesUp"] == 3
    })
    .await;
    for node in 0..3 {
        cluster.set_fault(node, Fault::DropConnections).unwrap();
    }
    let down = until(&mut feed, status("DOWN")).await;
    assert!(down["problem"]["code"].is_string(), "{down}");
    for node in 0..3 {
        cluster.set_fault(node, Fault::None).unwrap();
    }
    until(&mut feed, |health| {
        health["status"] == "UP" && health["nodesUp"] == 3
    })
    .await;
    drop(feed);
    assert!(world.tasks.shutdown(Duration::from_secs(5)).await);
    world.module.hooks().shutdown().await;
    assert_eq!(world.tasks.panics(), 0);
    cluster.shutdown().await;
}
