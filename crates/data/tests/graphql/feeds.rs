use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use serde_json::json;

use crate::support::{Bench, Fake};

const FEED: &str = r#"subscription { clusterChanged(connectionId: "c1") {
    kind version lagged problem { code } cluster { name size nodesAnswered } } }"#;

#[tokio::test(start_paused = true)]
async fn the_state_comes_first_then_each_change() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    let first = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(
        first["cluster"],
        json!({"name": "demo", "size": 2, "nodesAnswered": 2})
    );
    bench.fake.silence("B", true);
    let second = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
    assert_eq!(
        (&second["kind"], &second["lagged"]),
        (&json!("CHANGE"), &json!(false))
    );
    assert_eq!(second["cluster"]["nodesAnswered"], 1);
    assert!(second["version"].as_str().unwrap() > first["version"].as_str().unwrap());
}

#[tokio::test(start_paused = true)]
async fn an_unchanged_cluster_is_heard_of_every_ten_seconds() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    feed.next().await.unwrap();
    let before = tokio::time::Instant::now();
    feed.next().await.unwrap();
    let passed = before.elapsed();
    assert!(
        (Duration::from_secs(9)..=Duration::from_secs(12)).contains(&passed),
        "{passed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_dead_cluster_is_a_problem_and_the_feed_goes_on() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    feed.next().await.unwrap();
    for node in ["A", "B"] {
        bench.fake.silence(node, true);
    }
    let down = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
    assert_eq!(
        (&down["cluster"], &down["problem"]["code"]),
        (&json!(null), &json!("TIMEOUT"))
    );
    bench.fake.silence("A", false);
    loop {
        let item = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
        if item["problem"] == json!(null) {
            assert_eq!(item["cluster"]["nodesAnswered"], 1);
            break;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn readers_share_one_poller_that_stops_after_the_last() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let (mut one, mut two) = (bench.feed(FEED), bench.feed(FEED));
    one.next().await.unwrap();
    two.next().await.unwrap();
    assert_eq!(bench.tasks.alive(), 1);
    drop(one);
    assert!(two.next().await.is_some());
    drop(two);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(bench.tasks.alive(), 0);
    assert_eq!(bench.tasks.panics(), 0);
    assert!(bench.feed(FEED).next().await.is_some(), "it starts again");
}

#[tokio::test(start_paused = true)]
async fn feeds_end_with_the_profile_and_with_the_server() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    feed.next().await.unwrap();
    bench.fake.forget_profile();
    let last = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
    assert_eq!(last["problem"]["code"], "NOT_FOUND");
    assert!(feed.next().await.is_none());

    let refused = bench.feed(FEED).next().await.unwrap();
    assert_eq!(refused["errors"][0]["code"], "NOT_FOUND");

    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    feed.next().await.unwrap();
    assert!(bench.tasks.shutdown(Duration::from_secs(1)).await);
    assert!(feed.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_was_away_gets_the_newest_state_and_is_told() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(FEED);
    feed.next().await.unwrap();
    for silent in [true, false, true] {
        bench.fake.silence("B", silent);
        tokio::time::sleep(Duration::from_secs(4)).await;
    }
    let newest = feed.next().await.unwrap()["data"]["clusterChanged"].clone();
    assert_eq!(
        (&newest["lagged"], &newest["cluster"]["nodesAnswered"]),
        (&json!(true), &json!(1))
    );
    assert!(feed.next().now_or_never().is_none(), "nothing was queued");
}
