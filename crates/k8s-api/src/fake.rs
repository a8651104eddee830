//! An API server made of a test: it answers each request by hand.

use std::{convert::Infallible, time::Duration};

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use http::Response;
use http_body::Frame;
use http_body_util::{BodyExt, Full, StreamBody, combinators::UnsyncBoxBody};
use kube::client::Body;
use serde_json::{Value, json};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};
use tower::{BoxError, service_fn};

use acm_core::Clock;

use crate::{Client, Settings, client::Skew};

type Reply = Response<UnsyncBoxBody<Bytes, BoxError>>;

/// The server's end of a client.
pub(crate) struct FakeApi(mpsc::UnboundedReceiver<Exchange>);

/// A request that waits for its answer.
pub(crate) struct Exchange {
    /// Method, path and query.
    pub(crate) line: String,
    /// The body; null when there is none.
    pub(crate) body: Value,
    reply: oneshot::Sender<Reply>,
}

/// An answer that goes on: it ends when this is dropped.
pub(crate) struct Going(mpsc::UnboundedSender<Result<Bytes, BoxError>>);

impl FakeApi {
    /// A client, and the server it talks to.
    pub(crate) fn new() -> (kube::Client, Self) {
        let (asked, exchanges) = mpsc::unbounded_channel();
        let service = service_fn(move |request: http::Request<Body>| {
            let asked = asked.clone();
            async move {
                let (parts, body) = request.into_parts();
                let body = body.collect().await?.to_bytes();
                let (reply, replied) = oneshot::channel();
                let exchange = Exchange {
                    line: format!("{} {}", parts.method, parts.uri),
                    body: serde_json::from_slice(&body).unwrap_or_default(),
                    reply,
                };
                asked.send(exchange).map_err(|_| "the server is gone")?;
                replied.await.map_err(BoxError::from)
            }
        });
        let client = kube::Client::new(service, "default");
        (client, Self(exchanges))
    }

    /// The same, as a client of ours.
    pub(crate) fn client() -> (Client, Self) {
        let (client, api) = Self::new();
        let settings = Settings::default();
        let skew = Skew::new(Clock::default());
        (Client::new("test".into(), client, &settings, skew), api)
    }

    /// The next request.
    pub(crate) async fn next(&mut self) -> Exchange {
        let next = timeout(Duration::from_secs(600), self.0.recv()).await;
        next.expect("a request comes").expect("the client lives")
    }

    /// The next request, which is for this.
    pub(crate) async fn expect(&mut self, line: &str) -> Exchange {
        let exchange = self.next().await;
        assert!(exchange.line.starts_with(line), "{}", exchange.line);
        exchange
    }

    /// Whether nothing has been asked that was not answered.
    pub(crate) fn is_idle(&mut self) -> bool {
        self.0.recv().now_or_never().is_none()
    }
}

impl Exchange {
    /// Answers with an object.
    pub(crate) fn json(self, body: &Value) {
        self.send(200, &[], body.to_string());
    }

    /// Answers with a failure.
    pub(crate) fn refuse(self, code: u16, reason: &str, message: &str) {
        self.json_with(code, &[], &status(code, reason, message));
    }

    /// Answers with a status, headers and an object.
    pub(crate) fn json_with(self, code: u16, headers: &[(&str, &str)], body: &Value) {
        self.send(code, headers, body.to_string());
    }

    /// Answers with a status, headers and a text.
    pub(crate) fn send(self, code: u16, headers: &[(&str, &str)], body: String) {
        let body = Full::from(body).map_err(|never: Infallible| match never {});
        self.answer(code, headers, body.boxed_unsync());
    }

    /// Answers with a list.
    pub(crate) fn list(self, version: &str, items: &[Value]) {
        let metadata = json!({ "resourceVersion": version });
        self.json(&json!({ "kind": "List", "metadata": metadata, "items": items }));
    }

    /// Answers with lines that are still to come.
    pub(crate) fn go_on(self) -> Going {
        let (lines, sent) = mpsc::unbounded_channel();
        let frames = stream::unfold(
            sent,
            async |mut sent: mpsc::UnboundedReceiver<Result<Bytes, BoxError>>| {
                sent.recv().await.map(|next| (next, sent))
            },
        );
        let body = StreamBody::new(frames.map(|next| next.map(Frame::data)));
        self.answer(200, &[], body.boxed_unsync());
        Going(lines)
    }

    fn answer(self, code: u16, headers: &[(&str, &str)], body: UnsyncBoxBody<Bytes, BoxError>) {
        let mut reply = Response::builder().status(code);
        for (name, value) in headers {
            reply = reply.header(*name, *value);
        }
        // Nobody waits any more when the client gave up.
        let _ = self.reply.send(reply.body(body).unwrap());
    }
}

impl Going {
    /// Sends a piece of text.
    pub(crate) fn text(&self, text: &str) {
        let _ = self.0.send(Ok(Bytes::from(text.to_owned())));
    }

    /// Sends an event of a watch.
    pub(crate) fn event(&self, kind: &str, object: &Value) {
        self.text(&format!("{}\n", json!({ "type": kind, "object": object })));
    }

    /// Breaks the connection.
    pub(crate) fn break_off(self) {
        let _ = self.0.send(Err("the connection broke".into()));
    }

    /// Waits until the client has let go.
    pub(crate) async fn let_go(&self) {
        self.0.closed().await;
    }
}

/// A failure as Kubernetes tells of it.
pub(crate) fn status(code: u16, reason: &str, message: &str) -> Value {
    json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "code": code, "reason": reason, "message": message,
    })
}

/// A config map, the simplest of objects.
pub(crate) fn config_map(namespace: &str, name: &str, version: u64) -> Value {
    json!({
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {
            "name": name, "namespace": namespace, "uid": format!("{namespace}-{name}"),
            "resourceVersion": version.to_string(),
        },
        "data": { "version": version.to_string() },
    })
}
