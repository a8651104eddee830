//! Streams of what a query finds.

use std::collections::BTreeSet;

use acm_tests::{Socket, TestServer, eventually, with_server};
use serde_json::{Value, json};

use super::{bin, fill, query};

const STREAM: &str = "subscription($query: RecordQueryInput!, $after: Cursor, $limit: Int64) {
    queryStream(query: $query, after: $after, limit: $limit) {
        records { bins } endCursor isLast
        progress { partitionsDone partitionsTotal returned seen ratePerSecond elapsedSeconds } } }";

/// Takes batches until the last; yields the numbers of all records and the last batch.
async fn rest(socket: &mut Socket, id: &str, seen: &mut BTreeSet<i64>) -> Value {
    loop {
        let batch = socket.data(id).await["queryStream"].take();
        take(&batch, seen);
        if batch["isLast"] == true {
            let complete = socket.next().await;
            assert_eq!(complete, json!({ "type": "complete", "id": id }));
            return batch;
        }
    }
}

fn take(batch: &Value, seen: &mut BTreeSet<i64>) {
    for record in batch["records"].as_array().unwrap() {
        let number = record["bins"]["n"].as_i64().unwrap();
        assert!(seen.insert(number), "{number} came twice");
    }
}

fn records(count: i64) -> Vec<Value> {
    (0..count).map(|n| json!({ "half": n % 2 })).collect()
}

#[tokio::test]
async fn a_stream_brings_every_record_once_and_tells_how_far_it_is() {
    with_server(async |server| {
        fill(server, "streamed", &records(5_000)).await;
        let mut socket = server.socket().await;
        let all = query(server, "streamed", json!({}));
        socket
            .subscribe("all", STREAM, json!({ "query": all }))
            .await;
        let mut seen = BTreeSet::new();
        let last = rest(&mut socket, "all", &mut seen).await;
        assert_eq!(seen, (0..5_000).collect());
        let progress = &last["progress"];
        assert_eq!(progress["partitionsDone"], 4096);
        assert_eq!(progress["partitionsTotal"], 4096);
        assert_eq!(
            (&progress["returned"], &progress["seen"]),
            (&json!("5000"), &json!("5000"))
        );
        assert!(progress["ratePerSecond"].as_f64().unwrap() > 0.0);
        assert_eq!(last["endCursor"], Value::Null);

        let filter = json!({ "filter": bin("half", json!({ "int": { "eq": "1" } })) });
        let half = query(server, "streamed", filter);
        socket
            .subscribe("half", STREAM, json!({ "query": half }))
            .await;
        let mut seen = BTreeSet::new();
        let last = rest(&mut socket, "half", &mut seen).await;
        assert_eq!(seen, (0..5_000).filter(|n| n % 2 == 1).collect());
        assert_eq!(last["progress"]["seen"], Value::Null, "only the nodes know");
    })
    .await;
}

#[tokio::test]
async fn a_stream_goes_on_from_any_batch_after_its_connection_was_lost() {
    with_server(async |server| {
        fill(server, "resumed", &records(5_000)).await;
        let all = query(server, "resumed", json!({}));
        let (mut seen, mut after) = (BTreeSet::new(), Value::Null);
        for _ in 0..3 {
            let mut socket = server.socket().await;
            let variables = json!({ "query": all, "after": after });
            socket.subscribe("s", STREAM, variables).await;
            let batch = socket.data("s").await["queryStream"].take();
            take(&batch, &mut seen);
            after = batch["endCursor"].clone();
            socket.vanish();
        }
        assert!(after.is_string());
        let mut socket = server.socket().await;
        let variables = json!({ "query": all, "after": after });
        socket.subscribe("s", STREAM, variables).await;
        rest(&mut socket, "s", &mut seen).await;
        assert_eq!(seen, (0..5_000).collect());
    })
    .await;
}

