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
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Head and body of each request.
type Requests = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

pub(crate) struct Collector {
    endpoint: String,
    requests: Requests,
}

impl Collector {
    pub(crate) fn start() -> Self {
        Self::serve("http://127.0.0.1", |stream, kept| {
            assert!(take(stream, kept), "a request ended early");
        })
    }

    /// One that speaks TLS alone.
    pub(crate) fn encrypted(config: Arc<ServerConfig>) -> Self {
        Self::serve("https://localhost", move |stream, kept| {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            // Who does not trust it says nothing.
            take(StreamOwned::new(connection, stream), kept);
        })
    }

    fn serve(origin: &str, answer: impl Fn(TcpStream, &Requests) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Requests::default();
        let kept = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &kept);
            }
        });
        Self {
            endpoint: format!("{origin}:{port}"),
            requests,
        }
    }

    pub(crate) fn endpoint(&self) -> String {
        self.endpoint.clone()
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|(head, _)| head.clone()).collect()
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
        let of = requests
            .iter()
            .filter(|(head, _)| head.split(' ').nth(1) == Some(path));
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

/// Takes one request; false when none came.
fn take(mut stream: impl Read + Write, kept: &Requests) -> bool {
    let mut read = Vec::new();
    let mut part = [0; 4_096];
    let request = loop {
        let Ok(count @ 1..) = stream.read(&mut part) else {
            return false;
        };
        read.extend_from_slice(&part[..count]);
        if let Some(request) = whole(&read) {
            break request;
        }
    };
    kept.lock().unwrap().push(request);
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    stream
        .write_all(answer)
        .and_then(|()| stream.flush())
        .is_ok()
}

fn whole(read: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = read.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&read[..end]).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap();
    let body = read[end + 4..].to_vec();
    (body.len() == length.parse::<usize>().unwrap()).then(|| (head.to_owned(), body))
}
