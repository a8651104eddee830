//! A client of one context: every request has a deadline, every answer a bound.

mod access;
mod lines;
mod list;
mod logs;
mod skew;
mod version;
mod watch;
mod write;

#[cfg(test)]
mod tests;

pub use access::Access;
pub use list::Page;
pub use logs::{LogLine, LogLines, LogQuery};
pub use write::{Deletion, FIELD_MANAGER, Part, Propagation, Written};

pub(crate) use skew::Skew;
pub(crate) use watch::WatchEvent;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use acm_core::UnixMillis;
use http::{HeaderMap, Response};
use http_body_util::BodyExt;
use kube::{client::Body, core::Status};
use tokio::time::{Instant, timeout};

use self::access::Answers;
use crate::{Error, Kind, Request, Result, error::Refusal, settings::Settings};

/// Bytes in one answer.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;
/// Bytes of an answer that is no Kubernetes object and told in the log.
const MAX_TOLD_BYTES: usize = 200;
/// Bytes in the name of an object.
const MAX_NAME_BYTES: usize = 253;
/// Bytes in the name of a namespace.
const MAX_NAMESPACE_BYTES: usize = 63;

/// How long a client is kept although its credentials were refused: new ones may cost a process.
const LEAST_AGE: Duration = Duration::from_secs(10);

/// Reads and writes of one context. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    context: Arc<str>,
    inner: kube::Client,
    deadline: Duration,
    log_deadline: Duration,
    answers: Answers,
    skew: Skew,
    made: Instant,
    /// Whether the API server did not accept the credentials.
    refused: Arc<AtomicBool>,
}

/// What came back: the object as it stands in JSON, and what the API server warned of.
struct Answer {
    body: Vec<u8>,
    warnings: Vec<String>,
}

type Built = std::result::Result<http::Request<Vec<u8>>, kube::core::request::Error>;

impl Client {
    pub(crate) fn new(
        context: Arc<str>,
        inner: kube::Client,
        settings: &Settings,
        skew: Skew,
    ) -> Self {
        Self {
            context,
            inner,
            deadline: settings.api_deadline(),
            log_deadline: settings.log_deadline(),
            answers: Answers::default(),
            skew,
            made: Instant::now(),
            refused: Arc::default(),
        }
    }

    /// Whether another one should be made, with credentials read anew.
    pub(crate) fn is_outdated(&self, now: UnixMillis) -> bool {
        let until = self.inner.valid_until().as_ref();
        let expired = until.is_some_and(|until| until.as_millisecond() < now);
        let refused = self.refused.load(Ordering::Relaxed);
        (expired || refused) && self.made.elapsed() >= LEAST_AGE
    }

    /// The name of the context.
    #[must_use]
    pub fn context(&self) -> &str {
        &self.context
    }

    /// The namespace the context works in when none is named.
    #[must_use]
    pub fn default_namespace(&self) -> &str {
        self.inner.default_namespace()
    }

    /// Reads one object; `namespace` is `None` for kinds that have none.
    ///
    /// # Errors
    /// It is not there, or what [`Error`] tells of.
    pub async fn get<K: Kind>(&self, namespace: Option<&str>, name: &str) -> Result<K> {
        let request = self.request::<K>("get", namespace, Some(name))?;
        let built = url::<K>(namespace).get(name, &kube::core::params::GetParams::default());
        self.call_for(&request, built)
            .await
            .map(|(object, _)| object)
    }

    fn request<K: Kind>(
        &self,
        verb: &'static str,
        namespace: Option<&str>,
        name: Option<&str>,
    ) -> Result<Request> {
        if let Some(namespace) = namespace {
            check_name("namespace", namespace, MAX_NAMESPACE_BYTES)?;
        }
        if let Some(name) = name {
            check_name("name", name, MAX_NAME_BYTES)?;
        }
        Ok(Request::new::<K>(&self.context, verb, namespace, name))
    }

    async fn call_for<T: serde::de::DeserializeOwned>(
        &self,
        request: &Request,
        built: Built,
    ) -> Result<(T, Vec<String>)> {
        let answer = self.call(request, built).await?;
        let object = read(request, &answer.body)?;
        Ok((object, answer.warnings))
    }

