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

#[test]
fn every_log_line_of_a_request_names_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("log-lines");
    let _ = fs::remove_dir_all(&folder);
    let flags = [
        "--port",
        "0",
        "--log",
        "acm_gateway=debug",
        "--log-format",
        "json",
    ];
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
    let mut server = Server(child);
    let told = lines(server.0.stdout.take().unwrap());
    let log = lines(server.0.stderr.take().unwrap());
    let welcome = line_with(&told, "http://");
    let address = welcome
        .split("http://")
        .nth(1)
        .unwrap()
        .trim_end_matches('/');

    let body = r#"{"query":"mutation { deleteConnection(input: { id: \"none\" }) { id } }"}"#;
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
    assert!(answer.contains("NOT_FOUND"), "{answer}");

    // The record of the mutation is written by a task of its own, then comes the answer's.
    for text in [r#""message":"mutation""#, r#""message":"answered""#] {
        let line = line_with(&log, text);
        assert!(line.contains("follow-me-0001"), "{line}");
    }
}
