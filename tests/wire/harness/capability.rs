//! What a test needs of a cluster beyond serving records.

use std::io::Write as _;

use aerospike::{AdminPolicy, Client};

use super::NAMESPACE_WITHOUT_EXPIRATION;

/// Something that not every cluster can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capability {
    /// Nodes can be stopped and started.
    NodeControl,
    /// Nodes can be made slow or faulty.
    FaultInjection,
    /// The cluster's clock can be moved forward.
    Clock,
    /// Nobody else uses the cluster, so its counters tell what this test did.
    Exclusive,
    /// There are three nodes or more.
    ThreeNodes,
    /// The namespace `bar` exists and has no expiration cycles.
    NamespaceWithoutExpiration,
    /// The cluster refuses what the embedded one does not do yet, such as list and map operations.
    RefusesLaterParts,
    /// There are users and roles, and the test may change them.
    Security,
}

impl Capability {
    /// Whether a real cluster has it.
    pub(super) async fn is_offered_by(self, client: &Client) -> bool {
        match self {
            Self::NodeControl
            | Self::FaultInjection
            | Self::Clock
            | Self::Exclusive
            | Self::RefusesLaterParts
            | Self::Security => false,
            Self::ThreeNodes => client.nodes().len() >= 3,
            Self::NamespaceWithoutExpiration => {
                let namespaces = client
                    .info(&AdminPolicy::default(), &["namespaces"])
                    .await
                    .expect("the cluster tells its namespaces");
                namespaces["namespaces"]
                    .split(';')
                    .any(|name| name == NAMESPACE_WITHOUT_EXPIRATION)
            }
        }
    }
}

/// Says that the running test does not apply. Written past the capture of the test runner, so that it
/// is seen although the test counts as passed.
pub(super) fn not_applicable(lacking: Capability) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test").to_owned();
    // In one piece, so that lines of tests that run at the same time do not mix.
    let line = format!("not applicable: {test} needs {lacking:?}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("standard error is open");
}
