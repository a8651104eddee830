use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::support::{Bench, Fake, namespace};

const FEED: &str = r#"subscription { top(connectionId: "c1") { kind problem { code } problems { node }
    namespacesTotal setsTotal
    namespaces { name readsPerSecond writesPerSecond queriesPerSecond objects }
    sets { namespace name objects objectsPerSecond dataUsedBytes bytesPerSecond } } }"#;

/// Two nodes, at rest, with two sets.
fn at_rest() -> Fake {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        say(&fake, node, 100, 50, 10);
    }
    fake
}

/// A node's reads, and the records of its sets `users` and `orders`.
fn say(fake: &Fake, node: &str, reads: u64, users: u64, orders: u64) {
    let still = "migrate_tx_partitions_remaining=0;migrate_rx_partitions_remaining=0";
    let moving = "migrate_tx_partitions_remaining=1;migrate_rx_partitions_remaining=2";
    let text = namespace(&format!(
        "client_read_success={reads};client_write_success=7"
    ));
    fake.say(node, "namespace/test", &text.replace(moving, still));
    let set = |name: &str, objects: u64| {
        format!(
            "ns=test:set={name}:objects={objects}:data_used_bytes={};",
            objects * 100
        )
    };
    let sets = format!("{}{}", set("users", users), set("orders", orders));
    fake.say(node, "sets", &sets);
}

async fn next(feed: &mut (impl StreamExt<Item = Value> + Unpin)) -> Value {
    let mut item = feed.next().await.unwrap();
    assert!(item.get("errors").is_none(), "{item:#}");
    item["data"]["top"].take()
}

#[tokio::test(start_paused = true)]
async fn the_first_item_has_no_rates_and_the_next_has_true_ones() {
    let bench = Bench::new(at_rest()).await;
    let mut feed = bench.feed(FEED);
    let first = next(&mut feed).await;
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(first["namespaces"][0]["readsPerSecond"], json!(null));
    assert_eq!(first["sets"][0]["objectsPerSecond"], json!(null));
    say(&bench.fake, "A", 160, 50, 22);
    say(&bench.fake, "B", 140, 40, 22);
    let second = next(&mut feed).await;
    assert_eq!(second["namespaces"][0]["readsPerSecond"], 100.0);
    assert_eq!(second["namespaces"][0]["writesPerSecond"], 0.0);
    let sets = json!([
        {"namespace": "test", "name": "orders", "objects": "22", "objectsPerSecond": 12.0,
            "dataUsedBytes": "4400", "bytesPerSecond": 2400.0},
        {"namespace": "test", "name": "users", "objects": "45", "objectsPerSecond": -5.0,
            "dataUsedBytes": "9000", "bytesPerSecond": -1000.0},
    ]);
    assert_eq!(
        second["sets"], sets,
        "copies counted once, the fastest change first"
    );
}

#[tokio::test(start_paused = true)]
async fn growth_is_unknown_while_partitions_move_or_a_node_is_silent() {
    let bench = Bench::new(at_rest()).await;
    let mut feed = bench.feed(FEED);
    next(&mut feed).await;
    bench.fake.silence("B", true);
    let silent = next(&mut feed).await;
    assert_eq!(silent["sets"][0]["objectsPerSecond"], json!(null));
    assert_eq!(silent["problems"], json!([{"node": "B"}]));
    bench.fake.silence("B", false);
    next(&mut feed).await;
    bench
        .fake
        .say("A", "namespace/test", &namespace("client_read_success=100"));
    let moving = next(&mut feed).await;
    assert_eq!(moving["sets"][0]["objectsPerSecond"], json!(null));
    assert_eq!(moving["namespaces"][0]["readsPerSecond"], 0.0);
}

#[tokio::test(start_paused = true)]
async fn the_first_of_many_are_in_the_order_asked_for() {
    let bench = Bench::new(at_rest()).await;
    let asked = FEED.replace(
        r#"connectionId: "c1""#,
        r#"connectionId: "c1", setsBy: OBJECTS, first: 1"#,
    );
    let item = next(&mut bench.feed(&asked)).await;
    assert_eq!(item["sets"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&item["sets"][0]["name"], &item["setsTotal"]),
        (&json!("users"), &json!(2))
    );
    let refused = FEED.replace(r#"connectionId: "c1""#, r#"connectionId: "c1", first: 0"#);
    let refused = bench.feed(&refused).next().await.unwrap();
    assert_eq!(refused["errors"][0]["code"], "BAD_USER_INPUT");
    assert_eq!(refused["errors"][0]["details"]["field"], "first");
}
