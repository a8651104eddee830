//! Runs statements, one after the other.

use std::{sync::Arc, time::Duration};

use acm_aql::{
    ast::{OptionName, Statement},
    help,
};
use acm_core::{ApiError, Clock, ErrorCode};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};

use super::{
    explain::explained,
    knowledge::Knowledge,
    operations::{Operations, answered},
    options::Options,
    run::{Ended, Run, RunPhase, StatementPhase},
    script::Planned,
    shape::{Shape, job_end},
    table::Table,
    translate::{JOB, Step, Way, operation, translate},
};

/// Bytes of rows in one result.
const MAX_RESULT_BYTES: usize = 256 * 1024;

/// What to tell of a statement that found nothing.
const NOTHING: &str = "Nothing was found.";

/// Runs the statements of a run.
pub(super) struct Runner {
    pub(super) operations: Operations,
    pub(super) run: Arc<Run>,
    pub(super) options: Options,
    /// Whether the statements behind one that fails are left out.
    pub(super) stops: bool,
    pub(super) clock: Clock,
    pub(super) knowledge: Knowledge,
}

impl Runner {
    /// Runs them all, or until the run is cancelled.
    pub(super) async fn execute(mut self, planned: Vec<Planned>) {
        let mut phase = RunPhase::Succeeded;
        for (index, one) in planned.into_iter().enumerate() {
            if phase == RunPhase::Cancelled || (phase == RunPhase::Failed && self.stops) {
                self.run.leave(index, StatementPhase::Skipped);
                continue;
            }
            self.run.begin(index);
            let started = Instant::now();
            let cancel = self.run.cancel.clone();
            let outcome = tokio::select! {
                biased;
                () = cancel.cancelled() => None,
                outcome = self.timed(index, &one.statement) => Some(outcome),
            };
            match outcome {
                Some(outcome) => {
                    if outcome.is_err() {
                        phase = RunPhase::Failed;
                    }
                    let elapsed = started.elapsed().as_secs_f64() * 1_000.0;
                    self.run.end(index, elapsed, outcome);
                }
                None => {
                    phase = RunPhase::Cancelled;
                    self.run.leave(index, StatementPhase::Cancelled);
                }
            }
        }
        self.run.finish(phase, self.clock.now());
    }

    async fn timed(&mut self, index: usize, statement: &Statement) -> Result<Ended, ApiError> {
        let Some(milliseconds) = self.options.timeout_ms else {
            return self.statement(index, statement).await;
        };
        let deadline = Duration::from_millis(milliseconds);
        match timeout(deadline, self.statement(index, statement)).await {
            Ok(outcome) => outcome,
            Err(_) => {
                let message = "The statement took longer than the option TIMEOUT allows.";
                Err(ApiError::new(ErrorCode::Timeout, message)
                    .with_detail("deadlineMs", milliseconds))
            }
        }
    }

    async fn statement(&mut self, index: usize, statement: &Statement) -> Result<Ended, ApiError> {
        let connection = &self.run.connection;
        self.knowledge
            .learn(&self.operations, connection, statement)
            .await?;
        let context = self.knowledge.context(connection, &self.options, statement);
        let step = translate(statement, &context)?;
        if let Statement::Explain(inner) = statement {
            return self.explain(index, inner, step).await;
        }
        match step {
            Some(step) => {
                let ended = self.step(index, step).await;
                self.knowledge.forget(statement);
                ended
            }
            None => {
                let table = self.local(statement);
                self.push(index, table).await;
                Ok(Ended::default())
            }
        }
    }

    /// Runs an operation and turns its answers into results.
    async fn step(&self, index: usize, step: Step) -> Result<Ended, ApiError> {
        let told = self.options.verbose.then(|| step.told());
        let note = step.note.clone();
        let ended = match step.way {
            Way::Once => {
                let data = self.operations.ask(step.operation).await?;
                let mut table = step.shape.table(&data)?;
                let message = table.message.take();
                let nothing = table.rows.is_empty().then(|| NOTHING.to_owned());
                self.push(index, table).await;
                Ended {
                    message: message.or(nothing),
                    more: false,
                }
            }
            Way::Batches => self.batches(index, step).await?,
            Way::Job => self.job(step).await?,
        };
        let words: Vec<String> = [ended.message, note, told].into_iter().flatten().collect();
        Ok(Ended {
            message: (!words.is_empty()).then(|| words.join(" ")),
            more: ended.more,
        })
    }

