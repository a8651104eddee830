//! Faults for single commands, given by tests: which commands, what happens to them, how often.

mod commands;
mod handle;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

pub use commands::{CommandKind, Commands};
pub use handle::InjectedFault;

use crate::proto::ResultCode;
use crate::proto::message::Digest;
pub(crate) use handle::Injected;

/// What happens to a command that a fault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is answered with this code and does nothing. In a batch, the row is. Info commands have no
    /// result code, and those of security have their own: they are not affected.
    Answer(ResultCode),
    /// It begins after this time, a minute at most. Other commands of its connection wait with it.
    Delay(Duration),
    /// It begins when the test calls [`InjectedFault::release`], or after a minute.
    Hold,
    /// The connection closes and nothing was done.
    CloseBefore,
    /// The command is done, and the connection closes in place of an answer: the client cannot know.
    CloseAfter,
    /// The command is done, half of its answer is sent, and the connection closes.
    HalfReply,
    /// The command is done, bytes that mean nothing are sent, and the connection closes.
    Garbage,
}

/// One command, as faults tell it from others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The node that received it.
    pub(crate) node: usize,
    pub(crate) kind: CommandKind,
    pub(crate) in_batch: bool,
    pub(crate) namespace: &'a [u8],
    pub(crate) set: &'a [u8],
    pub(crate) digest: Option<Digest>,
}

/// The faults a cluster has now.
#[derive(Debug, Default)]
pub(crate) struct Injections {
    faults: RwLock<Vec<Arc<Injected>>>,
    /// Their number, so that commands of a cluster without faults pay nothing.
    count: AtomicUsize,
}

impl Injections {
    /// Adds a fault; it lasts until its handle is dropped.
    pub(crate) fn add(self: &Arc<Self>, commands: Commands, effect: Effect) -> InjectedFault {
        let fault = Arc::new(Injected::new(commands, effect));
        let mut faults = self.faults.write().unwrap_or_else(PoisonError::into_inner);
        faults.push(Arc::clone(&fault));
        self.count.store(faults.len(), Ordering::Relaxed);
        InjectedFault::new(Arc::clone(self), fault)
    }

    fn remove(&self, fault: &Arc<Injected>) {
        let mut faults = self.faults.write().unwrap_or_else(PoisonError::into_inner);
        faults.retain(|other| !Arc::ptr_eq(other, fault));
        self.count.store(faults.len(), Ordering::Relaxed);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 0
    }

    /// The code a command is answered with in place of being run. It counts as a hit.
    pub(crate) fn answer(&self, subject: &Subject<'_>) -> Option<ResultCode> {
        if self.is_empty() {
            return None;
        }
        let fault = self.hit(std::slice::from_ref(subject), |effect| {
            matches!(effect, Effect::Answer(_))
        })?;
        match fault.effect {
            Effect::Answer(result) => Some(result),
            _ => None,
        }
    }

    /// The fault of a whole message, which has these commands. It counts as one hit.
    pub(crate) fn disturb(&self, subjects: &[Subject<'_>]) -> Option<Arc<Injected>> {
        self.hit(subjects, |effect| !matches!(effect, Effect::Answer(_)))
    }

    fn hit(
        &self,
        subjects: &[Subject<'_>],
        wanted: impl Fn(&Effect) -> bool,
    ) -> Option<Arc<Injected>> {
        let faults = self.faults.read().unwrap_or_else(PoisonError::into_inner);
        let fault = faults.iter().find(|fault| {
            let is_meant = |subject| fault.commands.include(subject);
            wanted(&fault.effect) && subjects.iter().any(is_meant) && fault.take()
        })?;
        Some(Arc::clone(fault))
    }
}
