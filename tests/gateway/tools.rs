//! The operator's tools over HTTP and WebSocket: configuration, latency, distributions, logs.

use acm_embedded::Fault;
use acm_tests::{TestServer, eventually, with_server};
use serde_json::{Value, json};

const SET: &str = "mutation($input: SetConfigInput!) { setConfig(input: $input) {
    results { node outcome before running problem { code } } } }";
const PUT: &str =
    "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";

async fn put(server: &TestServer, set: &str, numbers: std::ops::Range<u32>) {
    for number in numbers {
        let key =
            json!({ "namespace": "test", "set": set, "userKey": { "int": number.to_string() } });
        let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
        server.data(PUT, json!({ "input": input })).await;
    }
}

/// A change of the namespace `test`; the results.
async fn set(server: &TestServer, name: &str, value: &str) -> Value {
    let input = json!({ "connectionId": server.connection(), "context": "NAMESPACE",
        "namespace": "test", "name": name, "value": value });
    server.data(SET, json!({ "input": input })).await["setConfig"]["results"].take()
}

#[tokio::test]
async fn a_parameter_is_changed_on_every_node_and_seen_side_by_side() {
    with_server(async |server| {
        let read = "query($id: ID!) { config(connectionId: $id, contexts: [NAMESPACE], namespace: \"test\") {
            nodes problems { code } sections { differingCount parameters { name values differs editable } } } }";
        let parameter = async || {
            let variables = json!({ "id": server.connection() });
            let section = server.data(read, variables).await["config"]["sections"][0].take();
            let all = section["parameters"].as_array().unwrap();
            let found = all.iter().find(|one| one["name"] == "migrate-order").unwrap();
            (section["differingCount"].clone(), found.clone())
        };
        let before = parameter().await.1["values"][0].as_str().unwrap().to_owned();
        let results = set(server, "migrate-order", "7").await;
        for result in results.as_array().unwrap() {
            assert_eq!((&result["outcome"], &result["running"]), (&json!("APPLIED"), &json!("7")));
            assert_eq!(result["before"], before);
        }
        let (_, shown) = parameter().await;
        assert_eq!((&shown["differs"], &shown["editable"]), (&json!(false), &json!(true)));
        assert!(shown["values"].as_array().unwrap().iter().all(|value| value == "7"));
        let results = set(server, "migrate-order", &before).await;
        assert_eq!(results[0]["outcome"], "APPLIED", "{results}");
    })
    .await;
}

#[tokio::test]
async fn one_nodes_change_makes_it_differ_and_a_silent_node_is_told_apart() {
    with_server(async |server| {
        let Some(cluster) =
            server.control("one_nodes_change_makes_it_differ_and_a_silent_node_is_told_apart")
        else {
            return;
        };
        let nodes = "query($id: ID!) { config(connectionId: $id, contexts: [SERVICE]) { nodes
            problems { code node } sections { differingCount } } }";
        let variables = json!({ "id": server.connection() });
        let config = server.data(nodes, variables.clone()).await["config"].take();
        assert_eq!(config["sections"][0]["differingCount"], 0, "{config}");
        let first = config["nodes"][0].clone();
        let input = json!({ "connectionId": server.connection(), "context": "SERVICE",
            "name": "migrate-threads", "value": "3", "nodes": [first] });
        let changed = server.data(SET, json!({ "input": input })).await;
        assert_eq!(changed["setConfig"]["results"].as_array().unwrap().len(), 1);
        let config = server.data(nodes, variables.clone()).await["config"].take();
        assert_eq!(config["sections"][0]["differingCount"], 1, "{config}");
        cluster.set_fault(0, Fault::Hang).unwrap();
        let config = server.data(nodes, variables).await["config"].take();
        assert_eq!(
            config["problems"],
            json!([{ "code": "TIMEOUT", "node": first }]),
            "{config}"
        );
        cluster.set_fault(0, Fault::None).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_set_has_settings_of_its_own_and_the_cluster_acts_on_them() {
    with_server(async |server| {
        put(server, "limited", 0..2).await;
        let change = |value: &str| {
            json!({ "input": { "connectionId": server.connection(), "context": "SET",
                "namespace": "test", "set": "limited", "name": "stop-writes-count", "value": value } })
        };
        let changed = server.data(SET, change("1")).await;
        assert_eq!(changed["setConfig"]["results"][0]["outcome"], "APPLIED", "{changed}");
        let read = "query($id: ID!) { config(connectionId: $id, contexts: [SET], namespace: \"test\") {
            sections { set parameters { name values } } } }";
        let config = server.data(read, json!({ "id": server.connection() })).await;
        let sections = config["config"]["sections"].as_array().unwrap();
        assert!(sections.iter().any(|one| one["set"] == "limited"), "{config}");
        let key = json!({ "namespace": "test", "set": "limited", "userKey": { "int": "99" } });
        let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
        let error = server.error(PUT, json!({ "input": input })).await;
        assert_eq!(error["extensions"]["details"]["resultCode"], 22, "{error}");
        let changed = server.data(SET, change("0")).await;
        assert_eq!(changed["setConfig"]["results"][0]["outcome"], "APPLIED", "{changed}");
    })
    .await;
}

