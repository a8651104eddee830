//! Errors of this crate: a closed set of kinds, derived from result codes and never from texts.

mod api;
mod result_code;

use std::borrow::Cow;
use std::sync::Arc;

use aerospike::ErrorKind as Driver;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, as far as a caller needs to tell failures apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request itself is wrong; sending it again does not help.
    InvalidInput,
    /// The record, bin, namespace, node, … does not exist.
    NotFound,
    /// What was to be created exists already.
    AlreadyExists,
    /// The record is not in the generation that was expected.
    GenerationConflict,
    /// The server, its edition or this crate cannot do it.
    Unsupported,
    /// A limit of the server or of this crate was passed.
    LimitExceeded,
    /// No node answers, or it asks to try again. See [`Error::is_retryable`].
    Unavailable,
    /// No answer before the deadline.
    Timeout,
    /// Not allowed: by privileges or by the server's configuration.
    Forbidden,
    /// A fault of the server or of this program.
    Internal,
}

impl ErrorKind {
    /// The kind in words, for whoever counts failures.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::NotFound => "not_found",
            Self::AlreadyExists => "already_exists",
            Self::GenerationConflict => "generation_conflict",
            Self::Unsupported => "unsupported",
            Self::LimitExceeded => "limit_exceeded",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Forbidden => "forbidden",
            Self::Internal => "internal",
        }
    }
}

/// A result code of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ServerCode {
    /// The number on the wire.
    pub code: u8,
    /// Its standard name, such as `KEY_NOT_FOUND`; `None` for a code unknown to this version.
    pub name: Option<&'static str>,
}

impl ServerCode {
    /// The code with its standard name, if it has one.
    #[must_use]
    pub fn new(code: u8) -> Self {
        Self {
            code,
            name: result_code::known(code).map(|known| known.name),
        }
    }
}

/// A failure, safe to show: its text holds no address, no driver text and no secret.
///
/// What the driver said is kept as [`source`](std::error::Error::source), for logs.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: Cow<'static, str>,
    server: Option<ServerCode>,
    in_doubt: bool,
    source: Option<Arc<aerospike::Error>>,
}

impl Error {
    /// An error with a text of our own.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            message: message.into(),
            server: None,
            in_doubt: false,
            source: None,
        }
    }

    pub(crate) fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidInput, message)
    }

    pub(crate) fn timed_out() -> Self {
        Self::new(ErrorKind::Timeout, "The cluster did not answer in time.")
    }

    /// The error that stands for a result code of the server.
    #[must_use]
    pub fn from_server_code(code: u8) -> Self {
        let (kind, message) = result_code::known(code).map_or(
            (
                ErrorKind::Internal,
                "The server answered a result code unknown to this version.",
            ),
            |known| (known.kind, known.message),
        );
        Self {
            server: Some(ServerCode::new(code)),
            ..Self::new(kind, message)
        }
    }

    pub(crate) fn with_source(self, source: aerospike::Error) -> Self {
        Self {
            source: Some(Arc::new(source)),
            ..self
        }
    }

    pub(crate) fn into_in_doubt(self) -> Self {
        Self {
            in_doubt: true,
            ..self
        }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The server's result code, when the server gave one.
    #[must_use]
    pub const fn server_code(&self) -> Option<ServerCode> {
        self.server
    }

    /// Whether a write may have been applied although it failed.
    #[must_use]
    pub const fn is_in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// Whether the same request may succeed a moment later. A write that is
    /// [in doubt](Self::is_in_doubt) must be read back before it is sent again.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self.kind, ErrorKind::Unavailable | ErrorKind::Timeout)
    }
}

impl From<aerospike::Error> for Error {
    fn from(source: aerospike::Error) -> Self {
        let error = match source.server_result_code() {
            Some(code) => Self::from_server_code(u8::from(code)),
            None => from_driver_kind(root(&source).kind()),
        };
        Self {
            in_doubt: source.in_doubt(),
            ..error
        }
        .with_source(source)
    }
}

/// Below "retries exceeded" there is the reason why they were needed.
fn root(error: &aerospike::Error) -> &aerospike::Error {
    match error.cause() {
        Some(cause) => root(cause),
        None => error,
    }
}

/// Failures the driver found out by itself, without a result code of the server.
fn from_driver_kind(kind: &Driver) -> Error {
    match kind {
        Driver::Timeout => Error::timed_out(),
        Driver::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => Error::timed_out(),
        Driver::InvalidNamespace => Error::from_server_code(20),
        Driver::InvalidArgument => Error::invalid("The client refused a parameter of the command."),
        Driver::UdfBadResponse => Error::from_server_code(100),
        Driver::Connection
        | Driver::ConnectionPoolEmpty
        | Driver::NoMoreConnections
        | Driver::MaxErrorRate
        | Driver::InvalidNode
        | Driver::Io(_)
        | Driver::StreamTerminated => Error::new(
            ErrorKind::Unavailable,
            "No node of the cluster answers for the command.",
        ),
        _ => Error::new(
            ErrorKind::Internal,
            "The server's answer could not be read.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::{Error, ErrorKind};

    #[test]
    fn every_kind_follows_from_the_result_code() {
        for (code, kind, name) in [
            (2, ErrorKind::NotFound, Some("KEY_NOT_FOUND")),
            (3, ErrorKind::GenerationConflict, Some("GENERATION_ERROR")),
            (5, ErrorKind::AlreadyExists, Some("KEY_EXISTS")),
            (13, ErrorKind::LimitExceeded, Some("RECORD_TOO_BIG")),
            (22, ErrorKind::Forbidden, Some("FAIL_FORBIDDEN")),
            (25, ErrorKind::Unsupported, Some("ENTERPRISE_ONLY")),
            (51, ErrorKind::Unsupported, Some("SECURITY_NOT_SUPPORTED")),
            (251, ErrorKind::Internal, None),
        ] {
            let error = Error::from_server_code(code);
            let server = error.server_code().unwrap();
            assert_eq!((error.kind(), server.code, server.name), (kind, code, name));
        }
    }

    #[test]
    fn text_of_the_driver_stays_in_the_source() {
        let error = Error::from(aerospike::Error::client_error("node 10.0.0.7:3000 said no"));
        assert!(!error.to_string().contains("10.0.0.7"));
        assert!(error.source().unwrap().to_string().contains("10.0.0.7"));
    }
}
