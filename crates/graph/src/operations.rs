//! Operations of this server's own schema, run for whoever may run them.

use acm_core::{ApiError, BoxFuture, Caller, ErrorCode, ErrorDetails};
use futures_util::stream::BoxStream;
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

/// A query, a mutation or a subscription of this server's schema. Its variables can hold passwords: it
/// never prints itself.
#[derive(Clone, PartialEq)]
pub struct Operation {
    /// The document, with one operation.
    pub document: &'static str,
    /// Its variables.
    pub variables: Map<String, Value>,
}

/// Who asks for operations.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Whose rights hold, and whose budget is spent.
    pub caller: Caller,
    /// Ties the operations together in the log.
    pub id: String,
}

/// What an operation, or an item of a subscription, answers.
#[derive(Debug, Default)]
pub struct Answer {
    /// The answer's data as JSON text, exactly as every client gets it; none when nothing ran.
    pub data: Option<Box<RawValue>>,
    /// What failed, in order.
    pub errors: Vec<ApiError>,
}

/// Runs operations of this server's own schema, as if their caller had sent them: the same rights,
/// limits, prices and deadlines hold, and each counts as one of the caller's. Implemented by the gateway.
pub trait OperationPort: Send + Sync {
    /// Runs a query or a mutation to its end. A mutation that has begun runs on when the future is
    /// dropped.
    fn run(&self, asker: &Asker, operation: Operation) -> BoxFuture<'static, Answer>;

    /// Follows a subscription for as long as somebody takes its items.
    fn follow(&self, asker: &Asker, operation: Operation) -> BoxStream<'static, Answer>;
}

impl Answer {
    /// An operation that did not run.
    #[must_use]
    pub fn refused(error: ApiError) -> Self {
        Self {
            data: None,
            errors: vec![error],
        }
    }

    /// Reads an answer as it is sent to clients.
    #[must_use]
    pub fn read(text: &[u8]) -> Self {
        match serde_json::from_slice::<Sent>(text) {
            Ok(sent) => Self {
                data: sent.data,
                errors: sent.errors.into_iter().map(ApiError::from).collect(),
            },
            Err(error) => Self::refused(ApiError::internal(error)),
        }
    }
}

#[derive(Deserialize)]
struct Sent {
    data: Option<Box<RawValue>>,
    #[serde(default)]
    errors: Vec<SentError>,
}

#[derive(Deserialize)]
struct SentError {
    message: String,
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    code: Option<ErrorCode>,
    details: Option<ErrorDetails>,
}

impl From<SentError> for ApiError {
    fn from(sent: SentError) -> Self {
        let (code, details) = match sent.extensions {
            Some(extensions) => (extensions.code, extensions.details),
            None => (None, None),
        };
        let error = Self::new(code.unwrap_or(ErrorCode::Internal), sent.message);
        let details = details.into_iter().flatten();
        details.fold(error, |error, (name, value)| {
            error.with_detail(&name, value)
        })
    }
}
