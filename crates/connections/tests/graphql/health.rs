use acm_connections::Cause;
use futures_util::StreamExt;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::support::{World, answer, request, three_nodes, world};

async fn health(world: &World, id: &str) -> Value {
    let document = "query($id: ID!) { connectionHealth(connectionId: $id) {
        connectionId status since checkedAt nodeCount nodesUp namespaces builds edition clusterName
        roundTripMs problem { code message node }
    } }";
    world.run(document, json!({ "id": id })).await
}

const FEED: &str = "subscription($id: ID!) { connectionHealth(connectionId: $id) {
    kind lagged problem { code } health { status nodeCount nodesUp problem { code } }
} }";

#[tokio::test]
async fn a_query_waits_for_the_first_look() {
    let world = world().await;
    world.dialer.set("up", Ok(three_nodes()));
    let id = world.create("one", &["up"]).await;
    assert_json_snapshot!(health(&world, &id).await, @r##"
    {
      "data": {
        "connectionHealth": {
          "builds": [
            "8.1.2.0"
          ],
          "checkedAt": "2026-01-31T08:15:00.000Z",
          "clusterName": "demo",
          "connectionId": "conn-000000000001",
          "edition": "Aerospike Community Edition",
          "namespaces": [
            "bar",
            "test"
          ],
          "nodeCount": 3,
          "nodesUp": 3,
          "problem": null,
          "roundTripMs": 1.5,
          "since": "2026-01-31T08:15:00.000Z",
          "status": "UP"
        }
      }
    }
    "##);
}

#[tokio::test]
async fn a_cluster_that_cannot_be_reached_is_down_with_advice() {
    let world = world().await;
    let id = world.create("one", &["nobody"]).await;
    assert_json_snapshot!(health(&world, &id).await, @r##"
    {
      "data": {
        "connectionHealth": {
          "builds": [],
          "checkedAt": "2026-01-31T08:15:00.000Z",
          "clusterName": null,
          "connectionId": "conn-000000000001",
          "edition": null,
          "namespaces": null,
          "nodeCount": null,
          "nodesUp": null,
          "problem": {
            "code": "UNAVAILABLE",
            "message": "The host refuses connections on this port. Check that Aerospike runs there and that the port is its service port (3000 unless configured).",
            "node": null
          },
          "roundTripMs": null,
          "since": "2026-01-31T08:15:00.000Z",
          "status": "DOWN"
        }
      }
    }
    "##);
}

#[tokio::test(start_paused = true)]
async fn a_dial_that_hangs_shows_as_connecting_and_delays_no_other() {
    let world = world().await;
    let _closed_gate = world.dialer.gate("silent");
    world.dialer.set("up", Ok(three_nodes()));
    let silent = world.create("silent", &["silent"]).await;
    let up = world.create("up", &["up"]).await;
    let (silent, up) = tokio::join!(health(&world, &silent), health(&world, &up));
    assert_eq!(silent["data"]["connectionHealth"]["status"], "CONNECTING");
    assert_eq!(up["data"]["connectionHealth"]["status"], "UP");
}

#[tokio::test]
async fn the_field_of_a_connection_answers_at_once_and_starts_the_watch() {
    let world = world().await;
    world.dialer.set("up", Ok(three_nodes()));
    let id = world.create("one", &["up"]).await;
    let field = "{ connections { health { status checkedAt } } }";
    let answer = world.run(field, json!({})).await;
    assert_eq!(
        answer["data"]["connections"][0]["health"]["checkedAt"],
        Value::Null
    );
    world.dialer.begun(1).await;
    assert_eq!(
        health(&world, &id).await["data"]["connectionHealth"]["status"],
        "UP"
    );
    assert_eq!(
        world.dialer.dials().len(),
        1,
        "one watcher and one client for all"
    );
}

/// Reads items until the status is the one waited for, and yields that item.
async fn until(
    feed: &mut (impl futures_util::Stream<Item = async_graphql::Response> + Unpin),
    status: &str,
) -> Value {
    loop {
        let item = answer(&feed.next().await.unwrap());
        if item["data"]["connectionHealth"]["health"]["status"] == status {
            return item;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_feed_follows_a_cluster_down_and_up_again() {
    let world = world().await;
    world.dialer.set("host", Ok(three_nodes()));
    let id = world.create("one", &["host"]).await;
    let mut feed = world
        .schema
        .execute_stream(request(FEED, json!({ "id": id })));
    let first = answer(&feed.next().await.unwrap());
    assert_eq!(first["data"]["connectionHealth"]["kind"], "SNAPSHOT");
    until(&mut feed, "UP").await;
    world.dialer.set("host", Err(Cause::Timeout));
    assert_json_snapshot!(until(&mut feed, "DOWN").await, @r##"
    {
      "data": {
        "connectionHealth": {
          "health": {
            "nodeCount": 3,
            "nodesUp": 0,
            "problem": {
              "code": "TIMEOUT"
            },
            "status": "DOWN"
          },
          "kind": "CHANGE",
          "lagged": false,
          "problem": {
            "code": "TIMEOUT"
          }
        }
      }
    }
    "##);
    world.dialer.set("host", Ok(three_nodes()));
    until(&mut feed, "UP").await;
    let mut silent = three_nodes();
    silent.silent = vec!["B".into()];
    world.dialer.set("host", Ok(silent));
    assert_json_snapshot!(until(&mut feed, "DEGRADED").await, @r##"
    {
      "data": {
        "connectionHealth": {
          "health": {
            "nodeCount": 3,
            "nodesUp": 2,
            "problem": {
              "code": "UNAVAILABLE"
            },
            "status": "DEGRADED"
          },
          "kind": "CHANGE",
          "lagged": false,
          "problem": {
            "code": "UNAVAILABLE"
          }
        }
      }
    }
    "##);
}

#[tokio::test(start_paused = true)]
async fn the_feed_dials_anew_when_the_connection_reaches_another_cluster() {
    let world = world().await;
    world.dialer.set("new", Ok(three_nodes()));
    let id = world.create("one", &["old"]).await;
    let mut feed = world
        .schema
        .execute_stream(request(FEED, json!({ "id": id })));
    until(&mut feed, "DOWN").await;
    world.update(&id, json!({ "hosts": ["new"] })).await;
    until(&mut feed, "UP").await;
    assert_eq!(
        world.dialer.dials().last().unwrap().hosts[0].to_string(),
        "new"
    );
}

#[tokio::test(start_paused = true)]
async fn the_feed_of_a_removed_connection_ends_with_an_error() {
    let world = world().await;
    let id = world.create("one", &["nobody"]).await;
    let mut feed = world
        .schema
        .execute_stream(request(FEED, json!({ "id": id })));
    until(&mut feed, "DOWN").await;
    let delete = "mutation($id: ID!) { deleteConnection(input: { id: $id }) { id } }";
    world.run(delete, json!({ "id": id })).await;
    let last = answer(&feed.next().await.unwrap());
    assert_eq!(last["errors"][0]["code"], "NOT_FOUND");
    assert!(feed.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_watcher_ends_a_while_after_the_last_who_asked() {
    let world = world().await;
    world.dialer.set("up", Ok(three_nodes()));
    let id = world.create("one", &["up"]).await;
    let idle = world.tasks.alive();
    let feed = world
        .schema
        .execute_stream(request(FEED, json!({ "id": id })));
    let mut feed = Box::pin(feed);
    until(&mut feed, "UP").await;
    assert_eq!(world.tasks.alive(), idle + 1);
    drop(feed);
    let began = tokio::time::Instant::now();
    while world.tasks.alive() > idle {
        assert!(
            began.elapsed().as_secs() < 120,
            "the watcher goes on for ever"
        );
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
    }
    assert!(began.elapsed().as_secs() >= 20, "it lingered");
}
