//! The way to the collector: one request for each batch, on the exporter's own thread, so that
//! nothing of it can be in the way of what this server does.

use std::{
    future::{Ready, ready},
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    pin::Pin,
    time::{Duration, Instant},
};

use axum::http::{Request, Response, Uri};
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError};

/// Time a request takes at most, unless the environment says otherwise.
const DEADLINE: Duration = Duration::from_secs(10);
/// The least time one step of a request gets: zero would mean no limit.
const LEAST: Duration = Duration::from_millis(1);

/// A collector of telemetry.
#[derive(Debug)]
pub(super) struct Collector {
    deadline: Duration,
}

impl Collector {
    /// With the deadline of `OTEL_EXPORTER_OTLP_TIMEOUT`, in milliseconds.
    pub(super) fn from_environment() -> Self {
        let given = std::env::var("OTEL_EXPORTER_OTLP_TIMEOUT").ok();
        let millis = given.and_then(|text| text.trim().parse().ok());
        Self {
            deadline: millis.map_or(DEADLINE, Duration::from_millis),
        }
    }

    fn send(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let by = Instant::now() + self.deadline;
        let mut stream = connect(request.uri(), by)?;
        stream.set_write_timeout(Some(left(by)))?;
        stream.write_all(&head(request))?;
        stream.write_all(request.body())?;
        stream.set_read_timeout(Some(left(by)))?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        // What follows says nothing we need; it is read so that the collector sees no reset.
        let _ = stream.read(&mut [0; 4_096]);
        Ok(Response::builder()
            .status(status(&answer).ok_or("the endpoint does not speak HTTP/1.1")?)
            .body(Bytes::new())?)
    }
}

type Sent<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'a>>;

impl HttpClient for Collector {
    fn send_bytes<'this, 'sent>(&'this self, request: Request<Bytes>) -> Sent<'sent>
    where
        'this: 'sent,
        Self: 'sent,
    {
        let sent: Ready<_> = ready(self.send(&request));
        Box::pin(sent)
    }
}

fn connect(uri: &Uri, by: Instant) -> Result<TcpStream, HttpError> {
    let host = uri.host().ok_or("the endpoint names no host")?;
    let host = host.trim_matches(['[', ']']);
    let mut last = None;
    for address in (host, uri.port_u16().unwrap_or(80)).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, left(by)) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(|| "the endpoint has no address".into(), Into::into))
}

fn left(by: Instant) -> Duration {
    by.saturating_duration_since(Instant::now()).max(LEAST)
}

fn head(request: &Request<Bytes>) -> Vec<u8> {
    let (uri, length) = (request.uri(), request.body().len());
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    // What stands before an @ is for us, not for the collector's eyes.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mut head = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}\r\nconnection: close\r\n"
    )
    .into_bytes();
    for (name, value) in request.headers() {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            head.extend_from_slice(part);
        }
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// The status of an answer that begins with these bytes.
fn status(answer: &[u8]) -> Option<u16> {
    let status = answer.strip_prefix(b"HTTP/1.")?.get(2..5)?;
    std::str::from_utf8(status).ok()?.parse().ok()
}
