//! The answer to a request, from the answer to its operation.

use acm_core::{ApiError, ErrorCode, UnixMillis};
use async_graphql::Variables;
use async_graphql::{Request, parser::types::OperationType};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Route;
use crate::executor::Accepts;

/// Bytes of the items of a stream that are answered as one body.
const MAX_GATHERED_BYTES: usize = 16 * 1024 * 1024;

/// An answer, or the items of a stream made one.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    data: Value,
    errors: Vec<Failure>,
    bytes: usize,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    data: Value,
    #[serde(default)]
    errors: Vec<Failure>,
}

#[derive(Debug, Deserialize)]
struct Failure {
    message: String,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Debug, Default, Deserialize)]
struct Extensions {
    code: Option<ErrorCode>,
    #[serde(default)]
    details: Map<String, Value>,
}

/// A problem that an answer tells among its data.
#[derive(Deserialize)]
struct Problem {
    code: ErrorCode,
    message: String,
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        let code = failure.extensions.code.unwrap_or(ErrorCode::Internal);
        let details = failure.extensions.details.into_iter();
        let error = Self::new(code, failure.message);
        details.fold(error, |error, (name, value)| {
            error.with_detail(&name, value)
        })
    }
}

impl Gathered {
    /// Adds an answer: lists of several answers are one, of other values the last counts.
    ///
    /// # Errors
    /// They are too long to be answered as one.
    pub(crate) fn add(&mut self, answer: &[u8]) -> Result<(), ApiError> {
        self.bytes += answer.len();
        if self.bytes > MAX_GATHERED_BYTES {
            let message = "The answer is longer than one answer may be; ask for less.";
            return Err(ApiError::new(ErrorCode::LimitExceeded, message)
                .with_detail("maxBytes", MAX_GATHERED_BYTES));
        }
        let item: Item = serde_json::from_slice(answer).map_err(ApiError::internal)?;
        append(&mut self.data, item.data);
        self.errors.extend(item.errors);
        Ok(())
    }
}

impl Gathered {
    /// The first error.
    pub(crate) fn failure(self) -> ApiError {
        let first = self.errors.into_iter().next().map(ApiError::from);
        first.unwrap_or_else(|| {
            ApiError::new(ErrorCode::Internal, "The server failed to answer this.")
        })
    }
}

fn append(data: &mut Value, more: Value) {
    match (data, more) {
        (Value::Object(data), Value::Object(more)) => {
            for (name, value) in more {
                append(data.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(data), Value::Array(more)) => data.extend(more),
        (data, more) => *data = more,
    }
}

impl Route {
    /// The operation of the route with these variables.
    pub(crate) fn operation(&self, variables: Map<String, Value>) -> Request {
        let variables = Variables::from_json(Value::Object(variables));
        Request::new(self.document.text.as_str()).variables(variables)
    }

    /// What its operation may be.
    pub(crate) fn accepts(&self) -> Accepts {
        Accepts {
            mutations: self.document.kind == OperationType::Mutation,
            subscriptions: self.document.kind == OperationType::Subscription,
        }
    }

    /// The status of success, and the body of an answer.
    ///
    /// # Errors
    /// The operation failed, or a part of it that the route does not do without, or there is no such
    /// thing.
    pub(crate) fn answer(
        &self,
        gathered: Gathered,
        now: UnixMillis,
    ) -> Result<(StatusCode, Value), ApiError> {
        let mut errors = gathered.errors.into_iter();
        let shape = &self.document.shape;
        let mut data = shape.write(gathered.data, &self.gives, now);
        let body = data.pointer_mut(&self.line.body).map(Value::take);
        let body = body.filter(|body| !body.is_null());
        let failure = errors.next();
        let (mut body, failure) = match (body, failure) {
            (Some(body), failure) => (body, failure.filter(|_| !self.line.partial)),
            (None, Some(failure)) => return Err(failure.into()),
            (None, None) => {
                return Err(ApiError::new(
                    ErrorCode::NotFound,
                    "There is no such thing.",
                ));
            }
        };
        if let Some(failure) = failure {
            return Err(failure.into());
        }
        if let (Some(key), Value::Object(fields)) = (&self.line.problems, &mut body) {
            let problems = fields.remove(key).unwrap_or_default();
            let problems: Vec<Problem> = serde_json::from_value(problems).unwrap_or_default();
            if let Some(problem) = problems.into_iter().next() {
                return Err(ApiError::new(problem.code, problem.message));
            }
        }
        let mut status = StatusCode::from_u16(self.line.status).unwrap_or_default();
        if let (Some(key), Value::Object(fields)) = (&self.line.created, &mut body)
            && fields.remove(key) == Some(Value::Bool(true))
        {
            status = StatusCode::CREATED;
        }
        Ok((status, body))
    }
}

/// The status that says what a code says.
pub(crate) fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::AlreadyExists | ErrorCode::Conflict => StatusCode::CONFLICT,
        ErrorCode::BadUserInput
        | ErrorCode::GraphqlParseFailed
        | ErrorCode::GraphqlValidationFailed
        | ErrorCode::LimitExceeded
        | ErrorCode::Unsupported => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound | ErrorCode::PersistedQueryNotFound => StatusCode::NOT_FOUND,
        ErrorCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Timeout => StatusCode::GATEWAY_TIMEOUT,
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
