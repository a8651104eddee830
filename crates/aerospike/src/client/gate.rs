//! The gate before every address a client dials, and what it refused.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use aerospike_rt::{Gate, Lookup};
use tokio::time::Instant;

/// Refusals that are kept at most.
const KEPT: usize = 32;
/// How long one is kept. The driver tries the peers it cannot reach again with every refresh.
const LATELY: Duration = Duration::from_secs(15);

/// A gate that clients share.
#[derive(Clone)]
pub struct GateRef(pub Arc<dyn Gate>);

impl Deref for GateRef {
    type Target = dyn Gate;

    fn deref(&self) -> &Self::Target {
        self.0.as_ref()
    }
}

impl fmt::Debug for GateRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("GateRef(…)")
    }
}

/// The gate of clients that have none.
struct Open;

impl Gate for Open {
    fn admits(&self, _: &str, _: IpAddr) -> bool {
        true
    }
}

/// An address that was not dialled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RefusedAddress {
    /// The name or address the cluster gave.
    pub host: String,
    /// What it stands for.
    pub address: IpAddr,
}

/// Asks the gate of one client and remembers what it refused.
pub(super) struct Watch {
    gate: GateRef,
    refused: Mutex<BTreeMap<RefusedAddress, Instant>>,
}

impl Watch {
    pub(super) fn new(gate: Option<GateRef>) -> Self {
        Self {
            gate: gate.unwrap_or_else(|| GateRef(Arc::new(Open))),
            refused: Mutex::new(BTreeMap::new()),
        }
    }

    /// Runs `work`, and every task it starts, behind the gate.
    pub(super) async fn guard<F: Future>(self: &Arc<Self>, work: F) -> F::Output {
        let gate = Arc::clone(self) as Arc<dyn Gate>;
        aerospike_rt::within(gate, Box::pin(work)).await
    }

    pub(super) fn refused(&self) -> Vec<RefusedAddress> {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.retain(|_, at| at.elapsed() < LATELY);
        refused.keys().cloned().collect()
    }
}

impl Gate for Watch {
    fn resolve<'a>(&'a self, host: &'a str) -> Lookup<'a> {
        self.gate.resolve(host)
    }

    fn admits(&self, host: &str, address: IpAddr) -> bool {
        let admitted = self.gate.admits(host, address);
        if !admitted {
            let refusal = RefusedAddress {
                host: host.to_owned(),
                address,
            };
            let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
            refused.retain(|_, at| at.elapsed() < LATELY);
            if refused.len() < KEPT || refused.contains_key(&refusal) {
                refused.insert(refusal, Instant::now());
            }
        }
        admitted
    }
}
