//! A fault while it lasts: what the test holds of it, and what commands see of it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time;

use super::{Commands, Effect, Injections};
use crate::error::Error;

/// Longest time a command is kept from beginning.
const MAX_PAUSE: Duration = Duration::from_secs(60);
/// Longest a test waits for commands to arrive.
const ARRIVAL_DEADLINE: Duration = Duration::from_secs(30);

/// A fault of a cluster.
#[derive(Debug)]
pub(crate) struct Injected {
    pub(super) commands: Commands,
    pub(crate) effect: Effect,
    hits: watch::Sender<u64>,
    released: watch::Sender<bool>,
}

impl Injected {
    pub(super) fn new(commands: Commands, effect: Effect) -> Self {
        Self {
            commands,
            effect,
            hits: watch::Sender::new(0),
            released: watch::Sender::new(false),
        }
    }

    /// Counts a hit, unless the fault struck as often as it should.
    pub(super) fn take(&self) -> bool {
        let limit = self.commands.limit().unwrap_or(u64::MAX);
        self.hits.send_if_modified(|hits| {
            let is_left = *hits < limit;
            *hits += u64::from(is_left);
            is_left
        })
    }

    /// Returns when the command may begin.
    pub(crate) async fn pause(&self) {
        match self.effect {
            Effect::Delay(pause) => time::sleep(pause.min(MAX_PAUSE)).await,
            Effect::Hold => {
                let mut released = self.released.subscribe();
                // Neither a deadline that passes nor a sender that is gone keeps the command.
                let _ = time::timeout(MAX_PAUSE, released.wait_for(|&released| released)).await;
            }
            _ => {}
        }
    }
}

/// A fault in a test's hand. It ends, and lets go what it holds, when this is dropped.
#[derive(Debug)]
#[must_use = "the fault ends when this is dropped"]
pub struct InjectedFault {
    injections: Arc<Injections>,
    fault: Arc<Injected>,
}

impl InjectedFault {
    pub(super) const fn new(injections: Arc<Injections>, fault: Arc<Injected>) -> Self {
        Self { injections, fault }
    }

    /// How many commands it struck so far.
    #[must_use]
    pub fn hits(&self) -> u64 {
        *self.fault.hits.borrow()
    }

    /// Waits until it struck so many commands.
    ///
    /// # Errors
    ///
    /// [`Error::NoCommand`] when they do not come within half a minute.
    pub async fn struck(&self, count: u64) -> Result<(), Error> {
        let mut hits = self.fault.hits.subscribe();
        match time::timeout(ARRIVAL_DEADLINE, hits.wait_for(|&hits| hits >= count)).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Error::NoCommand {
                expected: count,
                struck: self.hits(),
            }),
        }
    }

    /// Lets commands begin that [`Effect::Hold`] keeps; later ones are not kept.
    pub fn release(&self) {
        self.fault.released.send_replace(true);
    }
}

impl Drop for InjectedFault {
    fn drop(&mut self) {
        self.release();
        self.injections.remove(&self.fault);
    }
}
