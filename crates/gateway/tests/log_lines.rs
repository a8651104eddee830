//! What the binary logs, read as an operator does.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use acm_embedded::{EmbeddedCluster, SecuritySpec};
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(20);

/// A server of its own, killed when the test ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The lines of a pipe, as they come.
fn lines(pipe: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (send, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    lines
}

/// The first line that holds `text`.
fn line_with(lines: &mpsc::Receiver<String>, text: &str) -> String {
    loop {
        let line = lines.recv_timeout(PATIENCE).unwrap();
        if line.contains(text) {
            return line;
        }
    }
}

impl Server {
    /// Starts one that logs this much, and yields its address and its log.
    fn start(name: &str, log: &str) -> (Self, String, mpsc::Receiver<String>) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let flags = ["--port", "0", "--log", log, "--log-format", "json"];
        let child = Command::new(env!("CARGO_BIN_EXE_acm"))
            .arg("serve")
            .args(flags)
            .arg("--data-dir")
            .arg(&folder)
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut server = Self(child);
        let told = lines(server.0.stdout.take().unwrap());
        let log = lines(server.0.stderr.take().unwrap());
        let welcome = line_with(&told, "http://");
        let address = welcome.split("http://").nth(1).unwrap();
        let address = address.trim_end_matches('/').to_owned();
        (server, address, log)
    }
}

/// Sends an operation; the whole answer.
fn post(address: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        stream,
        "POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         x-request-id: follow-me-0001\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn every_log_line_of_a_request_names_it() {
    let (_server, address, log) = Server::start("log-lines", "acm_gateway=debug");
    let body = r#"{"query":"mutation { deleteConnection(input: { id: \"none\" }) { id } }"}"#;
    let answer = post(&address, body);
    assert!(answer.contains("NOT_FOUND"), "{answer}");

    // The record of the mutation is written by a task of its own, then comes the answer's.
    for text in [r#""message":"mutation""#, r#""message":"answered""#] {
        let line = line_with(&log, text);
        assert!(line.contains("follow-me-0001"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_line_and_no_answer_holds_a_password() {
    let security = SecuritySpec::new().admin_roles(["user-admin", "sys-admin"]);
    let cluster = EmbeddedCluster::builder().security(security);
    let cluster = cluster.start().await.unwrap();
    let (server, address, log) = Server::start("log-passwords", "trace");
    let ask = |query: &str, input: Value| {
        let body = json!({ "query": query, "variables": { "input": input } });
        let answer = post(&address, &body.to_string());
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(!body.contains("hunter2"), "{body}");
        serde_json::from_str::<Value>(body).unwrap()
    };
    let create = "mutation($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }";
    let hosts: Vec<String> = cluster
        .addresses()
        .iter()
        .map(ToString::to_string)
        .collect();
    let profile =
        json!({ "name": "one", "hosts": hosts, "username": "admin", "password": "admin" });
    let made = ask(create, profile);
    let id = &made["data"]["createConnection"]["connection"]["id"];
    let user = "mutation($input: CreateUserInput!) { createUser(input: $input) { user { name } } }";
    let made = ask(
        user,
        json!({ "connectionId": id, "name": "ada", "password": "hunter2-first" }),
    );
    assert_eq!(made["data"]["createUser"]["user"]["name"], "ada", "{made}");
    let change = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { connectionUpdated } }";
    let changed = ask(
        change,
        json!({ "connectionId": id, "user": "admin", "password": "hunter2-own" }),
    );
    assert_eq!(
        changed["data"]["changePassword"]["connectionUpdated"], true,
        "{changed}"
    );
    for (query, input) in [
        (
            user,
            json!({ "connectionId": id, "name": "ada", "password": "hunter2-again" }),
        ),
        (
            user,
            json!({ "connectionId": id, "name": "a\nb", "password": "hunter2-name" }),
        ),
        (
            user,
            json!({ "connectionId": id, "name": "bob", "password": "hunter2".repeat(20) }),
        ),
        (
            user,
            json!({ "connectionId": id, "name": "bob", "password": ["hunter2-list"] }),
        ),
        (
            user,
            json!({ "connectionId": id, "name": "bob", "password": "hunter2", "nope": "hunter2-field" }),
        ),
        (
            change,
            json!({ "connectionId": "none", "user": "ada", "password": "hunter2-none" }),
        ),
        (
            create,
            json!({ "name": "two", "hosts": [], "password": "hunter2-profile" }),
        ),
    ] {
        let refused = ask(query, input);
        assert!(refused["errors"].is_array(), "{refused}");
    }
    let inline = r#"mutation { createUser(input: {connectionId: "none", name: "x", password: "hunter2-inline"}) { user { name } } }"#;
    let refused = ask(inline, Value::Null);
    assert!(refused["errors"].is_array(), "{refused}");
    drop(server);
    let mut seen = 0;
    while let Ok(line) = log.recv_timeout(PATIENCE) {
        assert!(!line.contains("hunter2"), "{line}");
        seen += 1;
    }
    assert!(seen > 20, "there is a log to look at");
    cluster.shutdown().await;
}
