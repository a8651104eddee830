use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::support::{Bench, Fake};

const ENTRY: &str = "connectionId name color env health problem { code } clusterName builds
    nodesAnswered nodesTotal namespaces objects dataUsedBytes dataTotalBytes
    fullestNamespaceRatio clientConnections stopWrites
    findings { critical warning notice unchecked }
    rates { readsPerSecond writesPerSecond queriesPerSecond }
    unknown { part reason } checkedAt";

async fn overview(bench: &Bench) -> Vec<Value> {
    let mut answer = bench
        .run(&format!("{{ overview {{ entries {{ {ENTRY} }} }} }}"))
        .await;
    assert!(answer.get("errors").is_none(), "{answer:#}");
    let entries = answer["data"]["overview"]["entries"].take();
    entries.as_array().unwrap().clone()
}

fn parts(entry: &Value) -> Vec<&str> {
    let unknown = entry["unknown"].as_array().unwrap().iter();
    unknown.map(|gap| gap["part"].as_str().unwrap()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_profile_is_shown_with_what_is_known_and_what_is_not() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let entries = overview(&bench).await;
    let mut entry = entries[0].clone();
    assert_eq!(parts(&entry), ["FINDINGS", "RATES"]);
    assert_eq!(entry["findings"]["warning"], 1);
    assert_ne!(entry["findings"]["unchecked"], 0);
    for taken in ["unknown", "findings", "checkedAt"] {
        entry.as_object_mut().unwrap().remove(taken);
    }
    let expected = json!({
        "connectionId": "c1", "name": "name of c1", "color": "#112233", "env": "default",
        "health": "UP", "problem": null, "clusterName": "demo", "builds": ["8.1.2.0"],
        "nodesAnswered": 2, "nodesTotal": 2, "namespaces": 1, "objects": "10",
        "dataUsedBytes": "500", "dataTotalBytes": "2000", "fullestNamespaceRatio": 0.25,
        "clientConnections": "6", "stopWrites": false, "rates": null
    });
    assert_eq!(entry, expected);
}

#[tokio::test(start_paused = true)]
async fn one_dead_cluster_delays_no_other_and_is_unknown() {
    let bench = Bench::new(Fake::two_nodes()).await;
    for id in ["dead", "well"] {
        bench.fake.add_profile(id);
    }
    bench.fake.hang("dead");
    let began = Instant::now();
    let entries = overview(&bench).await;
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    let health: Vec<_> = entries.iter().map(|entry| &entry["health"]).collect();
    assert_eq!(health, ["UP", "DOWN", "UP"]);
    let dead = &entries[1];
    assert_eq!(dead["problem"]["code"], "TIMEOUT");
    assert_eq!(dead["objects"], json!(null), "unknown is null, never 0");
    assert!(parts(dead).contains(&"CLUSTER"));
}

#[tokio::test(start_paused = true)]
async fn many_dead_clusters_hold_nobody_up_who_answered_before() {
    let bench = Bench::new(Fake::two_nodes()).await;
    for number in 0..300 {
        let id = format!("dead{number}");
        bench.fake.add_profile(&id);
        bench.fake.hang(&id);
    }
    bench.fake.add_profile("well");
    for round in 0..2 {
        let began = Instant::now();
        let entries = overview(&bench).await;
        assert!(
            began.elapsed() <= Duration::from_secs(9),
            "{:?}",
            began.elapsed()
        );
        // The last in the list is asked last at first, and first as soon as the others are known dead.
        let last = &entries[301]["health"];
        assert!(round == 0 || last == "UP", "{last}");
    }
}

#[tokio::test(start_paused = true)]
async fn rates_are_those_of_a_running_sampler_and_none_is_started() {
    let bench = Bench::new(Fake::two_nodes()).await;
    assert_eq!(overview(&bench).await[0]["rates"], json!(null));
    assert_eq!(bench.tasks.alive(), 0, "no sampler was started");
    let mut feed = bench.feed(r#"subscription { metrics(connectionId: "c1") { kind } }"#);
    for _ in 0..2 {
        feed.next().await.unwrap();
    }
    let entries = overview(&bench).await;
    assert_eq!(entries[0]["rates"]["readsPerSecond"], 0.0);
    assert_eq!(entries[0]["rates"]["writesPerSecond"], json!(null));
    assert!(!parts(&entries[0]).contains(&"RATES"));
}

#[tokio::test(start_paused = true)]
async fn profiles_are_followed_as_they_answer_come_and_go() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.fake.add_profile("dead");
    bench.fake.hang("dead");
    let mut feed = bench.feed(&format!(
        "subscription {{ overviewChanged {{ kind version removedIds order entries {{ {ENTRY} }} }} }}"
    ));
    let mut next = async || feed.next().await.unwrap()["data"]["overviewChanged"].take();
    let first = next().await;
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(first["order"], json!(["c1", "dead"]));
    assert_eq!(first["entries"][0]["health"], "UNKNOWN");
    let ids = |item: &Value| -> Vec<String> {
        let entries = item["entries"].as_array().unwrap().iter();
        entries
            .map(|entry| entry["connectionId"].as_str().unwrap().to_owned())
            .collect()
    };
    let answered = next().await;
    assert_eq!(
        (&answered["kind"], ids(&answered)),
        (&json!("CHANGE"), vec!["c1".to_owned()])
    );
    assert_eq!(answered["entries"][0]["health"], "UP");
    let down = next().await;
    assert_eq!(ids(&down), ["dead"]);
    assert_eq!(down["entries"][0]["health"], "DOWN");
    bench.fake.add_profile("late");
    let came = next().await;
    assert_eq!(
        (ids(&came), &came["order"]),
        (vec!["late".to_owned()], &json!(["c1", "dead", "late"]))
    );
    bench.fake.forget_profile();
    loop {
        let item = next().await;
        if item["order"] == json!([]) {
            assert_eq!(item["removedIds"], json!(["c1", "dead", "late"]));
            break;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn readers_share_one_board_that_ends_after_the_last() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let text = "subscription { overviewChanged { kind } }";
    let (mut one, mut two) = (bench.feed(text), bench.feed(text));
    one.next().await.unwrap();
    two.next().await.unwrap();
    assert_eq!(bench.tasks.alive(), 1);
    drop((one, two));
    sleep(Duration::from_secs(11)).await;
    assert_eq!((bench.tasks.alive(), bench.tasks.panics()), (0, 0));
}
