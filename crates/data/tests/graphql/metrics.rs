use std::time::Duration;

use futures_util::StreamExt;
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::{Bench, Fake, NOW, namespace};

const FIELDS: &str = "kind lagged version stepSeconds times nodes namespaces
    problem { code } problems { code node }
    series { metric scope node namespace unit values }";

fn metrics(kind: &str, arguments: &str) -> String {
    format!(r#"{kind} {{ metrics(connectionId: "c1" {arguments}) {{ {FIELDS} }} }}"#)
}

/// The values of one series.
fn values(frame: &Value, metric: &str, node: Option<&str>) -> Value {
    let series = frame["series"].as_array().unwrap();
    let found = series.iter().find(|series| {
        series["metric"] == metric
            && match node {
                None => series["scope"] == "CLUSTER",
                Some(node) => series["node"] == node,
            }
    });
    found.map_or(Value::Null, |series| series["values"].clone())
}

fn reads(fake: &Fake, node: &str, uptime: u64, reads: u64) {
    let statistics = format!("cluster_size=2;uptime={uptime};client_connections=3");
    fake.say(node, "statistics", &statistics);
    fake.say(
        node,
        "namespace/test",
        &namespace(&format!("client_read_success={reads}")),
    );
}

#[tokio::test(start_paused = true)]
async fn a_frame_holds_the_history_column_by_column() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let filter = r#", metrics: [READ_SUCCESS_RATE, OBJECTS, READ_LATENCY_P99,
        SYSTEM_FREE_MEMORY_RATIO]"#;
    bench.run(&metrics("query", filter)).await;
    bench
        .fake
        .say("A", "namespace/test", &namespace("client_read_success=270"));
    sleep(Duration::from_millis(1_500)).await;
    let answer = bench.run(&metrics("query", filter)).await;
    assert_json_snapshot!(answer["data"]["metrics"], @r#"
    {
      "kind": "SNAPSHOT",
      "lagged": false,
      "namespaces": [
        "test"
      ],
      "nodes": [
        "A",
        "B"
      ],
      "problem": null,
      "problems": [],
      "series": [
        {
          "metric": "READ_SUCCESS_RATE",
          "namespace": null,
          "node": null,
          "scope": "CLUSTER",
          "unit": "OPERATIONS_PER_SECOND",
          "values": [
            null,
            200.0
          ]
        },
        {
          "metric": "OBJECTS",
          "namespace": null,
          "node": null,
          "scope": "CLUSTER",
          "unit": "COUNT",
          "values": [
            10.0,
            10.0
          ]
        },
        {
          "metric": "SYSTEM_FREE_MEMORY_RATIO",
          "namespace": null,
          "node": null,
          "scope": "CLUSTER",
          "unit": "RATIO",
          "values": [
            0.84,
            0.84
          ]
        },
        {
          "metric": "READ_LATENCY_P99",
          "namespace": null,
          "node": null,
          "scope": "CLUSTER",
          "unit": "MILLISECONDS",
          "values": [
            4.0,
            4.0
          ]
        },
        {
          "metric": "READ_SUCCESS_RATE",
          "namespace": null,
          "node": "A",
          "scope": "NODE",
          "unit": "OPERATIONS_PER_SECOND",
          "values": [
            null,
            200.0
          ]
        },
        {
          "metric": "OBJECTS",
          "namespace": null,
          "node": "A",
          "scope": "NODE",
          "unit": "COUNT",
          "values": [
            5.0,
            5.0
          ]
        },
        {
          "metric": "SYSTEM_FREE_MEMORY_RATIO",
          "namespace": null,
          "node": "A",
          "scope": "NODE",
          "unit": "RATIO",
          "values": [
            0.84,
            0.84
          ]
        },
        {
          "metric": "READ_LATENCY_P99",
          "namespace": null,
          "node": "A",
          "scope": "NODE",
          "unit": "MILLISECONDS",
          "values": [
            4.0,
            4.0
          ]
        },
        {
          "metric": "READ_SUCCESS_RATE",
          "namespace": null,
          "node": "B",
          "scope": "NODE",
          "unit": "OPERATIONS_PER_SECOND",
          "values": [
            null,
            0.0
          ]
        },
        {
          "metric": "OBJECTS",
          "namespace": null,
          "node": "B",
          "scope": "NODE",
          "unit": "COUNT",
          "values": [
            5.0,
            5.0
          ]
        },
        {
          "metric": "SYSTEM_FREE_MEMORY_RATIO",
          "namespace": null,
          "node": "B",
          "scope": "NODE",
          "unit": "RATIO",
          "values": [
            0.84,
            0.84
          ]
        },
        {
          "metric": "READ_LATENCY_P99",
          "namespace": null,
          "node": "B",
          "scope": "NODE",
          "unit": "MILLISECONDS",
          "values": [
            4.0,
            4.0
          ]
        },
        {
          "metric": "READ_SUCCESS_RATE",
          "namespace": "test",
          "node": null,
          "scope": "NAMESPACE",
          "unit": "OPERATIONS_PER_SECOND",
          "values": [
            null,
            200.0
          ]
        },
        {
          "metric": "OBJECTS",
          "namespace": "test",
          "node": null,
          "scope": "NAMESPACE",
          "unit": "COUNT",
          "values": [
            10.0,
            10.0
          ]
        },
        {
          "metric": "READ_LATENCY_P99",
          "namespace": "test",
          "node": null,
          "scope": "NAMESPACE",
          "unit": "MILLISECONDS",
          "values": [
            4.0,
            4.0
          ]
        }
      ],
      "stepSeconds": 1.0,
      "times": [
        1769847300000.0,
        1769847301000.0
      ],
      "version": "2"
    }
    "#);
}

