//! All profiles at a glance: live, dead and mute clusters side by side.

use std::time::{Duration, Instant};

use acm_tests::with_server;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const OVERVIEW: &str = "{ overview { at entries { connectionId name health problem { code }
    nodesAnswered nodesTotal namespaces objects dataTotalBytes findings { critical }
    rates { readsPerSecond } unknown { part reason } checkedAt } } }";

fn entry<'a>(entries: &'a Value, name: &str) -> &'a Value {
    let mut entries = entries.as_array().unwrap().iter();
    entries.find(|entry| entry["name"] == name).unwrap()
}

#[tokio::test]
async fn live_dead_and_mute_clusters_stand_side_by_side_within_seconds() {
    with_server(async |server| {
        let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
        server.connect("dead", &["127.0.0.1:1".to_owned()]).await;
        let at = mute.local_addr().unwrap().to_string();
        server.connect("mute", &[at]).await;
        let began = Instant::now();
        let entries = server.data(OVERVIEW, json!({})).await["overview"]["entries"].take();
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{:?}",
            began.elapsed()
        );
        let live = entry(&entries, "test");
        assert_eq!(live["health"], "UP");
        assert_eq!(live["nodesAnswered"], live["nodesTotal"]);
        assert_eq!(live["findings"]["critical"], 0);
        for (name, code) in [("dead", "UNAVAILABLE"), ("mute", "TIMEOUT")] {
            let entry = entry(&entries, name);
            assert_eq!(entry["health"], "DOWN", "{entry:#}");
            assert_eq!(entry["problem"]["code"], code, "{entry:#}");
            for unknown in ["objects", "dataTotalBytes", "findings", "nodesTotal"] {
                assert_eq!(entry[unknown], json!(null), "{unknown}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_overview_starts_no_sampler_and_shows_the_rates_of_one_that_runs() {
    with_server(async |server| {
        let before = server.tasks();
        let entries = server.data(OVERVIEW, json!({})).await["overview"]["entries"].take();
        assert_eq!(entries[0]["rates"], json!(null));
        let parts = entries[0]["unknown"].to_string();
        assert!(parts.contains("RATES"), "{parts}");
        assert!(server.tasks() <= before + 1, "a dial at most");
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { metrics(connectionId: $id) { kind } }";
        socket
            .subscribe("m", feed, json!({ "id": server.connection() }))
            .await;
        for _ in 0..2 {
            socket.data("m").await;
        }
        let entries = server.data(OVERVIEW, json!({})).await["overview"]["entries"].take();
        assert!(
            entries[0]["rates"]["readsPerSecond"].is_number(),
            "{entries:#}"
        );
    })
    .await;
}

#[tokio::test]
async fn profiles_are_followed_as_their_clusters_answer() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        let feed = "subscription { overviewChanged { kind order removedIds
            entries { connectionId health } } }";
        socket.subscribe("o", feed, json!({})).await;
        let first = socket.data("o").await["overviewChanged"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        assert_eq!(first["order"], json!([server.connection()]));
        let mut health = first["entries"][0]["health"].clone();
        while health != "UP" {
            let item = socket.data("o").await["overviewChanged"].take();
            health = item["entries"][0]["health"].clone();
        }
        let dead = server.connect("dead", &["127.0.0.1:1".to_owned()]).await;
        let mut seen = Vec::new();
        while seen.last() != Some(&json!("DOWN")) {
            let item = socket.data("o").await["overviewChanged"].take();
            let entries = item["entries"].as_array().unwrap().iter();
            let dead = entries.filter(|entry| entry["connectionId"] == dead.as_str());
            seen.extend(dead.map(|entry| entry["health"].clone()));
        }
        assert_eq!(seen[0], "UNKNOWN", "known before it is asked");
        let delete =
            "mutation($input: DeleteConnectionInput!) { deleteConnection(input: $input) { id } }";
        server
            .data(delete, json!({ "input": { "id": dead } }))
            .await;
        loop {
            let item = socket.data("o").await["overviewChanged"].take();
            if item["removedIds"] == json!([dead]) {
                break;
            }
        }
    })
    .await;
}
