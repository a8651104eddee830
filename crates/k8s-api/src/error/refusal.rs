//! The API server's refusals, by its reason and code.

use std::fmt;

use acm_core::{ApiError, ErrorCode};
use kube::core::{
    Status,
    response::{StatusCause, reason},
};
use serde_json::{Value, json};

use super::faults::{Fault, WebhookRefusal, undecodable};
use crate::Request;

/// A request the API server answered with a failure.
#[derive(Debug)]
pub struct Refusal {
    request: Request,
    status: Status,
    retry_after_seconds: Option<u32>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Status { code, reason, .. } = &self.status;
        let message = &self.status.message;
        write!(f, "{}: {code} {reason}: {message}", self.request)
    }
}

impl Refusal {
    pub(crate) fn new(request: Request, status: Status, retry_after_seconds: Option<u32>) -> Self {
        Self {
            request,
            status,
            retry_after_seconds,
        }
    }

    /// What was asked.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.code
    }

    /// What an admission webhook refused, when it was one.
    #[must_use]
    pub fn webhook(&self) -> Option<WebhookRefusal> {
        match &self.status.details {
            None => WebhookRefusal::parse(&self.status.message),
            Some(_) => None,
        }
    }

    /// Whether somebody else changed the object meanwhile.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status.reason == reason::CONFLICT
    }

    /// Whether the object, and not its kind or its namespace, is missing.
    #[must_use]
    pub fn is_object_missing(&self) -> bool {
        self.status.code == 404 && self.missing().is_some_and(|(kind, _)| kind.is_none())
    }

    /// Whether this server lacks the right to ask, as Kubernetes' authorizer words it.
    #[must_use]
    pub fn is_right_missing(&self) -> bool {
        let (verb, resource) = (self.request.verb(), self.request.plain_resource());
        self.status.code == 403
            && (self.status.message).contains(&format!(
                "cannot {verb} resource \"{resource}\" in API group"
            ))
    }

    pub(crate) fn is_expired(&self) -> bool {
        self.status.code == 410
    }

    /// Whether a change may have been made although it was not answered as done.
    pub(super) fn is_in_doubt(&self) -> bool {
        let late = matches!(self.status.code, 502 | 504);
        self.request.is_change() && (late || self.status.reason == reason::SERVER_TIMEOUT)
    }

    /// The thing that is missing: its kind when it is not what was asked for, and its name. `None`
    /// when the API server does not serve the kind.
    fn missing(&self) -> Option<(Option<&str>, &str)> {
        let details = self.status.details.as_ref()?;
        if details.name.is_empty() {
            return None;
        }
        let asked = self.request.name() == Some(details.name.as_str())
            && self.request.is_for(&details.kind);
        let kind = (!asked).then_some(details.kind.as_str());
        Some((kind, &details.name))
    }

    pub(super) fn to_api_error(&self) -> ApiError {
        let error = match self.status.code {
            400 => self.invalid(),
            401 => self.told(
                ErrorCode::Unavailable,
                "Kubernetes does not accept the credentials of this context.",
            ),
            403 => self.forbidden(),
            404 => self.not_found(),
            405 => self.told(
                ErrorCode::Unsupported,
                "This Kubernetes cluster cannot do this to that kind.",
            ),
            409 => self.conflict(),
            410 => self.told(
                ErrorCode::Conflict,
                "The list changed too much while it was read; read it again.",
            ),
            413 => self.told(
                ErrorCode::LimitExceeded,
                "Kubernetes accepts no object so large.",
            ),
            422 => self.invalid(),
            429 => self
                .told(ErrorCode::RateLimited, "Kubernetes has too much to do.")
                .with_detail(
                    "retryAfterMs",
                    u64::from(self.retry_after_seconds.unwrap_or(1)) * 1_000,
                ),
            504 => self.told(ErrorCode::Timeout, "Kubernetes did not do this in time."),
            500 if self.status.reason == reason::SERVER_TIMEOUT => {
                self.told(ErrorCode::Timeout, "Kubernetes did not do this in time.")
            }
            500.. => self.told(ErrorCode::Unavailable, "Kubernetes failed to do this."),
            _ => self.told(ErrorCode::Internal, "Kubernetes refused this request."),
        };
        error
            .with_detail("context", self.request.context())
            .with_source(Told(self.to_string()))
    }

    fn told(&self, code: ErrorCode, message: &'static str) -> ApiError {
        ApiError::new(code, message)
    }

    fn not_found(&self) -> ApiError {
        let request = &self.request;
        let error = match self.missing() {
            Some((None, name)) => ApiError::not_found(&request.plain_resource(), name),
            Some((Some(kind), name)) => ApiError::not_found(kind, name).with_detail("kind", kind),
            None => {
                let resource = request.resource();
                let message = format!("This Kubernetes cluster does not serve {resource}.");
                return ApiError::new(ErrorCode::Unsupported, message)
                    .with_detail("cause", "KIND_NOT_SERVED")
                    .with_detail("resource", resource)
                    .with_detail("group", request.group());
            }
        };
        match request.namespace() {
            Some(namespace) => error.with_detail("namespace", namespace),
            None => error,
        }
    }

    fn conflict(&self) -> ApiError {
        let name = self.status.details.as_ref().map(|details| &details.name);
        let name = name.map_or("", String::as_str);
        if self.status.reason == reason::ALREADY_EXISTS {
            let what = self.request.plain_resource();
            let message = format!("{what} \"{name}\" exists already.");
            return ApiError::new(ErrorCode::AlreadyExists, message).with_detail("name", name);
        }
        let message = "Somebody else changed the object meanwhile.";
        ApiError::new(ErrorCode::Conflict, message).with_detail("name", name)
    }

    fn forbidden(&self) -> ApiError {
        if self.webhook().is_some() {
            return self.invalid();
        }
        let request = &self.request;
        if self.is_right_missing() {
            let resource = request.resource();
            let place = match request.namespace() {
                Some(namespace) => format!("in the namespace \"{namespace}\""),
                None => "across the cluster".to_owned(),
            };
            let verb = request.verb();
            let message = format!("This server lacks the right to {verb} {resource} {place}.");
            return ApiError::new(ErrorCode::Forbidden, message)
                .with_detail("cause", "RIGHT_MISSING")
                .with_detail("verb", verb)
                .with_detail("resource", resource)
                .with_detail("group", request.group())
                .with_detail("namespace", request.namespace().map(str::to_owned));
        }
        // A quota, a policy, a namespace that is being deleted: the text alone says which.
        let message = format!("Kubernetes forbids this: {}", self.status.message);
        ApiError::new(ErrorCode::Forbidden, message).with_detail("cause", "ADMISSION")
    }

    fn invalid(&self) -> ApiError {
        let (webhook, causes) = match self.webhook() {
            Some(refusal) => (Some(refusal.webhook), causes_of(&refusal.faults)),
            None => match self.causes() {
                [] => (None, causes_of(&undecodable(&self.status.message))),
                causes => (None, causes.iter().map(cause).collect()),
            },
        };
        let text = |cause: &Value| match (cause["field"].as_str(), cause["message"].as_str()) {
            (Some(field), Some(message)) if !message.contains(field) => {
                format!("{field}: {message}")
            }
            (_, message) => message.unwrap_or_default().to_owned(),
        };
        let texts: Vec<String> = causes.iter().map(text).collect();
        let first = causes.first().cloned().unwrap_or_default();
        let error = ApiError::new(ErrorCode::BadUserInput, texts.join("\n"))
            .with_detail("field", first["field"].clone())
            .with_detail("reason", first["message"].clone())
            .with_detail("causes", causes);
        match webhook {
            Some(webhook) => error.with_detail("webhook", webhook),
            None => error,
        }
    }

    fn causes(&self) -> &[StatusCause] {
        let details = self.status.details.as_ref();
        details.map_or(&[], |details| details.causes.as_slice())
    }
}

/// What the log is told: the server's own words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Told(String);

fn cause(cause: &StatusCause) -> Value {
    let field = cause.field.trim_start_matches('.');
    let field = (!matches!(field, "" | "<nil>")).then_some(field);
    let reason = (!cause.reason.is_empty()).then_some(&cause.reason);
    json!({ "field": field, "reason": reason, "message": cause.message })
}

fn causes_of(faults: &[Fault]) -> Vec<Value> {
    let cause =
        |fault: &Fault| json!({ "field": fault.field, "reason": null, "message": fault.message });
    faults.iter().map(cause).collect()
}
