//! Latency histograms, distributions and logs.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::{Bench, Fake, NOW};

fn latencies(kind: &str, arguments: &str) -> String {
    format!(
        r#"{kind} {{ latencyHistograms(connectionId: "c1" {arguments}) {{
            kind lagged stepSeconds times operations nodes namespaces problem {{ code }}
            problems {{ node }} series {{ operation namespace node
                buckets {{ fromMs toMs opsPerSecond }} }} }} }}"#
    )
}

/// Operations a second of one series' buckets.
fn rates(frame: &Value, series: usize) -> Vec<Value> {
    let buckets = frame["series"][series]["buckets"].as_array().unwrap();
    buckets
        .iter()
        .map(|one| one["opsPerSecond"].clone())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn histograms_are_told_by_operation_namespace_and_node_over_time() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let answer = bench.run(&latencies("query", "")).await;
    let frame = &answer["data"]["latencyHistograms"];
    assert_eq!(frame["times"], json!([NOW as f64]));
    assert_eq!(frame["operations"], json!(["read"]));
    let series = &frame["series"];
    assert_eq!(series.as_array().unwrap().len(), 2, "{answer}");
    assert_eq!(
        (
            &series[0]["operation"],
            &series[0]["namespace"],
            &series[0]["node"]
        ),
        (&json!("read"), &json!("test"), &json!("A"))
    );
    let bounds = |bucket: &Value| (bucket["fromMs"].clone(), bucket["toMs"].clone());
    let buckets = series[0]["buckets"].as_array().unwrap();
    assert_eq!(bounds(&buckets[0]), (json!(0.0), json!(1.0)));
    assert_eq!(bounds(&buckets[2]), (json!(2.0), json!(4.0)));
    assert_eq!(bounds(&buckets[4]), (json!(8.0), Value::Null));
    assert_eq!(
        rates(frame, 0)[0],
        json!([4.0]),
        "4 of 10 within a millisecond"
    );
}

#[tokio::test(start_paused = true)]
async fn nodes_are_added_up_when_asked_for() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.fake.say(
        "B",
        "latencies:",
        "{test}-read:msec,90.0,0.00,0.00,0.00,0.00;batch-index:;{test}-write:",
    );
    let answer = bench.run(&latencies("query", ", combineNodes: true")).await;
    let frame = &answer["data"]["latencyHistograms"];
    assert_eq!(frame["series"].as_array().unwrap().len(), 1, "{answer}");
    assert_eq!(frame["series"][0]["node"], Value::Null);
    assert_eq!(rates(frame, 0)[0], json!([94.0]));
    let answer = bench
        .run(&latencies(
            "query",
            r#", operations: ["write"], nodes: ["A"]"#,
        ))
        .await;
    assert_eq!(answer["data"]["latencyHistograms"]["series"], json!([]));
}

#[tokio::test(start_paused = true)]
async fn microsecond_histograms_have_finer_bounds_and_a_series_of_their_own() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench
        .fake
        .say("B", "latencies:", "{test}-read:usec,8.0,50.00,25.00");
    let answer = bench.run(&latencies("query", ", combineNodes: true")).await;
    let series = answer["data"]["latencyHistograms"]["series"].clone();
    assert_eq!(series.as_array().unwrap().len(), 2, "{answer}");
    assert_eq!(series[1]["buckets"][1]["toMs"], json!(0.002));
    assert_eq!(series[1]["buckets"][2]["opsPerSecond"], json!([2.0]));
}