    /// Sends a request and takes the whole answer, both within the deadline.
    async fn call(&self, request: &Request, built: Built) -> Result<Answer> {
        let whole = async {
            let response = self.send(request, built).await?;
            let warnings = warnings(response.headers());
            let body = take(request, response).await?;
            Ok(Answer { body, warnings })
        };
        self.within(self.deadline, request, whole).await
    }

    /// Sends a request; the answer's body is still to come when the API server did not refuse.
    async fn send(&self, request: &Request, built: Built) -> Result<Response<Body>> {
        let unreachable = |source: kube::Error| Error::Unreachable {
            request: request.clone(),
            source: Arc::new(source),
        };
        let built = built.map_err(|error| unreachable(kube::Error::BuildRequest(error)))?;
        let sent = self.inner.send(built.map(Body::from)).await;
        let response = sent.map_err(unreachable)?;
        self.skew.note(response.headers());
        let code = response.status();
        if !code.is_client_error() && !code.is_server_error() {
            return Ok(response);
        }
        let retry_after = retry_after_seconds(response.headers());
        let body = take(request, response).await?;
        let mut status = serde_json::from_slice::<Status>(&body).unwrap_or_else(|_| {
            let told = &body[..body.len().min(MAX_TOLD_BYTES)];
            Status::failure(String::from_utf8_lossy(told).trim(), "")
        });
        status.code = code.as_u16();
        if status.code == 401 {
            self.refused.store(true, Ordering::Relaxed);
        }
        Err(refused(request, status, retry_after))
    }

    async fn within<T>(
        &self,
        after: Duration,
        request: &Request,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let late = |_| Error::TimedOut {
            request: request.clone(),
            after,
        };
        timeout(after, work).await.map_err(late)?
    }
}

/// The place of a kind's objects; `namespace` has been checked.
fn url<K: Kind>(namespace: Option<&str>) -> kube::core::Request {
    kube::core::Request::new(K::url_path(&(), namespace))
}

fn refused(request: &Request, status: Status, retry_after_seconds: Option<u32>) -> Error {
    let refusal = Refusal::new(request.clone(), status, retry_after_seconds);
    Error::Refused(Arc::new(refusal))
}

fn retry_after_seconds(headers: &HeaderMap) -> Option<u32> {
    let value = headers.get(http::header::RETRY_AFTER)?;
    value.to_str().ok()?.parse().ok()
}

fn read<T: serde::de::DeserializeOwned>(request: &Request, body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|source| unreadable(request, source))
}

fn unreadable(request: &Request, source: serde_json::Error) -> Error {
    Error::Unreadable {
        request: request.clone(),
        source: Arc::new(source),
    }
}

async fn take(request: &Request, response: Response<Body>) -> Result<Vec<u8>> {
    let (mut body, mut taken) = (response.into_body(), Vec::new());
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|source| Error::Unreachable {
            request: request.clone(),
            source: Arc::new(source),
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if taken.len() + data.len() > MAX_ANSWER_BYTES {
            return Err(Error::TooLarge {
                request: request.clone(),
                limit: MAX_ANSWER_BYTES,
                unit: "bytes",
            });
        }
        taken.extend_from_slice(&data);
    }
    Ok(taken)
}

/// A name becomes part of a path: nothing that means something there may stand in it.
fn check_name(field: &'static str, name: &str, longest: usize) -> Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
    let reason = if name.is_empty() {
        "must not be empty"
    } else if name.len() > longest {
        "is too long for a name in Kubernetes"
    } else if matches!(name, "." | "..") || !name.bytes().all(plain) {
        "is not a name in Kubernetes"
    } else {
        return Ok(());
    };
    Err(Error::Input { field, reason })
}

/// The texts of `Warning` headers: a code, an agent and the text in quotes.
fn warnings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(http::header::WARNING).iter();
    values
        .filter_map(|value| quoted(std::str::from_utf8(value.as_bytes()).ok()?))
        .collect()
}

fn quoted(value: &str) -> Option<String> {
    let (_, rest) = value.split_once('"')?;
    let (mut text, mut chars) = (String::new(), rest.chars());
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' => text.extend(chars.next()),
            char => text.push(char),
        }
    }
    Some(text)
}
