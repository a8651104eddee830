//! The gate of a client, carried through its tasks.

use std::{io, net::IpAddr, pin::Pin, sync::Arc};

use tokio::task::JoinHandle;

/// The addresses of a name, on their way.
pub type Lookup<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Decides which addresses a client may dial.
pub trait Gate: Send + Sync {
    /// Whether `address`, which `host` stands for, may be dialled. Its answer to one address never
    /// changes.
    fn admits(&self, host: &str, address: IpAddr) -> bool;

    /// Every address of a name, before any is judged: what the system knows, unless the gate knows
    /// more.
    fn resolve<'a>(&'a self, host: &'a str) -> Lookup<'a> {
        Box::pin(crate::net::resolve(host))
    }
}

tokio::task_local! {
    static GATE: Arc<dyn Gate>;
}

/// Runs `work`, and every task it starts through [`spawn`], behind a gate.
pub async fn within<F: Future>(gate: Arc<dyn Gate>, work: F) -> F::Output {
    GATE.scope(gate, work).await
}

/// The gate of the present task.
pub(crate) fn current() -> Option<Arc<dyn Gate>> {
    GATE.try_with(Arc::clone).ok()
}

/// Starts a task behind the gate of the present one.
#[expect(
    clippy::disallowed_methods,
    reason = "the tasks of the client, which ends them when it is closed"
)]
pub fn spawn<F>(work: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    match current() {
        Some(gate) => tokio::spawn(GATE.scope(gate, work)),
        None => tokio::spawn(work),
    }
}