#[tokio::test]
async fn nothing_that_separates_reaches_a_node() {
    with_server(async |server| {
        for (name, value) in [
            ("default-ttl", "1;nsup-period=0"),
            ("default-ttl", "1\ntruncate-namespace:namespace=test"),
            ("default-ttl=1;nsup-period", "0"),
            ("a\tb", "1"),
            ("namespace", "bar"),
        ] {
            let input = json!({ "connectionId": server.connection(), "context": "NAMESPACE",
                "namespace": "test", "name": name, "value": value });
            let error = server.error(SET, json!({ "input": input })).await;
            assert_eq!(
                error["extensions"]["code"], "BAD_USER_INPUT",
                "{name:?} {value:?}"
            );
        }
        let input = json!({ "connectionId": server.connection(), "context": "NAMESPACE",
            "namespace": "test;namespace=bar", "name": "default-ttl", "value": "1" });
        let error = server.error(SET, json!({ "input": input })).await;
        assert!(
            error["message"].as_str().unwrap().contains("namespace"),
            "{error}"
        );
    })
    .await;
}

#[tokio::test]
async fn latency_histograms_are_followed_with_what_really_happened() {
    with_server(async |server| {
        put(server, "timed", 0..20).await;
        let query = "query($id: ID!) { latencyHistograms(connectionId: $id, operations: [\"write\"],
            namespaces: [\"test\"], combineNodes: true) { operations series { operation namespace node
            buckets { fromMs toMs opsPerSecond } } } }";
        let variables = json!({ "id": server.connection() });
        let series = eventually("writes are in the histogram", async || {
            let mut frame = server.data(query, variables.clone()).await["latencyHistograms"].take();
            let series = frame["series"][0].take();
            let buckets = series["buckets"].as_array()?.iter();
            let rates = buckets.filter_map(|one| one["opsPerSecond"].as_array()).flatten();
            (rates.filter_map(Value::as_f64).sum::<f64>() > 0.0).then_some(series)
        })
        .await;
        assert_eq!((&series["operation"], &series["node"]), (&json!("write"), &Value::Null));
        assert_eq!(series["namespace"], "test");
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { latencyHistograms(connectionId: $id) {
            kind stepSeconds times problem { code } } }";
        socket.subscribe("l", feed, variables).await;
        let first = socket.data("l").await["latencyHistograms"].take();
        assert_eq!((&first["kind"], &first["stepSeconds"]), (&json!("SNAPSHOT"), &json!(10.0)));
        let change = socket.data("l").await["latencyHistograms"].take();
        assert!(change["times"][0].as_f64() > first["times"][0].as_f64(), "{change}");
    })
    .await;
}

#[tokio::test]
async fn a_distribution_says_why_there_is_none_and_then_what_there_is() {
    with_server(async |server| {
        put(server, "counted", 0..10).await;
        let query = "query($id: ID!, $kind: DistributionKind!) { distribution(connectionId: $id,
            namespace: \"test\", set: \"counted\", kind: $kind) { total exact reason periodSeconds nodes
            missing { code } buckets { from to count } } }";
        let look = async |kind: &str| {
            let variables = json!({ "id": server.connection(), "kind": kind });
            server.data(query, variables).await["distribution"].take()
        };
        set(server, "nsup-hist-period", "0").await;
        let none = look("TTL").await;
        assert_eq!(none["periodSeconds"], "0", "{none}");
        if none["total"].is_null() {
            assert_eq!(none["reason"], "OFF", "{none}");
        }
        let results = set(server, "nsup-hist-period", "1").await;
        assert_eq!(results[0]["outcome"], "APPLIED", "{results}");
        let counted = eventually("every copy is counted", async || {
            let shown = look("OBJECT_SIZE").await;
            let total: u64 = shown["total"].as_str()?.parse().unwrap();
            (total >= 10 && shown["missing"] == json!([])).then_some(shown)
        })
        .await;
        assert_eq!(counted["exact"], true, "{counted}");
        set(server, "nsup-hist-period", "3600").await;
    })
    .await;
}

#[tokio::test]
async fn log_levels_are_changed_on_every_node_and_put_back() {
    with_server(async |server| {
        let change = "mutation($input: SetLogLevelInput!) { setLogLevel(input: $input) {
            results { node outcome level problem { code } } } }";
        for level in ["DEBUG", "INFO"] {
            let input =
                json!({ "connectionId": server.connection(), "context": "misc", "level": level });
            let changed = server.data(change, json!({ "input": input })).await;
            for result in changed["setLogLevel"]["results"].as_array().unwrap() {
                assert_eq!(
                    (&result["outcome"], &result["level"]),
                    (&json!("APPLIED"), &json!(level))
                );
            }
        }
        let sinks = "query($id: ID!) { logSinks(connectionId: $id) { node problem { code }
            sinks { id name contexts { name level } } } }";
        let told = server
            .data(sinks, json!({ "id": server.connection() }))
            .await;
        for node in told["logSinks"].as_array().unwrap() {
            let misc = json!({ "name": "misc", "level": "INFO" });
            let contexts = node["sinks"][0]["contexts"].as_array().unwrap();
            assert!(contexts.contains(&misc), "{node}");
        }
        let input =
            json!({ "connectionId": server.connection(), "context": "nosuch", "level": "INFO" });
        let refused = server.data(change, json!({ "input": input })).await;
        let result = &refused["setLogLevel"]["results"][0];
        assert_eq!(result["outcome"], "REFUSED", "{result}");
    })
    .await;
}