#[tokio::test(start_paused = true)]
async fn a_feed_of_histograms_begins_with_history_and_gains_a_point_every_ten_seconds() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.run(&latencies("query", "")).await;
    sleep(Duration::from_secs(25)).await;
    let mut feed = bench.feed(&latencies("subscription", r#", nodes: ["A"]"#));
    let first = feed.next().await.unwrap()["data"]["latencyHistograms"].clone();
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(first["stepSeconds"], 10.0);
    let times = first["times"].as_array().unwrap().clone();
    assert_eq!(times.len(), 3, "{first}");
    bench.fake.silence("A", true);
    let change = feed.next().await.unwrap()["data"]["latencyHistograms"].clone();
    assert_eq!(change["kind"], "CHANGE");
    let passed = change["times"][0].as_f64().unwrap() - times[2].as_f64().unwrap();
    assert!((9_500.0..12_000.0).contains(&passed), "{passed}");
    assert_eq!(
        rates(&change, 0)[0],
        json!([null]),
        "a silent node is a gap"
    );
    assert_eq!(change["problems"], json!([{"node": "A"}]));
}

#[tokio::test]
async fn a_window_or_a_filter_out_of_bounds_is_refused() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let many = format!(r#", operations: {}"#, json!(vec!["read"; 300]));
    for (arguments, field) in [
        (", windowSeconds: 0", Some("windowSeconds")),
        (", windowSeconds: 3601", Some("windowSeconds")),
        (many.as_str(), None),
    ] {
        let answer = bench.run(&latencies("query", arguments)).await;
        match field {
            Some(field) => assert_eq!(answer["errors"][0]["details"]["field"], field),
            None => assert!(answer.get("errors").is_none(), "one name, however often"),
        }
    }
}

const COUNT: &str = "histogram:namespace=test;type=ttl";

async fn distribution(bench: &Bench, arguments: &str) -> Value {
    bench
        .run(&format!(
            r#"{{ distribution(connectionId: "c1", namespace: "test", {arguments}) {{
                kind namespace set total exact nodes periodSeconds reason
                missing {{ code node }} buckets {{ from to count }} }} }}"#
        ))
        .await
}

fn period(fake: &Fake, node: &str, seconds: u32) {
    let settings = "get-config:context=namespace;namespace=test";
    fake.say(node, settings, &format!("nsup-hist-period={seconds}"));
}

#[tokio::test]
async fn a_distribution_is_the_sum_of_the_nodes_and_says_what_is_missing() {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        period(&fake, node, 3600);
        let reply = "units=seconds:hist-width=30:bucket-width=10:buckets=4,0,1";
        fake.say(node, COUNT, reply);
    }
    let bench = Bench::new(fake).await;
    let answer = distribution(&bench, "kind: TTL").await;
    assert_eq!(
        answer["data"]["distribution"],
        json!({"kind": "TTL", "namespace": "test", "set": null, "total": "10", "exact": true,
            "nodes": ["A", "B"], "periodSeconds": "3600", "reason": null, "missing": [],
            "buckets": [{"from": "0", "to": "10", "count": "8"},
                {"from": "10", "to": "20", "count": "0"}, {"from": "20", "to": "30", "count": "2"}]})
    );
    bench.fake.say("B", COUNT, "");
    let answer = distribution(&bench, "kind: TTL").await;
    let shown = &answer["data"]["distribution"];
    assert_eq!(
        (&shown["total"], &shown["nodes"]),
        (&json!("5"), &json!(["A"]))
    );
    assert_eq!(
        shown["missing"],
        json!([{"code": "UNAVAILABLE", "node": "B"}])
    );
    bench.fake.silence("B", true);
    let answer = distribution(&bench, "kind: TTL").await;
    let missing = &answer["data"]["distribution"]["missing"];
    assert_eq!(*missing, json!([{"code": "TIMEOUT", "node": "B"}]));
}

#[tokio::test]
async fn steps_of_different_widths_are_added_up_and_said_not_to_be_exact() {
    let fake = Fake::two_nodes();
    fake.say(
        "A",
        COUNT,
        "units=seconds:hist-width=20:bucket-width=10:buckets=1,2",
    );
    fake.say(
        "B",
        COUNT,
        "units=seconds:hist-width=50:bucket-width=25:buckets=3,4",
    );
    let bench = Bench::new(fake).await;
    let answer = distribution(&bench, "kind: TTL").await;
    let shown = &answer["data"]["distribution"];
    assert_eq!(
        (&shown["total"], &shown["exact"]),
        (&json!("10"), &json!(false))
    );
}

