//! Inputs.

use acm_core::ApiError;
use async_graphql::{ID, InputObject};

use super::enums::AqlOutput;
use crate::service::{options::Options, translate::File};

/// How long a caller waits for the end of a run unless it says so.
const DEFAULT_WAIT_MS: i32 = 10_000;
/// How long a caller can wait for the end of a run.
const MAX_WAIT_MS: i32 = 20_000;
const MAX_TTL_SECONDS: i32 = 315_360_000;

/// Statements to run.
#[derive(Clone, Debug, InputObject)]
pub(super) struct AqlExecuteInput {
    /// The connection.
    pub connection_id: ID,
    /// The statements, at most 1 MiB and 10,000 of them.
    pub text: String,
    /// Files that `RUN` and `REGISTER MODULE` name, at most 32; none of the server's own are read.
    pub files: Option<Vec<AqlFileInput>>,
    /// The options that hold at first; `AqlRun.options` are those to hand in next time.
    pub options: Option<AqlOptionsInput>,
    /// For each dangerous statement the name that `AqlParsedStatement.confirm` tells. Nothing is run
    /// while one is missing.
    pub confirmations: Option<Vec<String>>,
    /// Whether the statements behind one that fails are left out.
    #[graphql(default = true)]
    pub stop_on_error: bool,
    /// Milliseconds to wait for the end of the run, 0 to 20,000. It goes on behind them.
    #[graphql(default_with = "DEFAULT_WAIT_MS")]
    pub wait_ms: i32,
}

impl AqlExecuteInput {
    /// How long to wait.
    pub(super) fn wait_ms(&self) -> Result<u64, ApiError> {
        match u64::try_from(self.wait_ms) {
            Ok(wait) if self.wait_ms <= MAX_WAIT_MS => Ok(wait),
            _ => Err(ApiError::bad_input(
                "input.waitMs",
                format!("0 to {MAX_WAIT_MS}"),
            )),
        }
    }
}

/// A run to cancel.
#[derive(Clone, Debug, InputObject)]
pub(super) struct AqlCancelInput {
    /// The run.
    pub id: ID,
}

/// A file that is sent along with a text.
#[derive(Clone, Debug, InputObject)]
pub(super) struct AqlFileInput {
    /// What statements call it.
    pub name: String,
    /// What is in it, at most 1 MiB.
    pub text: String,
}

/// The files of an input.
pub(super) fn files(given: Option<Vec<AqlFileInput>>) -> Vec<File> {
    let files = given.unwrap_or_default().into_iter();
    let file = |AqlFileInput { name, text }| File { name, text };
    files.map(file).collect()
}

/// Options of a session. What is absent has its default.
#[derive(Clone, Debug, Default, InputObject)]
pub(super) struct AqlOptionsInput {
    /// How results are shown: `TABLE` by default.
    pub output: Option<AqlOutput>,
    /// Whether `JSON` and `RAW` tell the types of values: true by default.
    pub output_types: Option<bool>,
    /// Whether the operation a statement was run as is told with it: false by default.
    pub verbose: Option<bool>,
    /// Milliseconds a statement may take, at least 1; the server's own deadlines hold without.
    pub timeout_ms: Option<i32>,
    /// Seconds a written record lives, up to ten years: 0, the default, as its namespace says, -1 for
    /// ever, -2 as before.
    pub record_ttl: Option<i32>,
    /// Whether the key is stored with a written record: true by default.
    pub key_send: Option<bool>,
    /// Whether digest, set, generation and time to live are shown with records: false by default.
    pub record_print_metadata: Option<bool>,
    /// Whether records are shown without their bins: false by default.
    pub no_bins: Option<bool>,
    /// Rows a `SELECT` without `LIMIT` shows, at least 1: 1,000 by default.
    pub limit: Option<i32>,
}

impl AqlOptionsInput {
    /// The options; `field` is where they stand in the input.
    pub(super) fn read(given: Option<Self>, field: &str) -> Result<Options, ApiError> {
        let mut options = Options::default();
        let given = given.unwrap_or_default();
        let positive = |name: &str, value: i32| match u64::try_from(value) {
            Ok(value) if value > 0 => Ok(value),
            _ => Err(ApiError::bad_input(
                &format!("{field}.{name}"),
                "at least 1",
            )),
        };
        if let Some(milliseconds) = given.timeout_ms {
            options.timeout_ms = Some(positive("timeoutMs", milliseconds)?);
        }
        if let Some(rows) = given.limit {
            options.limit = positive("limit", rows)?;
        }
        if let Some(seconds) = given.record_ttl {
            if !(-2..=MAX_TTL_SECONDS).contains(&seconds) {
                let reason = format!("-2 to {MAX_TTL_SECONDS}");
                return Err(ApiError::bad_input(&format!("{field}.recordTtl"), reason));
            }
            options.record_ttl = seconds.into();
        }
        let switches = [
            (&mut options.output_types, given.output_types),
            (&mut options.verbose, given.verbose),
            (&mut options.key_send, given.key_send),
            (&mut options.metadata, given.record_print_metadata),
            (&mut options.no_bins, given.no_bins),
        ];
        for (option, given) in switches {
            *option = given.unwrap_or(*option);
        }
        options.output = given.output.map_or(options.output, Into::into);
        Ok(options)
    }
}