    async fn batches(&self, index: usize, step: Step) -> Result<Ended, ApiError> {
        let operations = &self.operations;
        let mut items = operations.port.follow(&operations.asker, step.operation);
        let mut is_empty = true;
        while let Some(answer) = items.next().await {
            let data = answered(answer)?;
            let table = step.shape.table(&data)?;
            if !table.rows.is_empty() {
                is_empty = false;
                self.push(index, table).await;
            }
            if Shape::is_last(&data) {
                return Ok(Ended {
                    message: is_empty.then(|| NOTHING.to_owned()),
                    more: Shape::has_more(&data),
                });
            }
        }
        let message = "The records ended before the last one was told.";
        Err(ApiError::new(ErrorCode::Unavailable, message))
    }

    /// Starts a job and waits for its end.
    async fn job(&self, step: Step) -> Result<Ended, ApiError> {
        let data = self.operations.ask(step.operation).await?;
        let started: Value = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
        let root = match step.shape {
            Shape::Job(root) => root,
            _ => "",
        };
        let id = &started[root]["job"]["id"];
        let follow = operation(JOB, json!({ "id": id }));
        let mut items = self.operations.port.follow(&self.operations.asker, follow);
        while let Some(answer) = items.next().await {
            let data = answered(answer)?;
            let item: Value = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
            if let Some(message) = job_end(&item["job"]["job"])? {
                return Ok(Ended {
                    message: Some(message),
                    more: false,
                });
            }
        }
        Err(ApiError::new(
            ErrorCode::Unavailable,
            "The job is not told of any more.",
        ))
    }

    async fn explain(
        &self,
        index: usize,
        inner: &Statement,
        plan: Option<Step>,
    ) -> Result<Ended, ApiError> {
        let connection = &self.run.connection;
        let context = self.knowledge.context(connection, &self.options, inner);
        let step = translate(inner, &context)?;
        self.push(index, explained(inner, step.as_ref())).await;
        match plan {
            Some(plan) => self.step(index, plan).await,
            None => Ok(Ended::default()),
        }
    }

    /// What a statement yields that asks nothing of the cluster.
    fn local(&mut self, statement: &Statement) -> Table {
        self.options.follow(statement);
        self.run.set_options(self.options);
        match statement {
            Statement::Set(setting) => self.shown(Some(setting.option())),
            Statement::Reset(option) | Statement::Get(option) => self.shown(*option),
            Statement::Help(topic) => {
                let topic = topic.as_ref().map(|topic| topic.node.as_str());
                let row = |syntax: &acm_aql::Syntax| {
                    vec![
                        json!(syntax.form),
                        json!(syntax.does),
                        json!(syntax.example),
                    ]
                };
                Table::facts(
                    &["statement", "what it does", "example"],
                    help(topic).map(row),
                )
            }
            _ => Table::default(),
        }
    }

    fn shown(&self, option: Option<OptionName>) -> Table {
        let chosen = OptionName::ALL
            .iter()
            .filter(|one| option.is_none_or(|option| option == **one));
        let row = |one: &OptionName| {
            vec![
                json!(one.text()),
                json!(self.options.text(*one)),
                json!(one.describe()),
            ]
        };
        Table::facts(&["option", "value", "what it is"], chosen.map(row))
    }

    /// Adds rows in parts that readers can take.
    async fn push(&self, index: usize, table: Table) {
        let Table {
            columns,
            rows,
            message,
        } = table;
        let mut part = Vec::new();
        let mut bytes = 0;
        let make = |rows| Table {
            columns: columns.clone(),
            rows,
            message: None,
        };
        for row in rows {
            bytes += row.len();
            part.push(row);
            if bytes >= MAX_RESULT_BYTES {
                self.run.push(index, make(std::mem::take(&mut part))).await;
                bytes = 0;
            }
        }
        if !part.is_empty() || message.is_some() {
            let table = Table {
                message,
                ..make(part)
            };
            self.run.push(index, table).await;
        }
    }
}
