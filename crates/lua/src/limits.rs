//! What a call may take, and the meter that counts it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What one call of a function may take.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Steps of Lua, and of matching patterns.
    pub steps: u64,
    pub time: Duration,
    /// Bytes, of the module and all it makes.
    pub memory: usize,
    /// Set by whoever waits for the call when it is to end early.
    pub stop: Arc<AtomicBool>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 10_000_000,
            time: Duration::from_secs(1),
            memory: 16 * 1024 * 1024,
            stop: Arc::default(),
        }
    }
}

/// The steps that stand for bytes that are copied or compared.
pub(crate) const fn steps_of_bytes(bytes: usize) -> u64 {
    1 + bytes as u64 / 16
}

/// Which limit a call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Steps(u64),
    Time(Duration),
    Stopped,
}

/// Counts what a call takes. Once a limit is reached it stays so until the next call.
#[derive(Debug)]
pub(crate) struct Meter {
    limits: Limits,
    run: Mutex<Run>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    steps_left: u64,
    until: Option<Instant>,
    end: Option<End>,
}

impl Run {
    fn new(limits: &Limits) -> Self {
        Self {
            steps_left: limits.steps,
            until: Instant::now().checked_add(limits.time),
            end: None,
        }
    }
}

impl Meter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            run: Mutex::new(Run::new(&limits)),
            limits,
        }
    }

    /// Starts to count anew.
    pub(crate) fn restart(&self) {
        *self.lock() = Run::new(&self.limits);
    }

    /// The limit that was reached.
    pub(crate) fn end(&self) -> Option<End> {
        self.lock().end
    }

    /// Takes steps.
    ///
    /// # Errors
    ///
    /// The limit that this or an earlier call came to.
    pub(crate) fn spend(&self, steps: u64) -> Result<(), End> {
        let mut run = self.lock();
        if let Some(end) = run.end {
            return Err(end);
        }
        let left = run.steps_left.checked_sub(steps);
        run.steps_left = left.unwrap_or(0);
        let end = if left.is_none() {
            End::Steps(self.limits.steps)
        } else if run.until.is_some_and(|until| Instant::now() >= until) {
            End::Time(self.limits.time)
        } else if self.limits.stop.load(Ordering::Relaxed) {
            End::Stopped
        } else {
            return Ok(());
        };
        run.end = Some(end);
        Err(end)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Run> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
