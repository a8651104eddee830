//! The runs of this server: how many there are, whose they are, and how long they stay.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{ApiError, Caller, Clock, ErrorCode, Tasks};
use acm_graph::{Asker, OperationPort};
use tokio::time::{Instant, sleep_until};

use super::{
    knowledge::Knowledge,
    operations::Operations,
    options::Options,
    run::{Run, RunPhase},
    runner::Runner,
    script::Planned,
};

/// Runs of all callers, those that ended and are still kept among them.
const MAX_RUNS: usize = 64;
/// Runs of one caller.
const MAX_RUNS_OF_CALLER: usize = 16;
/// How long a run stays, or goes on, without anybody who looks.
const UNSEEN: Duration = Duration::from_secs(120);

/// What is to be run.
pub(crate) struct NewRun {
    pub(crate) connection: String,
    pub(crate) planned: Vec<Planned>,
    pub(crate) options: Options,
    pub(crate) stops: bool,
}

/// The runs of this server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Runs {
    runs: Arc<Mutex<HashMap<String, Arc<Run>>>>,
    port: Arc<dyn OperationPort>,
    tasks: Tasks,
    clock: Clock,
}

impl Runs {
    pub(crate) fn new(port: Arc<dyn OperationPort>, tasks: Tasks, clock: Clock) -> Self {
        Self {
            runs: Arc::default(),
            port,
            tasks,
            clock,
        }
    }

    /// Operations for whoever asks.
    pub(crate) fn operations(&self, caller: &Caller, id: &str) -> Operations {
        Operations {
            port: Arc::clone(&self.port),
            asker: Asker {
                caller: caller.clone(),
                id: id.to_owned(),
            },
        }
    }

    /// Starts a run; it goes on when nobody waits for it.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` while the caller, or everybody together, has as many under way as may be.
    pub(crate) fn start(&self, caller: &Caller, new: NewRun) -> Result<Arc<Run>, ApiError> {
        let number = getrandom::u64().map_err(|_| ApiError::internal(NoEntropy))?;
        let id = format!("run-{number:016x}");
        let run = Arc::new(Run::new(
            id.clone(),
            new.connection,
            caller.name().into_owned(),
            new.options,
            &new.planned,
            self.clock.now(),
        ));
        self.admit(&run)?;
        let runner = Runner {
            operations: self.operations(caller, &id),
            run: Arc::clone(&run),
            options: new.options,
            stops: new.stops,
            clock: self.clock.clone(),
            knowledge: Knowledge::default(),
        };
        let kept = Kept {
            runs: self.clone(),
            run: Arc::clone(&run),
        };
        let task = kept.keep(runner, new.planned);
        self.tasks.spawn("run of statements", task);
        Ok(run)
    }

    /// A run of a caller.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a run of the caller.
    pub(crate) fn find(&self, caller: &Caller, id: &str) -> Result<Arc<Run>, ApiError> {
        let found = self.lock().get(id).cloned();
        let own = found.filter(|run| run.owner == caller.name());
        own.ok_or_else(|| ApiError::not_found("run", id))
    }

    /// Ends a run: the statement under way is given up, those behind it are left out.
    pub(crate) fn cancel(&self, caller: &Caller, id: &str) -> Result<Arc<Run>, ApiError> {
        let run = self.find(caller, id)?;
        run.cancel.cancel();
        Ok(run)
    }

    /// Takes a run in, in place of one that ended if there must be.
    fn admit(&self, run: &Arc<Run>) -> Result<(), ApiError> {
        let mut runs = self.lock();
        let own = runs
            .values()
            .filter(|other| other.owner == run.owner)
            .count();
        for (is_full, of_all) in [
            (own >= MAX_RUNS_OF_CALLER, false),
            (runs.len() >= MAX_RUNS, true),
        ] {
            if !is_full {
                continue;
            }
            let ended = runs
                .values()
                .filter(|other| !other.is_running() && (of_all || other.owner == run.owner));
            let oldest = ended
                .min_by_key(|other| other.started_at)
                .map(|other| other.id.clone());
            let Some(oldest) = oldest else {
                let message = "Too many runs are under way: wait for one, or cancel it.";
                return Err(ApiError::new(ErrorCode::LimitExceeded, message)
                    .with_detail("maxRuns", MAX_RUNS)
                    .with_detail("maxRunsOfCaller", MAX_RUNS_OF_CALLER));
            };
            runs.remove(&oldest);
        }
        runs.insert(run.id.clone(), Arc::clone(run));
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Run>>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A run that is kept as long as somebody may look.
struct Kept {
    runs: Runs,
    run: Arc<Run>,
}

impl Kept {
    async fn keep(self, runner: Runner, planned: Vec<Planned>) {
        let run = Arc::clone(&self.run);
        let given_up = async {
            unseen(&run).await;
            run.cancel.cancel();
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = runner.execute(planned) => {}
            () = given_up => {}
        }
        unseen(&self.run).await;
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // Whoever follows would wait for ever for a run that nobody runs any more.
        if self.run.is_running() {
            self.run.finish(RunPhase::Cancelled, self.runs.clock.now());
        }
        self.runs.lock().remove(&self.run.id);
    }
}

/// Waits until nobody has looked for long.
async fn unseen(run: &Run) {
    loop {
        let seen = run.unseen_since().unwrap_or_else(Instant::now);
        let until = seen + UNSEEN;
        if run.unseen_since().is_some() && until <= Instant::now() {
            return;
        }
        sleep_until(until).await;
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the system yields no random numbers")]
struct NoEntropy;

#[cfg(test)]
mod tests;
