//! What the server refuses before it does any work for it: texts that ask too much of a parser,
//! operations that ask too much of the engine, callers who ask too often.

mod budget;
mod memory;
mod prices;
mod selection;
mod tokens;

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use acm_core::{ApiError, ErrorCode};
use async_graphql::{
    Request, Value, Variables,
    parser::types::{ExecutableDocument, OperationDefinition},
};

use budget::Budgets;
use prices::Prices;
use selection::Walk;

pub(crate) use selection::Selected;

use crate::{
    compose::Schemas,
    limits::Limits,
    shares::{Share, Shares},
};

/// Levels of brackets in a document, those of its values included.
const MAX_NESTING: usize = 128;
/// Bytes that a number, a truth or a null of the variables counts as.
const SMALL_VALUE_BYTES: usize = 8;

/// The bounds, and what each caller has left.
pub(crate) struct Guard {
    limits: Arc<Limits>,
    introspection: bool,
    prices: Prices,
    budgets: Budgets,
    memory: Shares,
}

impl Guard {
    /// A guard that holds everyone to `limits`.
    pub(crate) fn new(limits: Arc<Limits>, introspection: bool, schemas: &Schemas) -> Self {
        let budgets = Budgets::new(limits.max_requests_per_second, limits.max_cost_per_second);
        let memory = Shares::new(limits.max_feed_bytes, limits.max_client_feed_bytes);
        Self {
            limits,
            introspection,
            prices: schemas.look(Prices::new),
            budgets,
            memory,
        }
    }

    /// Lets a request of the caller at `address` in, whatever it may hold.
    ///
    /// # Errors
    /// `RATE_LIMITED`: how long to wait is in `details.retryAfterMs`.
    pub(crate) fn admit(&self, address: IpAddr) -> Result<(), ApiError> {
        let granted = self.budgets.spend(address, 1, 0, Instant::now());
        granted.map_err(|wait| {
            let rate = self.limits.max_requests_per_second;
            let message = format!("This server takes {rate} requests a second from one caller.");
            rate_limited(message, wait).with_detail("maxRequestsPerSecond", rate)
        })
    }

    /// Checks a text that was not read before.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`: the limit is named in `details`.
    pub(crate) fn text(&self, text: &str) -> Result<(), ApiError> {
        let max = self.limits.max_tokens;
        let measured = tokens::measure(text, max);
        if measured.tokens > max {
            let message = format!("A document may have {max} tokens.");
            return Err(exceeded(message).with_detail("maxTokens", max));
        }
        let max = MAX_NESTING;
        if measured.nesting > max {
            let message = format!("Brackets of a document may be nested {max} deep.");
            return Err(exceeded(message).with_detail("maxNesting", max));
        }
        Ok(())
    }

    /// Checks what an operation selects and is given, and takes its cost from the caller's budget.
    /// Yields what it selects. What depends on the document alone is not looked at again when the
    /// operation has `proved` to pass.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`: the limit is named in `details`. `GRAPHQL_VALIDATION_FAILED`: it looks at
    /// the schema, which is switched off. `RATE_LIMITED`: the caller's budget is spent.
    pub(crate) fn operation(
        &self,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        variables: &Variables,
        proved: bool,
        address: IpAddr,
    ) -> Result<Selected, ApiError> {
        if !proved {
            self.roots(document, operation)?;
        }
        self.variables(variables)?;
        let mut walk = Walk::new(document, operation, variables, &self.prices);
        let selected = walk.operation(operation);
        let cost = selected.cost;
        let max = self.limits.max_complexity;
        if !proved {
            self.fields(document, &mut walk)?;
        }
        if cost > max as u64 {
            let message =
                format!("An operation may cost {max} points: ask for less, or for shorter lists.");
            return Err(exceeded(message)
                .with_detail("cost", cost)
                .with_detail("maxComplexity", max));
        }
        let granted = self.budgets.spend(address, 0, cost, Instant::now());
        granted.map(|()| selected).map_err(|wait| {
            let rate = self.limits.max_cost_per_second;
            let message = format!("This server grants {rate} points a second to one caller.");
            rate_limited(message, wait)
                .with_detail("cost", cost)
                .with_detail("maxCostPerSecond", rate)
        })
    }

