//! What nodes tell of themselves.

use acm_embedded::{Fault, Key, Value as Bin};
use futures_util::StreamExt;
use serde_json::json;
use tokio::time::timeout;

use super::stage::{LONG, Stage, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_node_and_a_dead_one_null_their_own_status() {
    let stage = Stage::new(3).await;
    let query = r#"{ cluster(connectionId: "c") { size nodesAnswered nodesTotal consistent
        namespaces { name nodesAnswered } nodes { id active status { build } } } }"#;
    let whole = stage.api.run(query).await;
    let cluster = &whole["data"]["cluster"];
    assert_eq!(
        (&cluster["size"], &cluster["consistent"]),
        (&json!(3), &json!(true)),
        "{whole}"
    );
    assert_eq!(cluster["nodes"][0]["status"]["build"], "8.1.2.0");
    stage.server.set_fault(2, Fault::Hang).unwrap();
    let partial = until(|| async {
        let answer = stage.api.run(query).await;
        (answer["data"]["cluster"]["nodesAnswered"] == json!(2)).then_some(answer)
    })
    .await;
    assert_eq!(
        partial["data"]["cluster"]["namespaces"][0]["nodesAnswered"],
        2
    );
    stage.server.set_fault(2, Fault::None).unwrap();
    stage.server.stop_node(2).await.unwrap();
    until(|| async {
        let answer = stage.api.run(query).await;
        let cluster = answer["data"]["cluster"].clone();
        (cluster["size"] == json!(2) && cluster["consistent"] == json!(true)).then_some(())
    })
    .await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rates_follow_what_is_really_read() {
    let stage = Stage::new(3).await;
    stage
        .server
        .load("test", "s", Key::Integer(1), &[("a", Bin::Integer(1))])
        .unwrap();
    let mut feed = stage.api.feed(
        r#"subscription { metrics(connectionId: "c", scopes: [CLUSTER],
            metrics: [READ_SUCCESS_RATE, READ_NOT_FOUND_RATE]) {
            kind times series { metric values } } }"#,
    );
    let first = timeout(LONG, feed.next()).await.unwrap().unwrap();
    assert_eq!(first["data"]["metrics"]["kind"], "SNAPSHOT", "{first}");
    let read = r#"{ record(connectionId: "c",
        key: {namespace: "test", set: "s", userKey: {int: 1}}) { bins } }"#;
    let mut last = first["data"]["metrics"]["times"][0].as_f64().unwrap();
    for _ in 0..50 {
        stage.api.run(read).await;
    }
    // Until a second without reads follows those with some.
    let mut measured = 0.0;
    loop {
        let item = timeout(LONG, feed.next()).await.unwrap().unwrap();
        let frame = &item["data"]["metrics"];
        let time = frame["times"][0].as_f64().unwrap();
        let rate = frame["series"][0]["values"][0].as_f64().unwrap();
        measured += rate * (time - last) / 1_000.0;
        last = time;
        if measured > 0.0 && rate == 0.0 {
            break;
        }
    }
    assert!((measured - 50.0).abs() < 5.0, "{measured} of 50 reads");
    drop(feed);
    stage.end().await;
}
