//! AQL: statements read, explained, completed and run.

mod admin;
mod language;
mod modules;
mod safety;
mod scripts;
mod statements;

use acm_tests::TestServer;
use serde_json::{Value, json};

const EXECUTE: &str = "mutation($input: AqlExecuteInput!) { aqlExecute(input: $input) { run {
    id phase sequence
    statements { index text kind class file line phase rows more message problem { code message details } }
    results { sequence statement columns { name kind } rows }
    options { output recordTtl keySend noBins limit timeoutMs } } } }";
const FOLLOW: &str = "subscription($id: ID!, $after: Int64) { aqlRun(id: $id, after: $after) {
    phase sequence isLast
    statements { index phase rows message problem { code message } }
    results { sequence statement columns { name } rows } } }";

/// The input that runs a text.
fn input(server: &TestServer, text: &str, more: Value) -> Value {
    let mut input = json!({ "connectionId": server.connection(), "text": text });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

/// Runs a text to its end, whatever its statements yield.
async fn run_with(server: &TestServer, text: &str, more: Value) -> Value {
    let data = server.data(EXECUTE, input(server, text, more)).await;
    data["aqlExecute"]["run"].clone()
}

/// Runs a text whose statements all succeed.
async fn run(server: &TestServer, text: &str) -> Value {
    let run = run_with(server, text, json!({})).await;
    assert_eq!(run["phase"], "SUCCEEDED", "{text}: {:#}", run["statements"]);
    run
}

/// The rows of a statement of a run, each an object by column.
fn rows(run: &Value, statement: usize) -> Vec<Value> {
    let results = run["results"].as_array().unwrap().iter();
    let own = results.filter(|result| result["statement"] == statement);
    own.flat_map(|result| {
        let columns = result["columns"].as_array().unwrap();
        let object = |row: &Value| {
            let cells = row.as_array().unwrap().iter();
            assert_eq!(cells.len(), columns.len());
            let named = columns.iter().zip(cells);
            let named = named
                .map(|(column, cell)| (column["name"].as_str().unwrap().to_owned(), cell.clone()));
            Value::Object(named.collect())
        };
        result["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(object)
            .collect::<Vec<_>>()
    })
    .collect()
}

/// What is told of a statement beside its rows.
fn message(run: &Value, statement: usize) -> &str {
    run["statements"][statement]["message"]
        .as_str()
        .unwrap_or_default()
}
