//! The task that samples one cluster.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use acm_core::{
    ApiError, Clock,
    feed::Latest,
    shared::{Watch, pause},
};
use acm_graph::Problem;
use tokio::{
    sync::Notify,
    time::{Instant, sleep_until, timeout_at},
};

use super::{
    histograms::{self, Histograms},
    history::History,
    row::{Row, Rows},
};
use crate::{
    error::Error,
    service::{
        access::InfoAccess,
        facts::{NodeReport, Questions, ask_all},
    },
};

/// Time between two samples while someone looks.
const WATCHED: Duration = Duration::from_secs(1);
/// Time between two samples of a profile that keeps history while nobody looks.
const BACKGROUND: Duration = Duration::from_secs(10);
/// How long a sampler goes on after the last look, so that a reloaded page or a script that asks
/// again finds its history.
const LINGER: Duration = Duration::from_secs(60);

/// What a sampler shares with its readers.
pub(crate) struct Sampled {
    history: Mutex<History>,
    histograms: Mutex<Histograms>,
    /// What the newest sample brought; a wake-up for readers.
    pub(crate) state: Latest<State>,
    last_look: Mutex<Option<Instant>>,
    kept: AtomicBool,
    hurry: Notify,
}

/// What is known about the newest sample besides its numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Why no node answered.
    pub(crate) problem: Option<Problem>,
    /// Nodes that did not answer.
    pub(crate) problems: Vec<Problem>,
    /// The sampler's pace, in seconds.
    pub(crate) step_seconds: f64,
    /// The profile is gone: nothing follows.
    pub(crate) last: bool,
    /// Whether anything was found out yet.
    pub(crate) known: bool,
}

impl Sampled {
    /// Nothing sampled yet.
    pub(crate) fn new() -> Self {
        Self {
            history: Mutex::default(),
            histograms: Mutex::default(),
            state: Latest::new(State::default()),
            last_look: Mutex::default(),
            kept: AtomicBool::new(false),
            hurry: Notify::new(),
        }
    }

    /// The history, for as long as it takes to cut a frame.
    pub(crate) fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The history of latency histograms, for as long as it takes to cut a frame.
    pub(crate) fn histograms(&self) -> MutexGuard<'_, Histograms> {
        self.histograms
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody looks: sample at the quicker pace, at once.
    pub(crate) fn look(&self) {
        if !self.is_watched() {
            self.hurry.notify_one();
        }
        self.looked();
    }

    fn looked(&self) {
        *self
            .last_look
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether to go on while nobody looks.
    pub(crate) fn keep(&self, kept: bool) {
        self.kept.store(kept, Ordering::Relaxed);
    }

    /// Whether someone reads, or has done so within [`LINGER`].
    fn is_watched(&self) -> bool {
        if self.state.readers() > 0 {
            self.looked();
            return true;
        }
        let last = *self
            .last_look
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|last| last.elapsed() < LINGER)
    }

    fn is_unneeded(&self) -> bool {
        !self.kept.load(Ordering::Relaxed) && !self.is_watched()
    }

    fn pace(&self) -> Duration {
        if self.is_watched() {
            WATCHED
        } else {
            BACKGROUND
        }
    }
}

/// Samples until nobody needs it any more, or the profile is gone.
pub(crate) async fn run(watch: Watch<Sampled>, access: Arc<dyn InfoAccess>, clock: Clock) {
    let sampled = Arc::clone(&watch.state);
    let mut rows = Rows::default();
    let mut failures = 0;
    let mut due = Instant::now();
    while !watch.end_if(Sampled::is_unneeded) {
        let reports = ask_all(&*access, &watch.key, Questions::Sample).await;
        let pace = sampled.pace();
        let state = State {
            step_seconds: pace.as_secs_f64(),
            ..state_of(&reports)
        };
        let row = reports
            .as_deref()
            .map_or_else(|_| Row::new(), |reports| rows.row(reports));
        failures = if state.problem.is_none() {
            0
        } else {
            failures + 1
        };
        let now = clock.now();
        sampled.history().push(now, &row);
        let reports = reports.as_deref().unwrap_or_default();
        histograms::record(&mut sampled.histograms(), now, reports);
        let last = state.last;
        sampled.state.publish(state);
        if last {
            return;
        }
        // Keeps the beat; a beat that took too long is left out rather than caught up.
        due = (due + pause(pace, failures)).max(Instant::now());
        if timeout_at(due, sampled.hurry.notified()).await.is_ok() {
            // Two samples too close together would make a rate of noise.
            due = due.min(Instant::now() + WATCHED);
            sleep_until(due).await;
        }
    }
}

fn state_of(reports: &Result<Vec<NodeReport>, Error>) -> State {
    let reports = match reports {
        Ok(reports) => reports,
        Err(error) => {
            return State {
                problem: Some(Problem::from(&ApiError::from(error.clone()))),
                last: error.is_profile_missing(),
                known: true,
                ..State::default()
            };
        }
    };
    let problems: Vec<Problem> = reports
        .iter()
        .filter_map(|report| {
            let error = ApiError::from(report.facts.as_ref().err()?.clone());
            Some(Problem::of_node(report.node.id.as_str(), &error))
        })
        .collect();
    let silent = problems.len() == reports.len();
    let problem = problems.first().filter(|_| silent).cloned();
    State {
        problem,
        problems,
        known: true,
        ..State::default()
    }
}
