//! A collector: takes what is sent by OTLP over HTTP and keeps it.

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use opentelemetry_proto::tonic::{
    collector::{metrics::v1::ExportMetricsServiceRequest, trace::v1::ExportTraceServiceRequest},
    common::v1::any_value::Value,
    trace::v1::Span,
};
use prost::Message;

/// Path and body of each request.
type Requests = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

pub(crate) struct Collector {
    port: u16,
    requests: Requests,
}

impl Collector {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Requests::default();
        let kept = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                take(stream.unwrap(), &kept);
            }
        });
        Self { port, requests }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub(crate) fn spans(&self) -> Vec<Span> {
        let batches = self.bodies("/v1/traces");
        let batches = batches
            .iter()
            .map(|body| ExportTraceServiceRequest::decode(&**body).unwrap());
        batches
            .flat_map(|batch| batch.resource_spans)
            .flat_map(|resource| resource.scope_spans)
            .flat_map(|scope| scope.spans)
            .collect()
    }

    pub(crate) fn metrics(&self) -> BTreeSet<String> {
        let batches = self.bodies("/v1/metrics");
        let batches = batches
            .iter()
            .map(|body| ExportMetricsServiceRequest::decode(&**body).unwrap());
        batches
            .flat_map(|batch| batch.resource_metrics)
            .flat_map(|resource| resource.scope_metrics)
            .flat_map(|scope| scope.metrics)
            .map(|metric| metric.name)
            .collect()
    }

    fn bodies(&self, path: &str) -> Vec<Vec<u8>> {
        let requests = self.requests.lock().unwrap();
        let of = requests.iter().filter(|(known, _)| known == path);
        of.map(|(_, body)| body.clone()).collect()
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn attribute(span: &Span, key: &str) -> Option<String> {
    let found = span.attributes.iter().find(|known| known.key == key)?;
    match found.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text.clone()),
        other => Some(format!("{other:?}")),
    }
}

fn take(mut stream: TcpStream, kept: &Requests) {
    let mut read = Vec::new();
    let mut part = [0; 4_096];
    let (path, body) = loop {
        let count = stream.read(&mut part).unwrap();
        assert!(count > 0, "a request ended early");
        read.extend_from_slice(&part[..count]);
        if let Some(request) = whole(&read) {
            break request;
        }
    };
    kept.lock().unwrap().push((path, body));
    stream
        .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        .unwrap();
}

fn whole(read: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = read.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&read[..end]).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap();
    let body = read[end + 4..].to_vec();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    (body.len() == length.parse::<usize>().unwrap()).then_some((path, body))
}