    /// Takes what a feed of so many fields holds of this server's memory as long as it is followed.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`: the feeds of the caller, or all together, hold as much as they may.
    pub(crate) fn hold(
        &self,
        request: &Request,
        fields: u64,
        address: IpAddr,
    ) -> Result<Share, ApiError> {
        let bytes = memory::of_feed(request, fields);
        self.memory.take(Some(address), bytes).ok_or_else(|| {
            let max = self.limits.max_client_feed_bytes;
            let message = format!(
                "The feeds of one caller may take {max} bytes of this server's memory, those of all callers {} bytes: follow fewer, or select less.",
                self.limits.max_feed_bytes
            );
            exceeded(message)
                .with_detail("bytes", bytes)
                .with_detail("maxClientFeedBytes", max)
        })
    }

    fn roots(
        &self,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
    ) -> Result<(), ApiError> {
        let max = self.limits.max_root_fields;
        let Some(roots) = selection::roots(document, operation, max) else {
            let message = format!("An operation may have {max} fields at its root.");
            return Err(exceeded(message).with_detail("maxRootFields", max));
        };
        let introspects = |name: &str| matches!(name, "__schema" | "__type");
        if !self.introspection
            && roots
                .iter()
                .any(|field| introspects(field.name.node.as_str()))
        {
            return Err(ApiError::new(
                ErrorCode::GraphqlValidationFailed,
                "This server does not show its schema: introspection is switched off.",
            ));
        }
        Ok(())
    }

    /// The engine reads all of a document, also the operations that were not asked for.
    fn fields<'a>(
        &self,
        document: &'a ExecutableDocument,
        walk: &mut Walk<'a>,
    ) -> Result<(), ApiError> {
        let max = self.limits.max_complexity;
        let all = document.operations.iter().fold(0_u64, |fields, (_, one)| {
            fields.saturating_add(walk.operation(&one.node).fields)
        });
        if all <= max as u64 {
            return Ok(());
        }
        let message = format!("An operation may select {max} fields, fragments spread.");
        Err(exceeded(message).with_detail("maxComplexity", max))
    }

    fn variables(&self, variables: &Variables) -> Result<(), ApiError> {
        let max = self.limits.max_variables_bytes;
        let mut left = Some(max);
        for (name, value) in variables.iter() {
            left = left
                .and_then(|left| left.checked_sub(name.len()))
                .and_then(|left| take(left, value));
        }
        if left.is_some() {
            return Ok(());
        }
        let message = format!("The variables of an operation may have {max} bytes.");
        Err(exceeded(message).with_detail("maxVariablesBytes", max))
    }
}

/// What is left of `left` bytes after a value. Its depth is bounded by the reader of its JSON.
fn take(left: usize, value: &Value) -> Option<usize> {
    match value {
        Value::String(text) => left.checked_sub(text.len()),
        Value::Enum(name) => left.checked_sub(name.len()),
        Value::Binary(bytes) => left.checked_sub(bytes.len()),
        Value::Null | Value::Boolean(_) | Value::Number(_) => left.checked_sub(SMALL_VALUE_BYTES),
        Value::List(items) => items.iter().try_fold(left, take),
        Value::Object(fields) => fields.iter().try_fold(left, |left, (name, value)| {
            take(left.checked_sub(name.len())?, value)
        }),
    }
}

fn exceeded(message: String) -> ApiError {
    ApiError::new(ErrorCode::LimitExceeded, message)
}

fn rate_limited(message: String, wait: Duration) -> ApiError {
    let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1);
    ApiError::new(ErrorCode::RateLimited, message).with_detail("retryAfterMs", wait)
}
