//! What a cluster is busy with, followed while it is written to.

use acm_tests::with_server;
use serde_json::{Value, json};

const PUT: &str =
    "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";

#[tokio::test]
async fn sets_grow_by_what_is_written_and_by_no_more() {
    with_server(async |server| {
        let feed = "subscription($id: ID!) { top(connectionId: $id, setsBy: OBJECTS_PER_SECOND) {
            at kind namespaces { name writesPerSecond }
            sets { namespace name objects objectsPerSecond bytesPerSecond } } }";
        let mut socket = server.socket().await;
        let variables = json!({ "id": server.connection() });
        socket.subscribe("t", feed, variables).await;
        let first = socket.data("t").await["top"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        for namespace in first["namespaces"].as_array().unwrap() {
            assert_eq!(namespace["writesPerSecond"], json!(null), "one answer has no rate");
        }
        let (mut written, mut grown, mut counted) = (0, 0.0, 0.0);
        let mut before = second(&first);
        while grown < 9.0 || counted < 9.0 {
            if written < 10 {
                let key = json!({ "namespace": "test", "set": "top", "userKey": { "int": written.to_string() } });
                let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
                server.data(PUT, json!({ "input": input })).await;
                written += 1;
            }
            let item = socket.data("t").await["top"].take();
            let now = second(&item);
            let passed = (now - before).rem_euclid(60.0);
            before = now;
            // Rates times their interval add up to what was written, and to no more.
            grown += passed * rate(&item["sets"], "top", "objectsPerSecond");
            counted += passed * rate(&item["namespaces"], "test", "writesPerSecond");
        }
        assert!((9.0..11.0).contains(&grown), "{grown}");
        assert!((9.0..11.0).contains(&counted), "{counted}");
    })
    .await;
}

fn rate(list: &Value, name: &str, field: &str) -> f64 {
    let mut list = list.as_array().unwrap().iter();
    let one = list.find(|one| one["name"] == name);
    one.and_then(|one| one[field].as_f64()).unwrap_or_default()
}

/// The seconds of an item's time, within its minute.
fn second(item: &Value) -> f64 {
    let (_, seconds) = item["at"].as_str().unwrap().rsplit_once(':').unwrap();
    seconds.strip_suffix('Z').unwrap().parse().unwrap()
}
