//! Secondary indexes through the schema: made, built, searched, dropped.

use acm_embedded::IndexPace;
use acm_tests::{TestServer, eventually, with_server};
use serde_json::{Value, json};

const CREATE: &str = "mutation($input: CreateIndexInput!) {
    createIndex(input: $input) { index { name state } } }";
const LIST: &str = r#"query($id: ID!) { indexes(connectionId: $id, namespace: "test") {
    name set bin expression type collection isSetIndex context { text } state buildProgress entries
    nodes { node state } } }"#;
const FEED: &str = r#"subscription($id: ID!) { indexesChanged(connectionId: $id, namespace: "test") {
    indexes { name state buildProgress } } }"#;
const QUERY: &str = "query($query: RecordQueryInput!) {
    queryRecords(query: $query, first: 100) { records { bins } } }";
const DROP: &str = "mutation($input: DropIndexInput!) { dropIndex(input: $input) { dropped } }";

async fn fill(server: &TestServer, set: &str) {
    const PUT: &str = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
    let records: Vec<Value> = (0..20)
        .map(|n| {
            let key =
                json!({ "namespace": "test", "set": set, "userKey": { "int": n.to_string() } });
            let bins = json!({
                "n": n, "t": format!("t{}", n % 4), "l": [n, n + 100],
                "m": { "k": n % 5 }, "g": { "$geoJson": format!(
                    r#"{{"type":"Point","coordinates":[{n},0.0]}}"#) },
            });
            json!({ "key": key, "bins": bins })
        })
        .collect();
    let input = json!({ "connectionId": server.connection(), "records": records });
    let data = server.data(PUT, json!({ "input": input })).await;
    assert_eq!(data["putRecords"]["failed"], 0, "{data:#}");
}

fn input(server: &TestServer, set: &str, name: &str, more: &Value) -> Value {
    let mut input = json!({
        "connectionId": server.connection(), "namespace": "test", "set": set, "name": name,
    });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

async fn listed(server: &TestServer, name: &str) -> Option<Value> {
    let data = server
        .data(LIST, json!({ "id": server.connection() }))
        .await;
    let indexes = data["indexes"].as_array().unwrap();
    indexes.iter().find(|index| index["name"] == name).cloned()
}

async fn ready(server: &TestServer, name: &str) -> Value {
    eventually("the index is ready", async || {
        listed(server, name)
            .await
            .filter(|index| index["state"] == "READY")
    })
    .await
}

/// The bin `n` of what a query by an index finds, in order.
async fn found(server: &TestServer, set: &str, predicate: Value) -> Vec<i64> {
    let query = json!({
        "connectionId": server.connection(), "namespace": "test", "set": set, "index": predicate,
    });
    let data = server.data(QUERY, json!({ "query": query })).await;
    let records = data["queryRecords"]["records"].as_array().unwrap();
    let mut numbers: Vec<i64> = records
        .iter()
        .map(|record| record["bins"]["n"].as_i64().unwrap())
        .collect();
    numbers.sort_unstable();
    numbers
}

async fn drop_index(server: &TestServer, name: &str) -> Value {
    let input = json!({ "connectionId": server.connection(), "namespace": "test", "name": name });
    server.data(DROP, json!({ "input": input })).await["dropIndex"]["dropped"].take()
}

#[tokio::test]
async fn indexes_of_every_kind_are_made_listed_searched_and_dropped() {
    with_server(async |server| {
        let set = "idx-kinds";
        fill(server, set).await;
        let context = json!([{ "mapKey": "k" }]);
        let region = r#"{"type":"AeroCircle","coordinates":[[3.0,0.0],1000.0]}"#;
        for (name, more, predicate, expected) in [
            (
                "idx-n",
                json!({ "type": "INTEGER", "bin": "n" }),
                json!({ "bin": "n", "is": { "intRange": { "from": "5", "to": "7" } } }),
                vec![5, 6, 7],
            ),
            (
                "idx-t",
                json!({ "type": "STRING", "bin": "t" }),
                json!({ "bin": "t", "is": { "string": "t3" } }),
                vec![3, 7, 11, 15, 19],
            ),
            (
                "idx-l",
                json!({ "type": "INTEGER", "bin": "l", "collection": "LIST" }),
                json!({ "bin": "l", "collection": "LIST", "is": { "int": "104" } }),
                vec![4],
            ),
            (
                "idx-keys",
                json!({ "type": "STRING", "bin": "m", "collection": "MAPKEYS" }),
                json!({ "index": "idx-keys", "collection": "MAPKEYS", "is": { "string": "k" } }),
                (0..20).collect(),
            ),
            (
                "idx-in",
                json!({ "type": "INTEGER", "bin": "m", "context": context }),
                json!({ "bin": "m", "context": context, "is": { "int": "2" } }),
                vec![2, 7, 12, 17],
            ),
            (
                "idx-g",
                json!({ "type": "GEO2DSPHERE", "bin": "g" }),
                json!({ "bin": "g", "is": { "within": region } }),
                vec![3],
            ),
            (
                // add(int_bin("n"), 1)
                "idx-e",
                json!({ "type": "INTEGER", "expression": "kxSTUQKhbgE=" }),
                json!({ "index": "idx-e", "is": { "int": "10" } }),
                vec![9],
            ),
        ] {
            let made = server.data(CREATE, input(server, set, name, &more)).await;
            assert_eq!(made["createIndex"]["index"]["name"], name);
            let index = ready(server, name).await;
            assert_eq!(index["type"], more["type"]);
            assert_eq!(index["buildProgress"], 1.0);
            assert_eq!(found(server, set, predicate).await, expected, "{name}");
        }
        let inside = listed(server, "idx-in").await.unwrap();
        assert_eq!(inside["context"]["text"], r#"map key "k""#);
        let whole = json!({ "isSetIndex": true });
        server
            .data(CREATE, input(server, set, "idx-set", &whole))
            .await;
        assert_eq!(ready(server, "idx-set").await["isSetIndex"], true);
        let again = json!({ "type": "STRING", "bin": "n" });
        let error = server
            .error(CREATE, input(server, set, "idx-n", &again))
            .await;
        assert_eq!(error["extensions"]["code"], "ALREADY_EXISTS");
        for name in [
            "idx-n", "idx-t", "idx-l", "idx-keys", "idx-in", "idx-g", "idx-e", "idx-set",
        ] {
            assert_eq!(drop_index(server, name).await, true, "{name}");
            assert_eq!(listed(server, name).await, None);
        }
        assert_eq!(drop_index(server, "idx-n").await, false);
    })
    .await;
}

#[tokio::test]
async fn the_feed_follows_a_build_to_its_end_and_queries_wait_for_it() {
    with_server(async |server| {
        let Some(cluster) =
            server.control("the_feed_follows_a_build_to_its_end_and_queries_wait_for_it")
        else {
            return;
        };
        let set = "idx-build";
        fill(server, set).await;
        cluster.set_index_pace(IndexPace::ByHand);
        let mut socket = server.socket().await;
        socket
            .subscribe("1", FEED, json!({ "id": server.connection() }))
            .await;
        let mut next = async || socket.data("1").await["indexesChanged"]["indexes"].take();
        assert_eq!(next().await, json!([]));
        let more = json!({ "type": "INTEGER", "bin": "n" });
        let made = server
            .data(CREATE, input(server, set, "idx-slow", &more))
            .await;
        assert_eq!(
            made["createIndex"]["index"],
            json!({ "name": "idx-slow", "state": "BUILDING" })
        );
        assert_eq!(next().await[0]["buildProgress"], 0.0);
        cluster.step_index_builds(2048);
        assert_eq!(next().await[0]["buildProgress"], 0.5);
        let query = json!({
            "connectionId": server.connection(), "namespace": "test", "set": set,
            "index": { "bin": "n", "is": { "int": "3" } },
        });
        let error = server.error(QUERY, json!({ "query": query })).await;
        assert_eq!(
            error["extensions"]["details"]["resultName"],
            "INDEX_NOT_READABLE"
        );
        cluster.step_index_builds(4096);
        let built = json!([{ "name": "idx-slow", "state": "READY", "buildProgress": 1.0 }]);
        assert_eq!(next().await, built);
        let predicate = json!({ "bin": "n", "is": { "int": "3" } });
        assert_eq!(found(server, set, predicate).await, [3]);
        cluster.set_index_pace(IndexPace::AtOnce);
        assert_eq!(drop_index(server, "idx-slow").await, true);
        assert_eq!(next().await, json!([]));
    })
    .await;
}

#[tokio::test]
async fn an_index_the_server_cannot_make_is_refused_with_its_code() {
    with_server(async |server| {
        // An integer where a text is promised, and what is no expression at all.
        for expression in ["kxSTUQKhbgE=", "AQIDBA=="] {
            let more = json!({ "type": "STRING", "expression": expression });
            let error = server
                .error(CREATE, input(server, "idx-bad", "idx-bad", &more))
                .await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(error["extensions"]["details"]["resultCode"], 4);
        }
    })
    .await;
}
