//! Many records in one operation, over HTTP and down to the cluster.

use acm_tests::{TestServer, with_server};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

const PUT: &str = "mutation($input: PutRecordsInput!) { putRecords(input: $input) {
    failed results { index generation key { digest } problem { code details } } } }";
const GET: &str =
    "query($id: ID!, $keys: [RecordKeyInput!]!) { recordsByKeys(connectionId: $id, keys: $keys) {
    index record { generation bins key { digest userKey { type value } } } problem { code } } }";
const TOUCH: &str = "mutation($input: TouchRecordsInput!) { touchRecords(input: $input) {
    failed results { index generation problem { code } } } }";
const DELETE: &str = "mutation($input: DeleteRecordsInput!) { deleteRecords(input: $input) {
    failed results { index deleted problem { code details } } } }";
const DUPLICATE: &str = "mutation($input: DuplicateRecordInput!) { duplicateRecord(input: $input) {
    record { generation bins ttl { never seconds } key { userKey { type value } } } unsureBins } }";

fn key(user_key: Value) -> Value {
    json!({ "namespace": "test", "set": "many", "userKey": user_key })
}

async fn get(server: &TestServer, keys: &[Value]) -> Value {
    let variables = json!({ "id": server.connection(), "keys": keys });
    server.data(GET, variables).await["recordsByKeys"].take()
}

async fn change(server: &TestServer, mutation: &str, records: Vec<Value>) -> Value {
    let input = json!({ "input": { "connectionId": server.connection(), "records": records } });
    let mut data = server.data(mutation, input).await;
    let fields = data.as_object_mut().unwrap();
    fields.values_mut().next().unwrap().take()
}

#[tokio::test]
async fn many_records_are_put_read_touched_and_deleted_each_with_its_own_outcome() {
    with_server(async |server| {
        let keys: Vec<_> = (0..300)
            .map(|n| key(json!({ "int": n.to_string() })))
            .collect();
        let put = |(n, key): (usize, &Value)| json!({ "key": key, "bins": { "n": n } });
        let done = change(server, PUT, keys.iter().enumerate().map(put).collect()).await;
        assert_eq!(done["failed"], 0, "{done}");

        // One stale generation among them fails alone, and changes nothing.
        let again = |(n, key): (usize, &Value)| {
            let stale = if n == 7 { json!(9) } else { Value::Null };
            json!({ "key": key, "bins": { "again": true }, "expectedGeneration": stale })
        };
        let done = change(server, PUT, keys.iter().enumerate().map(again).collect()).await;
        assert_eq!(done["failed"], 1, "{done}");
        let conflict = &done["results"][7]["problem"];
        assert_eq!(conflict["code"], "CONFLICT");
        assert_eq!(conflict["details"]["current"]["bins"], json!({ "n": 7 }));

        let mut asked = keys.clone();
        asked.push(key(json!({ "string": "0" })));
        let read = get(server, &asked).await;
        for (n, result) in read.as_array().unwrap().iter().enumerate() {
            let expected = match n {
                300 => Value::Null,
                7 => json!({ "n": 7 }),
                n => json!({ "n": n, "again": true }),
            };
            assert_eq!(result["index"], n);
            assert_eq!(result["record"]["bins"], expected, "{result}");
        }
        let digest = read[3]["record"]["key"]["digest"].clone();
        let by_digest = get(server, &[key(json!({ "digest": digest }))]).await;
        assert_eq!(by_digest[0]["record"]["bins"]["n"], 3);

        let touch = |key: &Value| json!({ "key": key, "ttl": { "seconds": 600 } });
        let touched = change(server, TOUCH, asked.iter().map(touch).collect()).await;
        assert_eq!(touched["failed"], 1, "the one that is not there: {touched}");
        assert_eq!(touched["results"][300]["problem"]["code"], "NOT_FOUND");
        assert_eq!(touched["results"][0]["generation"], 3);

        let named = |key: &Value| json!({ "key": key });
        let deleted = change(server, DELETE, asked.iter().map(named).collect()).await;
        assert_eq!(deleted["failed"], 0, "{deleted}");
        assert_eq!(deleted["results"][0]["deleted"], true);
        assert_eq!(deleted["results"][300]["deleted"], false);
        assert_eq!(get(server, &keys[..1]).await[0]["record"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn every_byte_of_a_key_survives_the_way_there_and_back() {
    with_server(async |server| {
        let every: Vec<u8> = (0..=255).collect();
        let keys = [
            key(json!({ "bytes": STANDARD.encode(&every) })),
            key(json!({ "bytes": STANDARD.encode([0]) })),
            key(json!({ "string": "/ % ? # & + \\ \" ' \u{0} \u{7f} Grüße 世界 \u{1F30D} \u{202e}" })),
            key(json!({ "int": "-9223372036854775808" })),
        ];
        let put = |key: &Value| json!({ "key": key, "bins": { "there": true } });
        let done = change(server, PUT, keys.iter().map(put).collect()).await;
        assert_eq!(done["failed"], 0, "{done}");
        let read = get(server, &keys).await;
        for (asked, result) in keys.iter().zip(read.as_array().unwrap()) {
            let shown = &result["record"]["key"]["userKey"]["value"];
            let wanted = asked["userKey"].as_object().unwrap().values().next();
            assert_eq!(Some(shown), wanted);
        }
    })
    .await;
}

#[tokio::test]
async fn a_duplicate_has_every_value_and_is_made_once() {
    with_server(async |server| {
        let bins = json!({
            "max": { "$int": "9223372036854775807" }, "half": 0.5, "text": "Grüße",
            "bytes": { "$bytes": "AAH+/w==" }, "geo": { "$geoJson": "{\"type\":\"Point\",\"coordinates\":[1.0,2]}" },
            "list": [1, "two", [3.5, null]], "map": { "a": { "b": [] } }
        });
        let source = key(json!({ "string": "source" }));
        let record = json!({ "key": source, "bins": bins, "ttl": { "seconds": 3600 } });
        assert_eq!(change(server, PUT, vec![record]).await["failed"], 0);
        let copy = key(json!({ "string": "copy" }));
        let input = json!({ "input": {
            "connectionId": server.connection(), "key": source, "newKey": copy } });
        let made = server.data(DUPLICATE, input.clone()).await;
        let made = &made["duplicateRecord"]["record"];
        assert_eq!(made["bins"], bins);
        assert_eq!(made["generation"], 1);
        let seconds = made["ttl"]["seconds"].as_f64().unwrap();
        assert!((3_500.0..=3_600.0).contains(&seconds), "{seconds}");
        let refused = server.error(DUPLICATE, input).await;
        assert_eq!(refused["extensions"]["code"], "ALREADY_EXISTS");
    })
    .await;
}
