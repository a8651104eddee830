//! Operations of the schema, asked for one caller.

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, ErrorCode};
use acm_graph::{Answer, Asker, Operation, OperationPort};
use serde_json::value::RawValue;
use tokio::time::{Instant, sleep};

/// How long an operation waits, in all, for the caller's budget.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// Asks operations for one caller.
#[derive(Clone)]
pub(crate) struct Operations {
    pub(crate) port: Arc<dyn OperationPort>,
    pub(crate) asker: Asker,
}

impl Operations {
    /// The data of an operation, or what hinders it now.
    ///
    /// # Errors
    /// The first error of the answer.
    pub(crate) async fn ask_now(&self, operation: Operation) -> Result<Box<RawValue>, ApiError> {
        answered(self.port.run(&self.asker, operation).await)
    }

    /// The data of an operation. Waits when the caller's budget is spent: nothing was run then.
    ///
    /// # Errors
    /// The first error of the answer.
    pub(crate) async fn ask(&self, operation: Operation) -> Result<Box<RawValue>, ApiError> {
        let until = Instant::now() + MAX_WAIT;
        loop {
            let refused = match self.ask_now(operation.clone()).await {
                Ok(data) => return Ok(data),
                Err(error) => error,
            };
            let wait = retry_after(&refused).filter(|wait| Instant::now() + *wait < until);
            match wait {
                Some(wait) => sleep(wait).await,
                None => return Err(refused),
            }
        }
    }
}

/// The data of an answer, or the first of its errors.
pub(super) fn answered(answer: Answer) -> Result<Box<RawValue>, ApiError> {
    match (answer.errors.into_iter().next(), answer.data) {
        (Some(error), _) => Err(error),
        (None, Some(data)) => Ok(data),
        (None, None) => Err(ApiError::new(ErrorCode::Internal, "There was no answer.")),
    }
}

fn retry_after(error: &ApiError) -> Option<Duration> {
    let is_budget = error.code() == ErrorCode::RateLimited;
    let wait = error.details()?.get("retryAfterMs")?.as_u64()?;
    is_budget.then(|| Duration::from_millis(wait.max(1)))
}
