//! A run: its statements, and what they have yielded so far.
//!
//! **Invariant:** results have numbers without gaps. One is given up only when there is no room for a
//! newer one, the oldest first, and only when everyone who reads has been given it. Nobody who asks for what
//! was given up gets less without being told.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acm_aql::{Class, ast::StatementKind};
use acm_core::{ApiError, ErrorCode, UnixMillis};
use acm_graph::Problem;
use tokio::{sync::watch, time::Instant};
use tokio_util::sync::CancellationToken;

use super::{options::Options, script::Planned, table::Table};

/// Bytes of results a run keeps for who reads them.
const MAX_KEPT_BYTES: usize = 4 * 1024 * 1024;
/// Bytes that a row, a column or a message takes beside its text.
const OVERHEAD_BYTES: usize = 64;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunPhase {
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// How far a statement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatementPhase {
    Pending,
    Running,
    Succeeded,
    Failed,
    Skipped,
    Cancelled,
}

/// A statement of a run.
#[derive(Clone, Debug)]
pub(crate) struct StatementRun {
    pub(crate) index: usize,
    pub(crate) text: String,
    pub(crate) kind: StatementKind,
    pub(crate) class: Class,
    pub(crate) file: Option<String>,
    pub(crate) line: usize,
    pub(crate) phase: StatementPhase,
    pub(crate) rows: u64,
    /// Whether there are more rows than were shown.
    pub(crate) more: bool,
    pub(crate) elapsed_ms: Option<f64>,
    pub(crate) message: Option<String>,
    pub(crate) problem: Option<Problem>,
    /// The change of the run that changed it last.
    changed: u64,
}

impl StatementRun {
    fn new(index: usize, planned: &Planned) -> Self {
        Self {
            index,
            text: planned.text.clone(),
            kind: planned.statement.kind(),
            class: planned.class,
            file: planned.file.clone(),
            line: planned.line,
            phase: StatementPhase::Pending,
            rows: 0,
            more: false,
            elapsed_ms: None,
            message: None,
            problem: None,
            changed: 0,
        }
    }
}

/// A part of what a statement yields.
#[derive(Debug)]
pub(crate) struct RunResult {
    pub(crate) sequence: u64,
    pub(crate) statement: usize,
    pub(crate) table: Table,
    bytes: usize,
}

/// How a statement ended.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    pub(crate) message: Option<String>,
    pub(crate) more: bool,
}

/// A run of statements.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) id: String,
    pub(crate) connection: String,
    /// Whose it is.
    pub(crate) owner: String,
    pub(crate) started_at: UnixMillis,
    pub(super) cancel: CancellationToken,
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

#[derive(Debug)]
struct State {
    phase: RunPhase,
    options: Options,
    ended_at: Option<UnixMillis>,
    statements: Vec<StatementRun>,
    results: VecDeque<Arc<RunResult>>,
    /// The number of the newest result.
    newest: u64,
    /// The number of the newest result that was given up.
    given_up: u64,
    bytes: usize,
    /// What each reader was given.
    readers: BTreeMap<u64, u64>,
    next_reader: u64,
    /// What was asked for without following.
    acknowledged: u64,
    /// When somebody looked last.
    seen: Instant,
    change: u64,
}

/// A run as somebody sees it.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) phase: RunPhase,
    pub(crate) options: Options,
    pub(crate) ended_at: Option<UnixMillis>,
    /// Those that changed since it was looked at last.
    pub(crate) statements: Vec<StatementRun>,
    /// The results behind the one that was seen last.
    pub(crate) results: Vec<Arc<RunResult>>,
    /// The number of the last of them.
    pub(crate) sequence: u64,
    /// Whether nothing will come any more.
    pub(crate) is_last: bool,
    /// What to look from next time.
    pub(super) change: u64,
}

