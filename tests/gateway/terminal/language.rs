//! What is told of a text without running it.

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::run;

async fn complete(server: &TestServer, marked: &str) -> Vec<String> {
    let query = "query($id: ID!, $text: String!, $cursor: Int!) {
        aqlComplete(connectionId: $id, text: $text, cursor: $cursor) { span { start end } suggestions { text kind } } }";
    let cursor = marked.find('|').unwrap();
    let cursor = marked[..cursor].encode_utf16().count();
    let variables =
        json!({ "id": server.connection(), "text": marked.replacen('|', "", 1), "cursor": cursor });
    let data = server.data(query, variables).await;
    let suggestions = data["aqlComplete"]["suggestions"]
        .as_array()
        .unwrap()
        .iter();
    suggestions
        .map(|one| one["text"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_text_is_read_with_places_that_javascript_counts() {
    with_server(async |server| {
        let query = "query($text: String!) { aqlParse(text: $text) { statements { span { start end line column } kind class text
            confirm error { span { start end line column } message fix { span { start } text } } } } }";
        let text = "SELECT '😀' FROM test; TRUNCATE test.s;\nSELCT x; CREATE USER u PASSWORD 'hush'";
        let data = server.data(query, json!({ "text": text })).await;
        let read = data["aqlParse"]["statements"].as_array().unwrap();
        assert_eq!(read[0]["kind"], "SELECT");
        assert_eq!(read[1]["class"], "DANGEROUS");
        assert_eq!(read[1]["confirm"], "test.s");
        let start = text[..text.find("TRUNCATE").unwrap()].encode_utf16().count();
        assert_eq!(read[1]["span"]["start"], start);
        assert_eq!(read[2]["error"]["fix"]["text"], "SELECT");
        assert_eq!((&read[2]["span"]["line"], &read[2]["span"]["column"]), (&json!(2), &json!(1)));
        assert_eq!(read[3]["text"], "CREATE USER u PASSWORD '***'");
        assert!(!data.to_string().contains("hush"));
    })
    .await;
}

#[tokio::test]
async fn completion_offers_words_and_names_of_the_live_cluster() {
    with_server(async |server| {
        run(
            server,
            "INSERT INTO test.aql_words (PK, colour, size) VALUES (1, 'red', 5)",
        )
        .await;
        acm_tests::eventually("the set is known", async || {
            complete(server, "SELECT * FROM test.aql_w|")
                .await
                .contains(&"aql_words".to_owned())
                .then_some(())
        })
        .await;
        assert_eq!(complete(server, "sel|").await, ["SELECT"]);
        assert_eq!(complete(server, "SELECT * FROM te|").await, ["test"]);
        assert_eq!(
            complete(server, "SELECT | FROM test.aql_words").await,
            ["colour", "size"]
        );
        assert_eq!(
            complete(server, "SELECT * FROM test.aql_words WHERE c|").await,
            ["colour"]
        );
        assert_eq!(
            complete(server, "-- '😀'\nSHOW namesp|").await,
            ["NAMESPACES"]
        );
        assert!(complete(server, "SELECT * FROM nowhere.|").await.is_empty());
    })
    .await;
}

/// Each statement of the language's own table, as the operation it is run as, passes the schema.
#[tokio::test]
async fn every_statement_is_an_operation_the_schema_takes() {
    with_server(async |server| {
        let syntax = server.data("{ aqlSyntax { form example } }", json!({})).await;
        let explain = "query($id: ID!, $text: String!, $files: [AqlFileInput!]) {
            aqlExplain(connectionId: $id, text: $text, files: $files) { text kind document variables } }";
        let files = json!([{ "name": "setup.aql", "text": "GET" }]);
        let mut operations = 0;
        for one in syntax["aqlSyntax"].as_array().unwrap() {
            let variables = json!({ "id": server.connection(), "text": one["example"], "files": files });
            let answer = server.answer(explain, variables).await;
            let told = &answer["data"]["aqlExplain"][0];
            let Some(document) = told["document"].as_str() else {
                assert!(["SET", "GET", "RESET", "HELP", "RUN"].contains(&told["kind"].as_str().unwrap()), "{answer}");
                continue;
            };
            operations += 1;
            // Nothing is changed by it: it is sent for a connection that is not there.
            let variables = elsewhere(told["variables"].clone());
            let mut socket = server.socket().await;
            socket.subscribe("one", document, variables).await;
            let answer = socket.next().await;
            let code = &answer["payload"][0]["extensions"]["code"];
            assert_ne!(code, "GRAPHQL_VALIDATION_FAILED", "{document}: {answer}");
            assert_ne!(code, "GRAPHQL_PARSE_FAILED", "{document}: {answer}");
            let code = &answer["payload"]["errors"][0]["extensions"]["code"];
            assert!(answer["type"] == "error" || code == "NOT_FOUND", "{document}: {answer}");
        }
        assert!(operations > 35, "{operations}");
    })
    .await;
}

/// The language asks to confirm exactly the info commands that the schema takes for writing.
#[tokio::test]
async fn an_explanation_follows_the_options_of_the_statements_before() {
    with_server(async |server| {
        let explain = "query($id: ID!, $text: String!) { aqlExplain(connectionId: $id, text: $text) { variables } }";
        let text = "SET LIMIT 5; SELECT * FROM test; RESET; SELECT * FROM test";
        let told = server.data(explain, json!({ "id": server.connection(), "text": text })).await;
        let limit = |statement: usize| told["aqlExplain"][statement]["variables"]["limit"].clone();
        assert_eq!((limit(1), limit(3)), (json!("5"), json!("1000")));
    })
    .await;
}

#[tokio::test]
async fn info_commands_are_of_the_class_the_schema_gives_them() {
    with_server(async |server| {
        let verbs = server.data("{ infoVerbs { name class } }", json!({})).await;
        let parse =
            "query($text: String!) { aqlParse(text: $text) { statements { class confirm } } }";
        for verb in verbs["infoVerbs"].as_array().unwrap() {
            let text = format!("INFO {}", verb["name"].as_str().unwrap());
            let read = server.data(parse, json!({ "text": text })).await;
            let statement = &read["aqlParse"]["statements"][0];
            let expected = match verb["class"].as_str() {
                Some("WRITE") => ("DANGEROUS", verb["name"].clone()),
                // What is never sent is refused where it would be run.
                _ => ("READ", Value::Null),
            };
            assert_eq!(
                (
                    statement["class"].as_str().unwrap(),
                    statement["confirm"].clone()
                ),
                expected,
                "{text}"
            );
        }
    })
    .await;
}

/// The variables, for a connection that is not there.
fn elsewhere(mut variables: Value) -> Value {
    match &mut variables {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                *value = match name.as_str() {
                    "connectionId" => json!("conn-none"),
                    _ => elsewhere(value.take()),
                };
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| *item = elsewhere(item.take())),
        _ => {}
    }
    variables
}
