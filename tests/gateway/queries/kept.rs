//! Queries saved under a name, and those run lately.

use acm_tests::{TestServer, eventually, with_server};
use serde_json::{Value, json};

use super::{bin, fill, query};

const SAVE: &str = "mutation($input: SaveQueryInput!) { saveQuery(input: $input) {
    savedQuery { id name note query createdAt } } }";
const UPDATE: &str = "mutation($input: UpdateSavedQueryInput!) { updateSavedQuery(input: $input) {
    savedQuery { id name note query } } }";
const DELETE: &str =
    "mutation($input: DeleteSavedQueryInput!) { deleteSavedQuery(input: $input) { id } }";
const SAVED: &str = "query($id: ID!) { savedQueries(connectionId: $id) { id name note query } }";
const HISTORY: &str = "query($id: ID!) { queryHistory(connectionId: $id) { query times at } }";
const LIST: &str = "query($query: RecordQueryInput!, $after: Cursor) {
    queryRecords(query: $query, first: 1, after: $after) { records { id } pageInfo { endCursor } } }";

fn rich(server: &TestServer) -> Value {
    let filter = json!({ "and": [
        bin("age", json!({ "int": { "between": { "from": "1", "to": "9" } } })),
        bin("list", json!({ "list": { "eq": [null, { "$float": "1.0" }] } })),
    ] });
    query(server, "kept", json!({ "filter": filter, "bins": ["age"] }))
}

#[tokio::test]
async fn a_query_is_saved_changed_run_and_removed() {
    with_server(async |server| {
        let id = json!({ "id": server.connection() });
        let input = json!({ "name": "Young", "note": "for Monday", "query": rich(server) });
        let saved =
            server.data(SAVE, json!({ "input": input })).await["saveQuery"]["savedQuery"].take();
        assert_eq!(
            (&saved["name"], &saved["note"]),
            (&json!("Young"), &json!("for Monday"))
        );
        // What was saved is what is sent to run it.
        server.data(LIST, json!({ "query": saved["query"] })).await;
        let error = server.error(SAVE, json!({ "input": input })).await;
        assert_eq!(error["extensions"]["code"], "ALREADY_EXISTS");

        let change = json!({ "id": saved["id"], "name": "Old", "note": null });
        let changed =
            server.data(UPDATE, json!({ "input": change })).await["updateSavedQuery"]["savedQuery"]
                .take();
        assert_eq!(
            (&changed["name"], &changed["note"]),
            (&json!("Old"), &Value::Null)
        );
        assert_eq!(changed["query"], saved["query"]);
        assert_eq!(
            server.data(SAVED, id.clone()).await["savedQueries"],
            json!([changed])
        );

        let removal = json!({ "input": { "id": saved["id"] } });
        server.data(DELETE, removal.clone()).await;
        assert_eq!(server.data(SAVED, id).await["savedQueries"], json!([]));
        let error = server.error(DELETE, removal).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_is_checked_and_bounded() {
    with_server(async |server| {
        let broken = bin(
            "t",
            json!({ "string": { "regex": { "pattern": "(a+)+" } } }),
        );
        let broken = query(server, "kept", json!({ "filter": broken }));
        for (input, field) in [
            (
                json!({ "name": "x", "query": broken }),
                "input.query.filter.bin.is.string.regex.pattern",
            ),
            (json!({ "name": " x", "query": rich(server) }), "input.name"),
            (json!({ "name": "", "query": rich(server) }), "input.name"),
            (
                json!({ "name": "x", "note": "n".repeat(1_001), "query": rich(server) }),
                "input.note",
            ),
        ] {
            let error = server.error(SAVE, json!({ "input": input })).await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error:#}");
            assert_eq!(error["extensions"]["details"]["field"], field);
        }
        for number in 0..100 {
            let input = json!({ "name": format!("q{number}"), "query": rich(server) });
            server.data(SAVE, json!({ "input": input })).await;
        }
        let input = json!({ "name": "one more", "query": rich(server) });
        let error = server.error(SAVE, json!({ "input": input })).await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
        let error = server.error(SAVED, json!({ "id": "none" })).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn the_history_has_each_query_once_the_last_one_first() {
    with_server(async |server| {
        fill(server, "kept", &[json!({ "age": 1 }), json!({ "age": 2 })]).await;
        let id = json!({ "id": server.connection() });
        let of_age = |age: i32| {
            let filter = bin("age", json!({ "int": { "ge": age.to_string() } }));
            query(server, "kept", json!({ "filter": filter }))
        };
        for age in [1, 2, 1] {
            server.data(LIST, json!({ "query": of_age(age) })).await;
        }
        // A further page is no further query.
        let page = server.data(LIST, json!({ "query": of_age(1) })).await;
        let after = &page["queryRecords"]["pageInfo"]["endCursor"];
        server.data(LIST, json!({ "query": of_age(1), "after": after })).await;
        let expect = async |times: [&str; 2]| {
            let history = server.data(HISTORY, id.clone()).await["queryHistory"].take();
            let history = history.as_array().unwrap();
            let age = |past: &Value| past["query"]["filter"]["bin"]["is"]["int"]["ge"].clone();
            let seen: Vec<_> = history.iter().map(|past| (age(past), past["times"].clone())).collect();
            seen == [(json!("1"), json!(times[0])), (json!("2"), json!(times[1]))]
        };
        assert!(expect(["3", "1"]).await);
        let clear = "mutation($input: ClearQueryHistoryInput!) { clearQueryHistory(input: $input) { connectionId } }";
        server.data(clear, json!({ "input": { "connectionId": server.connection() } })).await;
        eventually("the history is empty", async || {
            let history = server.data(HISTORY, id.clone()).await;
            (history["queryHistory"] == json!([])).then_some(())
        })
        .await;
        for age in 0..60 {
            server.data(LIST, json!({ "query": of_age(age) })).await;
        }
        let history = server.data(HISTORY, id.clone()).await["queryHistory"].take();
        assert_eq!(history.as_array().unwrap().len(), 50);
        assert_eq!(history[0]["query"]["filter"]["bin"]["is"]["int"]["ge"], "59");
    })
    .await;
}
