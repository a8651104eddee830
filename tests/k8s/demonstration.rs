//! What `make run-k8s` starts.

use std::{process::Stdio, time::Duration};

use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};

/// Time the demonstration has to become ready, and to end.
const PATIENCE: Duration = Duration::from_secs(150);

#[tokio::test]
async fn the_demonstration_in_kubernetes_shows_records_and_ends_in_order() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_run-k8s"))
        .args(["--host", "127.0.0.1", "--port", "0", "--speed", "20"])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let mut told = Vec::new();
    while !told
        .last()
        .is_some_and(|line: &String| line.starts_with("Stop"))
    {
        let line = timeout(PATIENCE, lines.next_line()).await.unwrap();
        told.push(line.unwrap().expect("it says that it is ready"));
    }
    let after = |what: &str| {
        let mut found = told
            .iter()
            .filter_map(|line| line.trim().strip_prefix(what));
        found.next().unwrap().trim().to_owned()
    };
    let query =
        "query($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) { bins } }";
    let key =
        json!({ "namespace": "test", "set": "people", "userKey": { "string": "Ada Lovelace" } });
    let variables = json!({ "id": after("Connection"), "key": key });
    let client = Client::builder().no_proxy().build().unwrap();
    let request = client.post(after("GraphQL"));
    let body = json!({ "query": query, "variables": variables });
    let answer = request.json(&body).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["data"]["record"]["bins"]["born"], 1815, "{answer:#}");

    let pid = program
        .id()
        .and_then(|id| Pid::from_raw(id.try_into().unwrap()));
    kill_process(pid.unwrap(), Signal::INT).unwrap();
    let ended = timeout(PATIENCE, program.wait()).await.unwrap().unwrap();
    assert!(ended.success(), "{ended}");
}