#[tokio::test(start_paused = true)]
async fn the_feed_replays_the_history_and_then_sends_one_column_a_second() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let filter = r#", metrics: [READ_SUCCESS_RATE], scopes: [CLUSTER]"#;
    let mut early = bench.feed(&metrics("subscription", filter));
    let first = early.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        (&first["kind"], &first["times"]),
        (&json!("SNAPSHOT"), &json!([NOW as f64]))
    );
    for second in 1..=3_u64 {
        reads(&bench.fake, "A", 71 + second, 70 + second * second * 10);
        let next = early.next().await.unwrap()["data"]["metrics"].clone();
        assert_eq!(next["kind"], "CHANGE");
        assert_eq!(next["times"].as_array().unwrap().len(), 1);
    }
    let late = bench
        .feed(&metrics("subscription", filter))
        .next()
        .await
        .unwrap();
    let late = &late["data"]["metrics"];
    assert_eq!(late["times"].as_array().unwrap().len(), 4);
    let rates = values(late, "READ_SUCCESS_RATE", None);
    let rounded: Vec<Option<i64>> = rates
        .as_array()
        .unwrap()
        .iter()
        .map(|rate| rate.as_f64().map(|rate| rate.round() as i64))
        .collect();
    assert_eq!(rounded, [None, Some(10), Some(30), Some(50)]);
    assert_eq!(bench.tasks.alive(), 1, "one sampler for both");
}

#[tokio::test(start_paused = true)]
async fn a_restart_leaves_a_gap_and_never_a_negative_rate() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(&metrics("subscription", ", metrics: [READ_SUCCESS_RATE]"));
    feed.next().await.unwrap();
    reads(&bench.fake, "A", 72, 170);
    let running = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        values(&running, "READ_SUCCESS_RATE", Some("A"))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    reads(&bench.fake, "A", 1, 5);
    let restarted = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        values(&restarted, "READ_SUCCESS_RATE", Some("A")),
        json!([null])
    );
    assert_eq!(
        values(&restarted, "READ_SUCCESS_RATE", Some("B")),
        json!([0.0])
    );
    assert_eq!(values(&restarted, "READ_SUCCESS_RATE", None), json!([0.0]));
}

