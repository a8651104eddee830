//! Runs and what they yield.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::{
    Problem,
    scalars::{DateTime, Int64},
};
use async_graphql::{ID, SimpleObject};

use super::{
    enums::{AqlClass, AqlColumnKind, AqlOutput, AqlRunPhase, AqlStatementKind, AqlStatementPhase},
    scalars::AqlRows,
};
use crate::service::{
    options::Options,
    run::{Run, RunResult, StatementRun, View},
    table::Column,
};

/// A run of statements. It stays two minutes after it ended and nobody looks any more; one that nobody
/// looks at for two minutes is cancelled.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlRun {
    /// Its id.
    pub id: ID,
    /// The connection.
    pub connection_id: ID,
    /// How far it has come.
    pub phase: AqlRunPhase,
    /// Its statements in order, those of files it runs among them.
    pub statements: Vec<AqlStatementRun>,
    /// What they have yielded, in order, behind the result that was named; the first four mebibytes at
    /// most: follow `aqlRun`, or ask again with `after`, for the rest.
    pub results: Vec<AqlResult>,
    /// The number of the last of `results`: hand it to `after` to go on behind it.
    pub sequence: Int64,
    /// The options that hold now: hand them in with the next text.
    pub options: AqlOptions,
    /// When it began.
    pub started_at: DateTime,
    /// When it ended; null while it runs.
    pub ended_at: Option<DateTime>,
}

/// What is new of a run.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlRunItem {
    /// How far the run has come.
    pub phase: AqlRunPhase,
    /// Statements that changed since the item before; all of them in the first.
    pub statements: Vec<AqlStatementRun>,
    /// What they have yielded since, in order and without gaps.
    pub results: Vec<AqlResult>,
    /// The number of the last result so far: hand it to `after` to go on behind it.
    pub sequence: Int64,
    /// The options that hold now.
    pub options: AqlOptions,
    /// Whether the run is over and everything was told.
    pub is_last: bool,
}

/// A statement of a run.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlStatementRun {
    /// Its place in the run, from 0.
    pub index: i32,
    /// The one way it is written, passwords as `***`.
    pub text: String,
    /// What it is.
    pub kind: AqlStatementKind,
    /// How much it changes.
    pub class: AqlClass,
    /// The file it stands in; null for the text itself.
    pub file: Option<String>,
    /// The line it begins on; the first is 1.
    pub line: i32,
    /// How far it has come.
    pub phase: AqlStatementPhase,
    /// Rows it has yielded.
    pub rows: Int64,
    /// Whether there are more rows than were asked for.
    pub more: bool,
    /// How long it took, in milliseconds; null before its end.
    pub elapsed_ms: Option<f64>,
    /// What to tell beside its rows.
    pub message: Option<String>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// A part of what a statement yields.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlResult {
    /// Its number in the run; they rise by one.
    pub sequence: Int64,
    /// The statement, by its place in the run.
    pub statement: i32,
    /// Its columns. Parts of one result can differ: records differ in their bins.
    pub columns: Vec<AqlColumn>,
    /// Its rows.
    pub rows: AqlRows,
}

/// A column of a result.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlColumn {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub kind: AqlColumnKind,
}

/// Options of a session.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct AqlOptions {
    /// How results are shown.
    pub output: AqlOutput,
    /// Whether `JSON` and `RAW` tell the types of values.
    pub output_types: bool,
    /// Whether the operation a statement was run as is told with it.
    pub verbose: bool,
    /// Milliseconds a statement may take; null for the server's own deadlines.
    pub timeout_ms: Option<i32>,
    /// Seconds a written record lives: 0 as its namespace says, -1 for ever, -2 as before.
    pub record_ttl: i32,
    /// Whether the key is stored with a written record.
    pub key_send: bool,
    /// Whether digest, set, generation and time to live are shown with records.
    pub record_print_metadata: bool,
    /// Whether records are shown without their bins.
    pub no_bins: bool,
    /// Rows a `SELECT` without `LIMIT` shows.
    pub limit: i32,
}

impl AqlRun {
    /// A run with the results behind one.
    pub(super) fn look(run: &Run, after: u64) -> Result<Self, ApiError> {
        Ok(Self::of(run, run.look(after)?))
    }

    /// A run without its results.
    pub(super) fn alone(run: &Run) -> Self {
        Self::of(run, run.state_alone())
    }

    fn of(run: &Run, view: View) -> Self {
        Self {
            id: run.id.as_str().into(),
            connection_id: run.connection.as_str().into(),
            started_at: run.started_at.into(),
            phase: view.phase.into(),
            options: view.options.into(),
            ended_at: view.ended_at.map(DateTime::from),
            sequence: view.sequence.into(),
            statements: view.statements.into_iter().map(Into::into).collect(),
            results: view.results.iter().map(AqlResult::from).collect(),
        }
    }
}

impl From<View> for AqlRunItem {
    fn from(view: View) -> Self {
        Self {
            phase: view.phase.into(),
            options: view.options.into(),
            sequence: view.sequence.into(),
            is_last: view.is_last,
            statements: view.statements.into_iter().map(Into::into).collect(),
            results: view.results.iter().map(AqlResult::from).collect(),
        }
    }
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl From<StatementRun> for AqlStatementRun {
    fn from(statement: StatementRun) -> Self {
        Self {
            index: number(statement.index),
            text: statement.text,
            kind: statement.kind.into(),
            class: statement.class.into(),
            file: statement.file,
            line: number(statement.line),
            phase: statement.phase.into(),
            rows: statement.rows.into(),
            more: statement.more,
            elapsed_ms: statement.elapsed_ms,
            message: statement.message,
            problem: statement.problem,
        }
    }
}

impl From<&Arc<RunResult>> for AqlResult {
    fn from(result: &Arc<RunResult>) -> Self {
        Self {
            sequence: result.sequence.into(),
            statement: number(result.statement),
            columns: result.table.columns.iter().map(AqlColumn::from).collect(),
            rows: AqlRows::new(&result.table.rows),
        }
    }
}

impl From<&Column> for AqlColumn {
    fn from(column: &Column) -> Self {
        Self {
            name: column.name.clone(),
            kind: column.kind.into(),
        }
    }
}

impl From<Options> for AqlOptions {
    fn from(options: Options) -> Self {
        let number = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            output: options.output.into(),
            output_types: options.output_types,
            verbose: options.verbose,
            timeout_ms: options.timeout_ms.map(number),
            record_ttl: i32::try_from(options.record_ttl).unwrap_or(i32::MAX),
            key_send: options.key_send,
            record_print_metadata: options.metadata,
            no_bins: options.no_bins,
            limit: number(options.limit),
        }
    }
}