#[tokio::test]
async fn a_stream_of_so_many_records_ends_with_them_and_says_where_to_go_on() {
    with_server(async |server| {
        fill(server, "limited", &records(3_000)).await;
        let all = query(server, "limited", json!({}));
        let mut socket = server.socket().await;
        let variables = json!({ "query": all, "limit": 1_234 });
        socket.subscribe("s", STREAM, variables).await;
        let mut seen = BTreeSet::new();
        let last = rest(&mut socket, "s", &mut seen).await;
        assert_eq!(
            (seen.len(), &last["progress"]["returned"]),
            (1_234, &json!("1234"))
        );
        // A page of the same query goes on where the stream ended.
        let list = "query($query: RecordQueryInput!, $after: Cursor) {
            queryRecords(query: $query, first: 1000, after: $after) { records { bins } } }";
        let variables = json!({ "query": all, "after": last["endCursor"] });
        let page = server.data(list, variables).await["queryRecords"].take();
        take(&page, &mut seen);
        assert_eq!(seen.len(), 2_234);
        let variables = json!({ "query": all, "after": last["endCursor"] });
        socket.subscribe("rest", STREAM, variables).await;
        let mut others = BTreeSet::new();
        rest(&mut socket, "rest", &mut others).await;
        assert_eq!(others.len(), 3_000 - 1_234);
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_cannot_run_ends_with_a_coded_error() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        for (query, limit, code) in [
            (
                json!({ "connectionId": "none", "namespace": "test" }),
                Value::Null,
                "NOT_FOUND",
            ),
            (
                json!({ "connectionId": server.connection(), "namespace": "none" }),
                Value::Null,
                "NOT_FOUND",
            ),
            (query(server, "s", json!({})), json!("0"), "BAD_USER_INPUT"),
        ] {
            let variables = json!({ "query": query, "limit": limit });
            socket.subscribe("s", STREAM, variables).await;
            let message = socket.next().await;
            let errors = match message["type"].as_str().unwrap() {
                "error" => &message["payload"],
                _ => &message["payload"]["errors"],
            };
            assert_eq!(errors[0]["extensions"]["code"], code, "{message:#}");
            if message["type"] == "next" {
                assert_eq!(socket.next().await["type"], "complete");
            }
        }
    })
    .await;
}

/// More than sockets and the gateway hold of a stream that nobody reads.
fn large() -> Vec<Value> {
    (0..LARGE)
        .map(|_| json!({ "text": "x".repeat(20_000) }))
        .collect()
}

const LARGE: u64 = 2_500;

/// Whether a node works on a query of a set, and how many records all have sent of it.
async fn work(server: &TestServer, set: &str) -> (bool, u64) {
    let shown = server.info("query-show").await;
    let all = shown.iter().flat_map(|jobs| jobs.split([';', '\n', '\t']));
    let of_set = format!("set={set}");
    let own: Vec<&str> = all
        .filter(|job| job.split(':').any(|pair| pair == of_set))
        .collect();
    let sent = |job: &&str| {
        let sent = job
            .split(':')
            .find_map(|pair| pair.strip_prefix("recs-succeeded="));
        sent.and_then(|sent| sent.parse::<u64>().ok())
    };
    let works = own.iter().any(|job| job.contains("status=active"));
    (works, own.iter().filter_map(sent).sum())
}

/// How many records the nodes have sent once they have stopped.
async fn stopped(server: &TestServer, set: &str) -> u64 {
    let mut before = 0;
    eventually("the nodes have stopped", async || {
        let (works, sent) = work(server, set).await;
        let same = sent > 0 && sent == before;
        before = sent;
        (same && !works).then_some(sent)
    })
    .await
}

#[tokio::test]
async fn the_nodes_end_their_work_when_a_stream_is_ended_or_its_reader_vanishes() {
    with_server(async |server| {
        for (set, vanishes) in [("ended", false), ("vanished", true)] {
            fill(server, set, &large()).await;
            let all = query(server, set, json!({}));
            let mut socket = server.socket().await;
            socket.subscribe("s", STREAM, json!({ "query": all })).await;
            socket.data("s").await;
            if vanishes {
                socket.vanish();
            } else {
                socket.send(json!({ "type": "complete", "id": "s" })).await;
            }
            let sent = stopped(server, set).await;
            assert!(sent < LARGE, "all {sent} were sent for nobody");
        }
    })
    .await;
}

#[tokio::test]
async fn a_reader_that_stops_reading_stops_the_nodes_and_can_go_on() {
    with_server(async |server| {
        fill(server, "unread", &large()).await;
        let all = query(server, "unread", json!({}));
        let mut socket = server.socket().await;
        socket.subscribe("s", STREAM, json!({ "query": all })).await;
        let mut seen = BTreeSet::new();
        take(&socket.data("s").await["queryStream"], &mut seen);
        let held = stopped(server, "unread").await;
        rest(&mut socket, "s", &mut seen).await;
        assert_eq!(seen.len() as u64, LARGE);
        let (_, sent) = work(server, "unread").await;
        assert!(sent > held, "all {held} were sent to nobody");
    })
    .await;
}

#[tokio::test]
async fn a_stream_outlives_a_node_that_leaves() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_stream_outlives_a_node_that_leaves") else {
            return;
        };
        fill(server, "left", &large()).await;
        let all = query(server, "left", json!({}));
        let mut socket = server.socket().await;
        socket.subscribe("s", STREAM, json!({ "query": all })).await;
        let mut seen = BTreeSet::new();
        take(&socket.data("s").await["queryStream"], &mut seen);
        cluster.stop_node(1).await.unwrap();
        rest(&mut socket, "s", &mut seen).await;
        assert_eq!(seen.len() as u64, LARGE);
    })
    .await;
}
