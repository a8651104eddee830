//! Records: keys, values, pages, writes.

use std::collections::{BTreeSet, HashSet};

use acm_embedded::EmbeddedCluster;
use acm_gateway::{Config, Gateway};
use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

const PUT: &str = "mutation($input: PutRecordInput!) { putRecord(input: $input) {
    record { generation bins ttl { never seconds } key { digest userKey { type value } } } } }";
const GET: &str = "query($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) {
    generation bins key { digest userKey { type value } } } }";

fn key(set: &str, user_key: Value) -> Value {
    json!({ "namespace": "test", "set": set, "userKey": user_key })
}

fn put_input(server: &TestServer, key: &Value, bins: Value) -> Value {
    json!({ "input": { "connectionId": server.connection(), "key": key, "bins": bins } })
}

#[tokio::test]
async fn a_text_that_looks_like_a_number_is_another_key_than_the_number() {
    with_server(async |server| {
        let keys = [
            json!({ "int": "42" }),
            json!({ "string": "42" }),
            json!({ "bytes": "NDI=" }),
        ];
        for (n, user_key) in keys.iter().enumerate() {
            let input = put_input(server, &key("typed", user_key.clone()), json!({ "n": n }));
            server.data(PUT, input).await;
        }
        let mut digests = BTreeSet::new();
        for (n, user_key) in keys.iter().enumerate() {
            let variables =
                json!({ "id": server.connection(), "key": key("typed", user_key.clone()) });
            let record = &server.data(GET, variables).await["record"];
            assert_eq!(record["bins"], json!({ "n": n }));
            digests.insert(record["key"]["digest"].as_str().unwrap().to_owned());
        }
        assert_eq!(digests.len(), 3);
        for digest in digests {
            let by_digest = key("typed", json!({ "digest": digest }));
            let variables = json!({ "id": server.connection(), "key": by_digest });
            assert_eq!(
                server.data(GET, variables).await["record"]["key"]["digest"],
                digest
            );
        }
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    with_server(async |server| {
        let bins = json!({
            "bool": true, "int": -7, "safe": 9_007_199_254_740_991_i64,
            "max": { "$int": "9223372036854775807" }, "min": { "$int": "-9223372036854775808" },
            "half": 0.5, "one": { "$float": "1.0" }, "minuszero": { "$float": "-0.0" },
            "nan": { "$float": "NaN" }, "inf": { "$float": "-Infinity" },
            "text": "Grüße 世界 🌍 \" \\ \n", "empty": "", "bytes": { "$bytes": "AAH+/w==" },
            "geo": { "$geoJson": "{\"type\":\"Point\",\"coordinates\":[1.0,2]}" },
            "list": [1, "two", [3.5, null], { "$bytes": "" }],
            "map": { "a": 1, "10": { "b": [] } },
            "numbers": { "$map": [[1, "one"], [2, "two"]], "$order": "KEY_ORDERED" }
        });
        let record_key = key("values", json!({ "string": "all" }));
        let put = server
            .data(PUT, put_input(server, &record_key, bins.clone()))
            .await;
        assert_eq!(put["putRecord"]["record"]["bins"], bins);
        let variables = json!({ "id": server.connection(), "key": record_key });
        assert_eq!(server.data(GET, variables).await["record"]["bins"], bins);
    })
    .await;
}

#[tokio::test]
async fn a_page_takes_up_where_the_last_one_ended() {
    with_server(async |server| {
        let total = 500;
        for n in 0..total {
            let input = put_input(server, &key("pages", json!({ "int": n.to_string() })), json!({ "n": n }));
            server.data(PUT, input).await;
        }
        let list = "query($id: ID!, $first: Int!, $after: Cursor) {
            records(connectionId: $id, namespace: \"test\", set: \"pages\", first: $first, after: $after, bins: [\"n\"]) {
                records { id bins } partitionsDone partitionsTotal estimatedTotal pageInfo { hasNextPage endCursor } } }";
        let (mut seen, mut after, mut pages) = (BTreeSet::new(), Value::Null, 0);
        loop {
            let variables = json!({ "id": server.connection(), "first": 37, "after": after });
            let page = server.data(list, variables).await["records"].take();
            pages += 1;
            let records = page["records"].as_array().unwrap();
            assert!(records.len() <= 37);
            for record in records {
                let n = record["bins"]["n"].as_i64().unwrap();
                assert!(seen.insert(n), "{n} came twice");
            }
            if page["pageInfo"]["hasNextPage"] == false {
                assert_eq!(page["partitionsDone"], page["partitionsTotal"]);
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(seen, (0..total).collect());
        assert!(pages >= 14, "{pages}");
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_was_changed_or_is_of_another_list_is_refused() {
    with_server(async |server| {
        for n in 0..5 {
            let input = put_input(server, &key("cursors", json!({ "int": n.to_string() })), json!({ "n": n }));
            server.data(PUT, input).await;
        }
        let list = "query($id: ID!, $set: SetName, $after: Cursor) {
            records(connectionId: $id, namespace: \"test\", set: $set, first: 2, after: $after) {
                pageInfo { endCursor } } }";
        let variables = |set: &str, after: Value| json!({ "id": server.connection(), "set": set, "after": after });
        let page = server.data(list, variables("cursors", Value::Null)).await;
        let cursor = page["records"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
        server.data(list, variables("cursors", json!(cursor))).await;
        let flipped = if cursor.ends_with('A') { 'B' } else { 'A' };
        let changed = format!("{}{flipped}", &cursor[..cursor.len() - 1]);
        for (set, after) in [("cursors", changed.as_str()), ("other", cursor.as_str()), ("cursors", "")] {
            let error = server.error(list, variables(set, json!(after))).await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{set} {after}");
            assert_eq!(error["extensions"]["details"]["field"], "after");
        }
    })
    .await;
}

#[tokio::test]
async fn the_way_of_writing_decides_what_may_be_there() {
    with_server(async |server| {
        let record_key = key("modes", json!({ "string": "k" }));
        let put = async |mode: &str, bins: Value| {
            let mut input = put_input(server, &record_key, bins);
            input["input"]["mode"] = json!(mode);
            let answer = server.answer(PUT, input).await;
            match answer["errors"][0]["extensions"]["code"].as_str() {
                Some(code) => json!(code),
                None => answer["data"]["putRecord"]["record"]["bins"].clone(),
            }
        };
        assert_eq!(put("UPDATE_ONLY", json!({ "a": 1 })).await, "NOT_FOUND");
        assert_eq!(put("REPLACE_ONLY", json!({ "a": 1 })).await, "NOT_FOUND");
        assert_eq!(
            put("CREATE_ONLY", json!({ "a": 1 })).await,
            json!({ "a": 1 })
        );
        assert_eq!(
            put("CREATE_ONLY", json!({ "a": 1 })).await,
            "ALREADY_EXISTS"
        );
        assert_eq!(
            put("UPSERT", json!({ "b": 2 })).await,
            json!({ "a": 1, "b": 2 })
        );
        assert_eq!(
            put("UPDATE_ONLY", json!({ "a": null })).await,
            json!({ "b": 2 })
        );
        assert_eq!(put("REPLACE", json!({ "c": 3 })).await, json!({ "c": 3 }));
        assert_eq!(
            put("REPLACE_ONLY", json!({ "d": 4 })).await,
            json!({ "d": 4 })
        );
    })
    .await;
}

#[tokio::test]
async fn time_to_live_is_one_of_four_and_never_zero_by_accident() {
    with_server(async |server| {
        let record_key = key("ttl", json!({ "string": "k" }));
        let put = async |ttl: Value| {
            let mut input = put_input(server, &record_key, json!({ "a": 1 }));
            input["input"]["ttl"] = ttl;
            let answer = server.answer(PUT, input).await;
            match answer["errors"][0]["extensions"]["code"].as_str() {
                Some(code) => json!(code),
                None => answer["data"]["putRecord"]["record"]["ttl"].clone(),
            }
        };
        assert_eq!(
            put(json!({ "never": true })).await,
            json!({ "never": true, "seconds": null })
        );
        let hour = put(json!({ "seconds": 3_600 })).await;
        assert!(
            (3_590..=3_600).contains(&hour["seconds"].as_i64().unwrap()),
            "{hour}"
        );
        let kept = put(json!({ "keep": true })).await;
        assert!(
            (3_500..=3_600).contains(&kept["seconds"].as_i64().unwrap()),
            "{kept}"
        );
        assert_eq!(
            put(json!({ "namespaceDefault": true })).await["never"],
            true
        );
        assert_eq!(put(json!({ "seconds": 0 })).await, "BAD_USER_INPUT");
        assert_eq!(put(json!({ "seconds": -1 })).await, "BAD_USER_INPUT");
        assert_eq!(put(json!({ "never": false })).await, "BAD_USER_INPUT");
    })
    .await;
}

#[tokio::test]
async fn names_and_values_past_the_servers_limits_are_refused_by_field() {
    with_server(async |server| {
        let good = key("bad", json!({ "string": "k" }));
        let long = "x".repeat(2_000);
        let cases = [
            (
                key(&"s".repeat(64), json!({ "string": "k" })),
                json!({ "a": 1 }),
            ),
            (
                json!({ "namespace": "a;b", "userKey": { "string": "k" } }),
                json!({ "a": 1 }),
            ),
            (
                json!({ "namespace": "n".repeat(32), "userKey": { "string": "k" } }),
                json!({ "a": 1 }),
            ),
            (key("bad", json!({ "string": long })), json!({ "a": 1 })),
            (good.clone(), json!({ "a-name-of-16-byt": 1 })),
            (good.clone(), json!({ "": 1 })),
            (good.clone(), json!({})),
            (good.clone(), json!({ "a": { "$nonsense": 1 } })),
            (good.clone(), json!({ "a": 9_007_199_254_740_993_i64 })),
            (good, json!({ "a": { "$bytes": "not base64!" } })),
        ];
        for (record_key, bins) in cases {
            let error = server
                .error(PUT, put_input(server, &record_key, bins.clone()))
                .await;
            assert_eq!(
                error["extensions"]["code"], "BAD_USER_INPUT",
                "{bins} {error:#}"
            );
        }
        let huge = json!({ "a": "x".repeat(1_100_000) });
        let error = server
            .error(
                PUT,
                put_input(server, &key("bad", json!({ "int": "1" })), huge),
            )
            .await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error:#}");
        let gone = json!({ "namespace": "nowhere", "userKey": { "string": "k" } });
        let error = server
            .error(PUT, put_input(server, &gone, json!({ "a": 1 })))
            .await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error:#}");
    })
    .await;
}

#[tokio::test]
async fn a_field_of_many_keys_is_answered_key_by_key() {
    with_server(async |server| {
        for n in 0..20 {
            let input = put_input(server, &key("by_field", json!({ "int": n.to_string() })), json!({ "n": n }));
            server.data(PUT, input).await;
        }
        let fields: String = (0..25)
            .map(|n| format!("r{n}: record(connectionId: $id, key: {{ namespace: \"test\", set: \"by_field\", userKey: {{ int: \"{n}\" }} }}) {{ bins }} "))
            .collect();
        let data = server.data(&format!("query($id: ID!) {{ {fields} }}"), json!({ "id": server.connection() })).await;
        for n in 0..25 {
            let expected = if n < 20 { json!({ "bins": { "n": n } }) } else { Value::Null };
            assert_eq!(data[format!("r{n}")], expected);
        }
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_after_the_server_was_restarted() {
    let cluster = EmbeddedCluster::builder().start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let config = || Config {
        port: 0,
        data_dir: Some(folder.path().to_owned()),
        aerospike_seed: Some(cluster.addresses()[0].to_string()),
        ..Config::default()
    };
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let ask = async |gateway: &Gateway, query: &str, variables: Value| {
        let url = format!("http://{}/graphql", gateway.address());
        let body = json!({ "query": query, "variables": variables });
        let request = client.post(url).json(&body).send().await.unwrap();
        let mut answer: Value = request.json().await.unwrap();
        assert!(answer["errors"].is_null(), "{answer:#}");
        answer["data"].take()
    };
    let list = "query($id: ID!, $first: Int!, $after: Cursor) {
        records(connectionId: $id, namespace: \"test\", set: \"kept\", first: $first, after: $after) {
            records { id } pageInfo { endCursor } } }";

    let gateway = Gateway::start(config()).await.unwrap();
    let mut known = ask(&gateway, "{ connections { id } }", json!({})).await;
    let id = known["connections"][0]["id"].take();
    let records: Vec<Value> = (0..30)
        .map(|n: i32| json!({ "key": { "namespace": "test", "set": "kept", "userKey": { "int": n.to_string() } }, "bins": { "n": n } }))
        .collect();
    let put = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
    let input = json!({ "input": { "connectionId": id, "records": records } });
    ask(&gateway, put, input).await;
    let first = ask(&gateway, list, json!({ "id": id, "first": 10 })).await;
    let after = &first["records"]["pageInfo"]["endCursor"];
    assert!(gateway.shutdown().await);

    let gateway = Gateway::start(config()).await.unwrap();
    let rest = ask(
        &gateway,
        list,
        json!({ "id": id, "first": 100, "after": after }),
    )
    .await;
    let all = [&first, &rest].map(|page| page["records"]["records"].as_array().unwrap());
    let distinct: HashSet<String> = all
        .iter()
        .copied()
        .flatten()
        .map(Value::to_string)
        .collect();
    assert_eq!((all[1].len(), distinct.len()), (20, 30));
    assert!(gateway.shutdown().await);
    cluster.shutdown().await;
}
