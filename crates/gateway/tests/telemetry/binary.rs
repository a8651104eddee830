//! The binary as its users run it: a demonstration on free ports.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread::{self, JoinHandle},
};

use serde_json::{Value, json};

pub(crate) struct Acm {
    process: Child,
    api: String,
    nodes: String,
    log: JoinHandle<String>,
}

impl Acm {
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acm"));
        for (name, _) in std::env::vars() {
            if name.starts_with("OTEL_") || name.starts_with("ACM_") {
                command.env_remove(name);
            }
        }
        let mut process = command
            .args(["demo", "--port", "0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Read all the while, or the process would wait for room in the pipe.
        let mut lines = process.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut log = String::new();
            lines.read_to_string(&mut log).unwrap();
            log
        });
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut after = |label: &str| {
            let line = said
                .by_ref()
                .map(Result::unwrap)
                .find(|line| line.trim_start().starts_with(label))
                .unwrap();
            line.trim_start()[label.len()..].trim().to_owned()
        };
        let api = after("UI").replace("http://", "").replace('/', "");
        let nodes = after("Nodes");
        Self {
            process,
            api,
            nodes,
            log,
        }
    }

    /// Seed hosts of the cluster of the demonstration.
    pub(crate) fn hosts(&self) -> String {
        self.nodes.split_whitespace().next().unwrap().to_owned()
    }

    /// The profile of the demonstration.
    pub(crate) fn connection(&self) -> String {
        id(&self.post(r#"{"query":"{ connections { id } }"}"#, ""))
    }

    /// The answer to an operation, its head included.
    pub(crate) fn post(&self, body: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.api).unwrap();
        let (host, length) = (&self.api, body.len());
        write!(
            stream,
            "POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Runs an operation over a WebSocket, to its end.
    pub(crate) fn subscribe(&self, operation: &Value) {
        let mut stream = TcpStream::connect(&self.api).unwrap();
        let host = &self.api;
        write!(
            stream,
            "GET /graphql HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n"
        )
        .unwrap();
        let subscribe = json!({ "type": "subscribe", "id": "s", "payload": operation });
        for message in [json!({ "type": "connection_init" }), subscribe] {
            let message = message.to_string();
            let length = u16::try_from(message.len()).unwrap();
            // A text, whole, its length in two bytes, masked by nothing.
            stream.write_all(&[0x81, 0x80 | 126]).unwrap();
            stream.write_all(&length.to_be_bytes()).unwrap();
            stream.write_all(&[0; 4]).unwrap();
            stream.write_all(message.as_bytes()).unwrap();
        }
        let (mut said, mut part) = (String::new(), [0; 4_096]);
        while !said.contains(r#""complete""#) {
            let count = stream.read(&mut part).unwrap();
            assert!(count > 0, "the socket was closed: {said}");
            said.push_str(&String::from_utf8_lossy(&part[..count]));
        }
        assert!(said.contains(r#""next""#), "{said}");
    }

    /// Ends it as a service manager does, and yields its log.
    pub(crate) fn stop(mut self) -> String {
        let id = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        assert!(self.process.wait().unwrap().success());
        self.log.join().unwrap()
    }
}

/// The first id in an answer.
pub(crate) fn id(answer: &str) -> String {
    let found = answer.split_once("\"id\":\"");
    assert!(found.is_some(), "no id: {answer}");
    let (_, rest) = found.unwrap();
    rest.split('"').next().unwrap().to_owned()
}
