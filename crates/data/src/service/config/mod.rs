//! The configuration of all nodes, side by side, and changes of it.

mod catalog;
mod change;
mod read;
mod value;

pub(crate) use catalog::{Kind, Known, Unit};
pub(crate) use change::{Change, Changed};
pub(crate) use read::{ClusterConfig, Parameter, Section, Wanted};

use std::sync::Arc;

use acm_core::Clock;
use acm_graph::ParameterPort;

use super::access::InfoAccess;

/// Which part of a configuration.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Part {
    /// The node.
    Service,
    /// Its ports and its connections to other nodes.
    Network,
    /// A namespace.
    Namespace,
    /// A set of a namespace.
    Set,
    /// Users and roles.
    Security,
    /// Replication to other clusters.
    Xdr,
}

/// What is known of parameters, for other domains.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parameters;

impl ParameterPort for Parameters {
    fn is_dynamic(&self, section: &str, parameter: &str) -> Option<bool> {
        let part = match section {
            "service" => Part::Service,
            "network" => Part::Network,
            "namespaces" => Part::Namespace,
            "security" => Part::Security,
            _ => return None,
        };
        catalog::known(part, parameter).map(Known::is_dynamic)
    }
}

/// Configurations of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Configs {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
}

impl Configs {
    /// Configurations over `access`.
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self { access, clock }
    }
}
