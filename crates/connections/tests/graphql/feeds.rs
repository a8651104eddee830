use futures_util::StreamExt;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::support::{answer, request, world};

const FEED: &str = "subscription { connectionsChanged {
    at kind lagged version problem { code } connections { id name revision } removedIds order
} }";

#[tokio::test]
async fn the_feed_begins_with_everything_and_goes_on_with_what_changes() {
    let world = world().await;
    let one = world.create("one", &["a"]).await;
    let two = world.create("two", &["b"]).await;
    let mut feed = world.schema.execute_stream(request(FEED, json!({})));
    assert_json_snapshot!(answer(&feed.next().await.unwrap()), @r##"
    {
      "data": {
        "connectionsChanged": {
          "at": "2026-01-31T08:15:00.000Z",
          "connections": [
            {
              "id": "conn-000000000001",
              "name": "one",
              "revision": "1"
            },
            {
              "id": "conn-000000000002",
              "name": "two",
              "revision": "1"
            }
          ],
          "kind": "SNAPSHOT",
          "lagged": false,
          "order": [
            "conn-000000000001",
            "conn-000000000002"
          ],
          "problem": null,
          "removedIds": [],
          "version": "3"
        }
      }
    }
    "##);
    world.update(&two, json!({ "name": "changed" })).await;
    assert_json_snapshot!(answer(&feed.next().await.unwrap()), @r##"
    {
      "data": {
        "connectionsChanged": {
          "at": "2026-01-31T08:15:00.000Z",
          "connections": [
            {
              "id": "conn-000000000002",
              "name": "changed",
              "revision": "2"
            }
          ],
          "kind": "CHANGE",
          "lagged": false,
          "order": [
            "conn-000000000001",
            "conn-000000000002"
          ],
          "problem": null,
          "removedIds": [],
          "version": "4"
        }
      }
    }
    "##);
    let delete = "mutation($id: ID!) { deleteConnection(input: { id: $id }) { id } }";
    world.run(delete, json!({ "id": one })).await;
    assert_json_snapshot!(answer(&feed.next().await.unwrap()), @r##"
    {
      "data": {
        "connectionsChanged": {
          "at": "2026-01-31T08:15:00.000Z",
          "connections": [],
          "kind": "CHANGE",
          "lagged": false,
          "order": [
            "conn-000000000002"
          ],
          "problem": null,
          "removedIds": [
            "conn-000000000001"
          ],
          "version": "5"
        }
      }
    }
    "##);
}

#[tokio::test]
async fn a_reorder_changes_the_order_alone() {
    let world = world().await;
    let one = world.create("one", &["a"]).await;
    let two = world.create("two", &["b"]).await;
    let mut feed = world.schema.execute_stream(request(FEED, json!({})));
    feed.next().await.unwrap();
    let reorder = "mutation($ids: [ID!]!) { reorderConnections(input: { ids: $ids }) { connections { id } } }";
    world.run(reorder, json!({ "ids": [two, one] })).await;
    let item = answer(&feed.next().await.unwrap());
    let change = &item["data"]["connectionsChanged"];
    assert_eq!(change["connections"], json!([]));
    assert_eq!(change["order"], json!([two, one]));
}

#[tokio::test]
async fn a_slow_reader_gets_all_changes_in_one_item_and_is_told() {
    let world = world().await;
    let mut feed = world.schema.execute_stream(request(FEED, json!({})));
    feed.next().await.unwrap();
    for n in 0..50 {
        world.create(&n.to_string(), &["a"]).await;
    }
    let item = answer(&feed.next().await.unwrap());
    let change = &item["data"]["connectionsChanged"];
    assert_eq!(change["lagged"], true);
    assert_eq!(change["kind"], "CHANGE");
    assert_eq!(change["connections"].as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn what_is_changed_in_the_store_by_others_arrives_too() {
    let world = world().await;
    let mut feed = world.schema.execute_stream(request(FEED, json!({})));
    feed.next().await.unwrap();
    world.create("one", &["a"]).await;
    feed.next().await.unwrap();
    let store = &world.store;
    let write = acm_core::Write::Delete {
        id: "conn-000000000001".into(),
        expected: None,
    };
    acm_core::DocumentStore::apply(store.as_ref(), "connections", vec![write])
        .await
        .unwrap();
    let item = answer(&feed.next().await.unwrap());
    assert_eq!(
        item["data"]["connectionsChanged"]["removedIds"],
        json!(["conn-000000000001"])
    );
}