#[tokio::test(start_paused = true)]
async fn a_silent_node_is_a_gap_and_a_problem() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let filter = ", metrics: [CLIENT_CONNECTIONS]";
    let mut feed = bench.feed(&metrics("subscription", filter));
    feed.next().await.unwrap();
    bench.fake.silence("B", true);
    let frame = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(frame["problems"], json!([{"code": "TIMEOUT", "node": "B"}]));
    assert_eq!(frame["problem"], Value::Null);
    assert_eq!(
        values(&frame, "CLIENT_CONNECTIONS", Some("B")),
        json!([null])
    );
    assert_eq!(values(&frame, "CLIENT_CONNECTIONS", None), json!([3.0]));
    bench.fake.silence("A", true);
    let frame = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(frame["problem"]["code"], "TIMEOUT");
    assert_eq!(values(&frame, "CLIENT_CONNECTIONS", None), json!([null]));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_joins_sends_the_history_anew() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(&metrics("subscription", ", metrics: [CLIENT_CONNECTIONS]"));
    feed.next().await.unwrap();
    bench.fake.say("C", "statistics", "client_connections=9");
    bench.fake.say("C", "namespaces", "");
    let frame = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        (&frame["kind"], &frame["lagged"]),
        (&json!("SNAPSHOT"), &json!(false))
    );
    assert_eq!(
        values(&frame, "CLIENT_CONNECTIONS", Some("C")),
        json!([null, 9.0])
    );
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_was_away_gets_what_it_missed_or_the_history_anew() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(&metrics(
        "subscription",
        ", metrics: [OBJECTS], scopes: [CLUSTER]",
    ));
    feed.next().await.unwrap();
    sleep(Duration::from_millis(5_500)).await;
    let missed = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        (&missed["kind"], &missed["lagged"]),
        (&json!("CHANGE"), &json!(false))
    );
    assert_eq!(missed["times"].as_array().unwrap().len(), 5);
    sleep(Duration::from_secs(60)).await;
    let anew = feed.next().await.unwrap()["data"]["metrics"].clone();
    assert_eq!(
        (&anew["kind"], &anew["lagged"]),
        (&json!("SNAPSHOT"), &json!(true))
    );
    assert!(anew["times"].as_array().unwrap().len() > 60);
}

#[tokio::test(start_paused = true)]
async fn a_sampler_ends_a_minute_after_the_last_look() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.run(&metrics("query", "")).await;
    sleep(Duration::from_secs(50)).await;
    assert_eq!(bench.tasks.alive(), 1);
    sleep(Duration::from_secs(15)).await;
    assert_eq!(bench.tasks.alive(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_is_reloaded_finds_its_history() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let subscription = metrics("subscription", ", metrics: [OBJECTS], scopes: [CLUSTER]");
    let mut feed = bench.feed(&subscription);
    while feed.next().await.unwrap()["data"]["metrics"]["version"] != "120" {}
    drop(feed);
    sleep(Duration::from_secs(30)).await;
    let again = bench.feed(&subscription).next().await.unwrap();
    assert!(again["data"]["metrics"]["times"].as_array().unwrap().len() >= 149);
}

#[tokio::test(start_paused = true)]
async fn a_profile_that_keeps_history_is_sampled_every_ten_seconds() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.start();
    let standing = bench.tasks.alive();
    bench.fake.keep_history(true);
    sleep(Duration::from_secs(125)).await;
    let query = metrics("query", ", metrics: [OBJECTS], scopes: [CLUSTER]");
    let frame = bench.run(&query).await["data"]["metrics"].clone();
    assert_eq!(frame["times"].as_array().unwrap().len(), 13);
    assert_eq!(frame["stepSeconds"], 10.0);
    sleep(Duration::from_secs(5)).await;
    assert_eq!(
        bench.run(&query).await["data"]["metrics"]["stepSeconds"],
        1.0
    );
    bench.fake.keep_history(false);
    sleep(Duration::from_secs(120)).await;
    assert_eq!(bench.tasks.alive(), standing, "no sampler");
}

#[tokio::test(start_paused = true)]
async fn windows_out_of_bounds_and_unknown_connections_are_refused() {
    let bench = Bench::new(Fake::two_nodes()).await;
    for window in [-1, 0, 3_601] {
        let answer = bench
            .run(&metrics("query", &format!(", windowSeconds: {window}")))
            .await;
        assert_eq!(
            answer["errors"][0]["details"]["field"], "windowSeconds",
            "{window}"
        );
        let arguments = format!(", windowSeconds: {window}");
        let item = bench
            .feed(&metrics("subscription", &arguments))
            .next()
            .await
            .unwrap();
        assert_eq!(item["errors"][0]["code"], "BAD_USER_INPUT", "{window}");
    }
    bench.fake.forget_profile();
    let answer = bench.run(&metrics("query", "")).await;
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND");
    assert_eq!(answer["data"]["metrics"], Value::Null);
}
