//! Runs statements, one after the other.

use std::{collections::HashMap, sync::Arc, time::Duration};

use acm_aql::{
    ast::{OptionName, Selection, Statement},
    help,
};
use acm_core::{ApiError, Clock, ErrorCode};
use acm_graph::{Answer, Asker, Operation, OperationPort};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use tokio::time::{Instant, sleep, timeout};

use super::{
    explain::explained,
    options::Options,
    run::{Ended, Run, RunPhase, StatementPhase},
    script::Planned,
    shape::{Shape, job_end},
    table::Table,
    translate::{Context, INDEXES, JOB, KnownIndex, Step, Way, operation, translate},
};

/// How long a statement waits, in all, for the caller's budget.
const MAX_WAIT: Duration = Duration::from_secs(60);
/// Bytes of rows in one result.
const MAX_RESULT_BYTES: usize = 256 * 1024;

/// Asks operations for one caller.
#[derive(Clone)]
pub(crate) struct Operations {
    pub(crate) port: Arc<dyn OperationPort>,
    pub(crate) asker: Asker,
}

impl Operations {
    /// The data of an operation. Waits when the caller's budget is spent: nothing was run then.
    ///
    /// # Errors
    /// The first error of the answer.
    pub(crate) async fn ask(&self, operation: Operation) -> Result<Box<RawValue>, ApiError> {
        let until = Instant::now() + MAX_WAIT;
        loop {
            let answer = self.port.run(&self.asker, operation.clone()).await;
            let refused = match data(answer) {
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

    /// Indexes of a namespace.
    pub(crate) async fn indexes(
        &self,
        connection: &str,
        namespace: &str,
    ) -> Result<Vec<KnownIndex>, ApiError> {
        #[derive(Deserialize)]
        struct Found {
            indexes: Option<Vec<KnownIndex>>,
        }
        let variables = json!({ "connectionId": connection, "namespace": namespace });
        let data = self.ask(operation(INDEXES, variables)).await?;
        let found: Found = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
        Ok(found.indexes.unwrap_or_default())
    }
}

fn data(answer: Answer) -> Result<Box<RawValue>, ApiError> {
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

/// Runs the statements of a run.
pub(super) struct Runner {
    pub(super) operations: Operations,
    pub(super) run: Arc<Run>,
    pub(super) options: Options,
    /// Whether the statements behind one that fails are left out.
    pub(super) stops: bool,
    pub(super) clock: Clock,
    /// Indexes, by namespace.
    pub(super) indexes: HashMap<String, Vec<KnownIndex>>,
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
        self.know_indexes(statement).await?;
        let step = {
            let indexes = self.indexes_of(statement);
            let context = Context {
                connection: &self.run.connection,
                options: &self.options,
                indexes,
            };
            translate(statement, &context)?
        };
        if let Statement::Explain(inner) = statement {
            return self.explain(index, inner, step).await;
        }
        match step {
            Some(step) => self.step(index, step).await,
            None => {
                let table = self.local(statement);
                self.push(index, table).await;
                Ok(Ended::default())
            }
        }
    }

    /// Runs an operation and turns its answers into results.
    async fn step(&mut self, index: usize, step: Step) -> Result<Ended, ApiError> {
        match step.way {
            Way::Once => {
                let data = self.operations.ask(step.operation).await?;
                self.forget_indexes(&step.shape);
                let mut table = step.shape.table(&data)?;
                let message = table.message.take();
                self.push(index, table).await;
                Ok(Ended {
                    message: message.or(step.note),
                    more: false,
                })
            }
            Way::Batches => self.batches(index, step).await,
            Way::Job => self.job(step).await,
        }
    }

    async fn batches(&self, index: usize, step: Step) -> Result<Ended, ApiError> {
        let operations = &self.operations;
        let mut items = operations.port.follow(&operations.asker, step.operation);
        while let Some(answer) = items.next().await {
            let data = data(answer)?;
            let table = step.shape.table(&data)?;
            if !table.rows.is_empty() {
                self.push(index, table).await;
            }
            if Shape::is_last(&data) {
                return Ok(Ended {
                    message: step.note,
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
            let data = self::data(answer)?;
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
        &mut self,
        index: usize,
        inner: &Statement,
        plan: Option<Step>,
    ) -> Result<Ended, ApiError> {
        let context = Context {
            connection: &self.run.connection,
            options: &self.options,
            indexes: self.indexes_of(inner),
        };
        let step = translate(inner, &context)?;
        self.push(index, explained(inner, step.as_ref())).await;
        match plan {
            Some(plan) => self.step(index, plan).await,
            None => Ok(Ended::default()),
        }
    }

    /// What a statement yields that asks nothing of the cluster.
    fn local(&mut self, statement: &Statement) -> Table {
        match statement {
            Statement::Set(setting) => {
                self.options.set(*setting);
                self.run.set_options(self.options);
                self.shown(Some(setting.option()))
            }
            Statement::Reset(option) => {
                self.options.reset(*option);
                self.run.set_options(self.options);
                self.shown(*option)
            }
            Statement::Get(option) => self.shown(*option),
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

    async fn know_indexes(&mut self, statement: &Statement) -> Result<(), ApiError> {
        let Some(namespace) = asks_indexes(statement) else {
            return Ok(());
        };
        if !self.indexes.contains_key(namespace) {
            let found = self
                .operations
                .indexes(&self.run.connection, namespace)
                .await?;
            self.indexes.insert(namespace.to_owned(), found);
        }
        Ok(())
    }

    fn indexes_of(&self, statement: &Statement) -> &[KnownIndex] {
        let known = asks_indexes(statement).and_then(|namespace| self.indexes.get(namespace));
        known.map_or(&[], Vec::as_slice)
    }

    /// What was known of indexes is old after a statement that changes them.
    fn forget_indexes(&mut self, shape: &Shape) {
        if matches!(shape, Shape::IndexMade | Shape::IndexDropped) {
            self.indexes.clear();
        }
    }
}

/// The namespace whose indexes a statement can use.
pub(crate) fn asks_indexes(statement: &Statement) -> Option<&str> {
    let (selection, target) = match statement {
        Statement::Select(select) => (&select.selection, &select.from),
        Statement::Execute(execute) => (&execute.selection, &execute.on),
        Statement::Aggregate(aggregate) => {
            return aggregate
                .matching
                .is_some()
                .then_some(&aggregate.on.namespace.node);
        }
        Statement::Explain(inner) => return asks_indexes(inner),
        _ => return None,
    };
    matches!(selection, Selection::Matching(_)).then_some(&target.namespace.node)
}