impl Run {
    pub(super) fn new(
        id: String,
        connection: String,
        owner: String,
        options: Options,
        planned: &[Planned],
        started_at: UnixMillis,
    ) -> Self {
        let statements = planned.iter().enumerate();
        let statements = statements.map(|(index, planned)| StatementRun::new(index, planned));
        Self {
            id,
            connection,
            owner,
            started_at,
            cancel: CancellationToken::new(),
            state: Mutex::new(State {
                phase: RunPhase::Running,
                options,
                ended_at: None,
                statements: statements.collect(),
                results: VecDeque::new(),
                newest: 0,
                given_up: 0,
                bytes: 0,
                readers: BTreeMap::new(),
                next_reader: 0,
                acknowledged: 0,
                seen: Instant::now(),
                change: 1,
            }),
            changes: watch::Sender::new(0),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        state.change += 1;
        let result = change(&mut state);
        drop(state);
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
        result
    }

    /// A statement begins.
    pub(super) fn begin(&self, index: usize) {
        self.change(|state| {
            state.mark(index, |statement| statement.phase = StatementPhase::Running)
        });
    }

    /// A statement ended.
    pub(super) fn end(&self, index: usize, elapsed_ms: f64, outcome: Result<Ended, ApiError>) {
        self.change(|state| {
            state.mark(index, |statement| {
                statement.elapsed_ms = Some(elapsed_ms);
                match outcome {
                    Ok(ended) => {
                        statement.phase = StatementPhase::Succeeded;
                        statement.message = ended.message;
                        statement.more = ended.more;
                    }
                    Err(error) => {
                        statement.phase = StatementPhase::Failed;
                        statement.problem = Some(Problem::from(&error));
                    }
                }
            });
        });
    }

    /// A statement is not run, or not to its end.
    pub(super) fn leave(&self, index: usize, phase: StatementPhase) {
        self.change(|state| state.mark(index, |statement| statement.phase = phase));
    }

    /// The options that hold from now on.
    pub(super) fn set_options(&self, options: Options) {
        self.change(|state| state.options = options);
    }

    /// The run is over.
    pub(super) fn finish(&self, phase: RunPhase, at: UnixMillis) {
        self.change(|state| {
            state.phase = phase;
            state.ended_at = Some(at);
            state.seen = Instant::now();
        });
    }

    /// Adds a result. Waits for readers when they are as far behind as a run remembers.
    pub(super) async fn push(&self, statement: usize, table: Table) {
        let bytes = size(&table);
        let mut changes = self.changes.subscribe();
        loop {
            changes.mark_unchanged();
            if self.state().make_room(bytes) {
                break;
            }
            if changes.changed().await.is_err() {
                return;
            }
        }
        self.change(|state| {
            let rows = table.rows.len() as u64;
            state.mark(statement, |statement| statement.rows += rows);
            state.newest += 1;
            state.bytes += bytes;
            state.results.push_back(Arc::new(RunResult {
                sequence: state.newest,
                statement,
                table,
                bytes,
            }));
        });
    }

    /// Waits until the run is over.
    pub(crate) async fn ended(&self) {
        let mut changes = self.changes.subscribe();
        while self.state().phase == RunPhase::Running {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Whether it still runs.
    pub(crate) fn is_running(&self) -> bool {
        self.state().phase == RunPhase::Running
    }

    /// When somebody looked last; none while somebody follows.
    pub(super) fn unseen_since(&self) -> Option<Instant> {
        let state = self.state();
        state.readers.is_empty().then_some(state.seen)
    }

    /// The whole run, with the results behind `after`, which is taken as received.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when results behind `after` were given up.
    pub(crate) fn look(&self, after: u64) -> Result<View, ApiError> {
        self.change(|state| {
            state.seen = Instant::now();
            state.check(after)?;
            state.acknowledged = state.acknowledged.max(after);
            Ok(state.view(after, 0, usize::MAX))
        })
    }

    /// The whole run without its results.
    pub(crate) fn state_alone(&self) -> View {
        self.state().view(0, 0, 0)
    }

    /// A place among those who follow.
    pub(super) fn join(&self, after: u64) -> Result<u64, ApiError> {
        self.change(|state| {
            state.check(after)?;
            state.acknowledged = state.acknowledged.max(after);
            state.next_reader += 1;
            let reader = state.next_reader;
            state.readers.insert(reader, after);
            Ok(reader)
        })
    }

    /// A reader has been given what it knows of.
    pub(super) fn given(&self, reader: u64, sequence: u64) {
        self.change(|state| {
            state.readers.insert(reader, sequence);
        });
    }

    /// A reader is gone.
    pub(super) fn leave_reader(&self, reader: u64) {
        self.change(|state| {
            state.readers.remove(&reader);
            state.seen = Instant::now();
        });
    }

    /// What is new to a reader.
    pub(super) fn news(&self, after: u64, change: u64, bytes: usize) -> View {
        self.state().view(after, change, bytes)
    }

    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

impl State {
    fn mark(&mut self, index: usize, mark: impl FnOnce(&mut StatementRun)) {
        let change = self.change;
        if let Some(statement) = self.statements.get_mut(index) {
            statement.changed = change;
            mark(statement);
        }
    }

    /// Gives up what everybody has, as far as needed; whether there is room for a result then.
    fn make_room(&mut self, bytes: usize) -> bool {
        let given = self
            .readers
            .values()
            .min()
            .copied()
            .unwrap_or(self.acknowledged);
        while self.bytes + bytes > MAX_KEPT_BYTES {
            let Some(oldest) = self.results.front() else {
                // One that is larger than all that is kept stands alone.
                return true;
            };
            if oldest.sequence > given {
                return false;
            }
            self.bytes -= oldest.bytes;
            self.given_up = oldest.sequence;
            self.results.pop_front();
        }
        true
    }

    fn check(&self, after: u64) -> Result<(), ApiError> {
        if after >= self.given_up {
            return Ok(());
        }
        let message = "Results behind this number were given up: they were received, and there was \
            no room for more.";
        Err(ApiError::new(ErrorCode::LimitExceeded, message)
            .with_detail("keptAfter", self.given_up)
            .with_detail("maxKeptBytes", MAX_KEPT_BYTES))
    }

    /// What is behind a result and a change, up to so many bytes of results.
    fn view(&self, after: u64, change: u64, bytes: usize) -> View {
        let mut left = bytes;
        let from = self
            .results
            .partition_point(|result| result.sequence <= after);
        let results: Vec<_> = (self.results.iter().skip(from))
            .take_while(|result| {
                let room = left > 0;
                left = left.saturating_sub(result.bytes);
                room
            })
            .cloned()
            .collect();
        let sequence = results.last().map_or(after, |result| result.sequence);
        let statements = self.statements.iter();
        let changed = statements.filter(|statement| statement.changed > change || change == 0);
        View {
            phase: self.phase,
            options: self.options,
            ended_at: self.ended_at,
            statements: changed.cloned().collect(),
            is_last: self.phase != RunPhase::Running && sequence >= self.newest,
            results,
            sequence,
            change: self.change,
        }
    }
}

fn size(table: &Table) -> usize {
    let rows = table.rows.iter().map(|row| row.len() + OVERHEAD_BYTES);
    let columns = table
        .columns
        .iter()
        .map(|column| column.name.len() + OVERHEAD_BYTES);
    rows.chain(columns).sum::<usize>() + OVERHEAD_BYTES
}

#[cfg(test)]
mod tests;
