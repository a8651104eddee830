//! Feeds: the first item is the present state, the later ones changes, and the work behind them is shared.

use acm_embedded::MigrationPace;
use acm_tests::with_server;
use serde_json::{Value, json};

#[tokio::test]
async fn profiles_are_followed() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        let feed = "subscription { connectionsChanged { kind version lagged connections { id name } removedIds order } }";
        socket.subscribe("c", feed, json!({})).await;
        let first = socket.data("c").await["connectionsChanged"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        assert_eq!(first["connections"], json!([{ "id": server.connection(), "name": "test" }]));
        let other = server.connect("other", &["127.0.0.1:1".to_owned()]).await;
        let change = socket.data("c").await["connectionsChanged"].take();
        assert_eq!((&change["kind"], &change["lagged"]), (&json!("CHANGE"), &json!(false)));
        assert_eq!(change["connections"], json!([{ "id": other, "name": "other" }]));
        assert_eq!(change["order"], json!([server.connection(), other]));
        let delete = "mutation($input: DeleteConnectionInput!) { deleteConnection(input: $input) { id } }";
        server.data(delete, json!({ "input": { "id": other } })).await;
        let removal = socket.data("c").await["connectionsChanged"].take();
        assert_eq!(removal["removedIds"], json!([other]));
    })
    .await;
}

#[tokio::test]
async fn a_clusters_state_is_followed() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { clusterChanged(connectionId: $id) {
            kind problem { code } cluster { nodesAnswered namespaces { name sets { name objects } } } } }";
        socket.subscribe("c", feed, json!({ "id": server.connection() })).await;
        let first = socket.data("c").await["clusterChanged"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        let key = json!({ "namespace": "test", "set": "followed", "userKey": { "int": "1" } });
        let input = json!({ "input": { "connectionId": server.connection(), "key": key, "bins": { "a": 1 } } });
        server.data(put, input).await;
        loop {
            let item = socket.data("c").await["clusterChanged"].take();
            let text = item["cluster"].to_string();
            if text.contains(r#""name":"followed","objects":"1""#) || text.contains(r#""objects":"1","name":"followed""#) {
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_node_that_joins_is_followed_until_it_is_filled() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_node_that_joins_is_followed_until_it_is_filled")
        else {
            return;
        };
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { clusterChanged(connectionId: $id) {
            cluster { nodesAnswered consistent migrationsRemaining } } }";
        socket
            .subscribe("c", feed, json!({ "id": server.connection() }))
            .await;
        let mut state = Value::Null;
        while state["nodesAnswered"] != 3 || state["migrationsRemaining"] != "0" {
            state = socket.data("c").await["clusterChanged"]["cluster"].take();
        }
        cluster.set_migration_pace(MigrationPace::ByHand);
        cluster.add_node().await.unwrap();
        let remaining = |state: &Value| -> Option<u64> {
            let known = state["nodesAnswered"] == 4 && state["consistent"] == true;
            known.then(|| {
                state["migrationsRemaining"]
                    .as_str()
                    .unwrap()
                    .parse()
                    .unwrap()
            })
        };
        let mut seen = Vec::new();
        loop {
            state = socket.data("c").await["clusterChanged"]["cluster"].take();
            let Some(left) = remaining(&state) else {
                continue;
            };
            // Each item that was new moves some more; both ends count each copy.
            if seen.last() != Some(&left) {
                seen.push(left);
                cluster.step_migrations(1_000);
            }
            if left == 0 {
                break;
            }
        }
        assert!(seen.len() >= 4, "{seen:?}");
        assert!(
            seen.is_sorted_by(|before, after| before > after),
            "{seen:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn metrics_begin_with_history_and_go_on_with_true_rates() {
    with_server(async |server| {
        let feed = "subscription($id: ID!) { metrics(connectionId: $id, scopes: [CLUSTER],
            metrics: [WRITE_SUCCESS_RATE, CLIENT_CONNECTIONS]) {
            kind times series { metric unit scope values } } }";
        let mut socket = server.socket().await;
        socket.subscribe("m", feed, json!({ "id": server.connection() })).await;
        let first = socket.data("m").await["metrics"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        let key = json!({ "namespace": "test", "set": "rates", "userKey": { "int": "1" } });
        let input = json!({ "input": { "connectionId": server.connection(), "key": key, "bins": { "a": 1 } } });
        let mut counted = 0.0;
        let mut last = first["times"].as_array().unwrap().last().and_then(Value::as_f64);
        let mut written = 0;
        // Rates times their measured interval add up to what was written, and to no more.
        while counted < 4.5 {
            if written < 5 {
                server.data(put, input.clone()).await;
                written += 1;
            }
            let item = socket.data("m").await["metrics"].take();
            let times = item["times"].as_array().unwrap();
            for series in item["series"].as_array().unwrap() {
                assert_eq!(series["values"].as_array().unwrap().len(), times.len());
            }
            let rate = item["series"].as_array().unwrap().iter().find(|s| s["metric"] == "WRITE_SUCCESS_RATE");
            for (at, value) in times.iter().zip(rate.unwrap()["values"].as_array().unwrap()) {
                let at = at.as_f64().unwrap();
                if let (Some(before), Some(rate)) = (last, value.as_f64()) {
                    counted += rate * (at - before) / 1_000.0;
                }
                last = Some(at);
            }
        }
        assert!((4.5..5.5).contains(&counted), "{counted}");
    })
    .await;
}

#[tokio::test]
async fn a_feed_of_an_unknown_connection_ends_with_an_error() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        for feed in ["metrics", "clusterChanged", "connectionHealth"] {
            let query = format!("subscription {{ {feed}(connectionId: \"nope\") {{ version }} }}");
            socket.subscribe(feed, &query, json!({})).await;
            let item = socket.next().await;
            let errors = match item["type"].as_str() {
                Some("next") => item["payload"]["errors"].clone(),
                _ => item["payload"].clone(),
            };
            assert_eq!(
                errors[0]["extensions"]["code"], "NOT_FOUND",
                "{feed}: {item}"
            );
            if item["type"] == "next" {
                assert_eq!(
                    socket.next().await,
                    json!({ "type": "complete", "id": feed })
                );
            }
            assert_ne!(errors, Value::Null);
        }
    })
    .await;
}