#[tokio::test]
async fn sizes_are_counted_by_powers_of_two() {
    let fake = Fake::two_nodes();
    let command = "histogram:namespace=test;set=users;type=object-size";
    fake.say("A", command, "units=bytes:[512-1K)=2:[1K-2K)=3");
    fake.say("B", command, "units=bytes:[1K-2K)=4");
    let bench = Bench::new(fake).await;
    let answer = distribution(&bench, r#"set: "users", kind: OBJECT_SIZE"#).await;
    assert_eq!(
        answer["data"]["distribution"]["buckets"],
        json!([{"from": "512", "to": "1024", "count": "2"},
            {"from": "1024", "to": "2048", "count": "7"}])
    );
}

#[tokio::test]
async fn why_there_is_no_distribution_is_told() {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        fake.say(node, COUNT, "");
        period(&fake, node, 0);
    }
    let bench = Bench::new(fake).await;
    let answer = distribution(&bench, "kind: TTL").await;
    let shown = &answer["data"]["distribution"];
    assert_eq!(
        (&shown["reason"], &shown["total"]),
        (&json!("OFF"), &Value::Null)
    );
    period(&bench.fake, "B", 60);
    let answer = distribution(&bench, "kind: TTL").await;
    let shown = &answer["data"]["distribution"];
    assert_eq!(
        (&shown["reason"], &shown["periodSeconds"]),
        (&json!("NOT_YET"), &Value::Null)
    );
    for node in ["A", "B"] {
        let command = "histogram:namespace=test;set=nope;type=ttl";
        bench.fake.say(node, command, "ERROR:4:unknown set");
    }
    let answer = distribution(&bench, r#"set: "nope", kind: TTL"#).await;
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND", "{answer}");
}

#[tokio::test]
async fn log_sinks_are_told_by_node() {
    let fake = Fake::two_nodes();
    fake.say("A", "logs", "0:/var/log/a.log;1:stderr");
    fake.say("A", "log/0", "misc:INFO;tls:DETAIL");
    fake.say("A", "log/1", "misc:LOUD");
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ logSinks(connectionId: "c1") { node problem { code }
                sinks { id name contexts { name level } } } }"#,
        )
        .await;
    assert_eq!(
        answer["data"]["logSinks"],
        json!([
            {"node": "A", "problem": null, "sinks": [
                {"id": 0, "name": "/var/log/a.log", "contexts": [
                    {"name": "misc", "level": "INFO"}, {"name": "tls", "level": "DETAIL"}]},
                {"id": 1, "name": "stderr", "contexts": [{"name": "misc", "level": null}]}]},
            {"node": "B", "problem": {"code": "TIMEOUT"}, "sinks": []},
        ]),
        "{answer}"
    );
}

#[tokio::test]
async fn a_log_level_is_changed_and_read_back_node_by_node() {
    let fake = Fake::two_nodes();
    let command = "log-set:id=0;tls=debug";
    fake.change("A", (command, "ok"), ("log/0", "misc:INFO;tls:DEBUG"));
    fake.change("B", (command, "ok"), ("log/0", "misc:INFO;tls:INFO"));
    fake.say("C", "log/0", "misc:INFO");
    fake.say("C", command, "ERROR:4:bad parameter");
    let bench = Bench::new(fake).await;
    let set = |context: &str| {
        format!(
            r#"mutation {{ setLogLevel(input: {{connectionId: "c1", context: "{context}", level: DEBUG}})
                {{ results {{ node outcome level problem {{ code }} }} }} }}"#
        )
    };
    let answer = bench.run(&set("tls")).await;
    assert_eq!(
        answer["data"]["setLogLevel"]["results"],
        json!([
            {"node": "A", "outcome": "APPLIED", "level": "DEBUG", "problem": null},
            {"node": "B", "outcome": "DIFFERS", "level": "INFO", "problem": null},
            {"node": "C", "outcome": "REFUSED", "level": null, "problem": {"code": "BAD_USER_INPUT"}},
        ]),
        "{answer}"
    );
    let answer = bench.run(&set("tls=debug;misc")).await;
    assert_eq!(answer["errors"][0]["details"]["field"], "input.context");
}
