//! One node: what it counts, how it is configured, and how it misbehaves.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::census::Censuses;
use crate::fault::Fault;
use crate::info::config::{NamespaceSetup, NodeConfig, NodeSetup};
use crate::metrics::NodeMetrics;
use crate::options::Options;
use crate::queries::Queries;
use crate::security::Usages;

/// Most different names of client libraries a node remembers.
const MAX_USER_AGENTS: usize = 1000;

/// The state of a node since its last start.
#[derive(Debug)]
pub(crate) struct NodeState {
    /// Its place among the cluster's nodes.
    pub(crate) index: usize,
    pub(crate) address: SocketAddr,
    pub(crate) started: Instant,
    pub(crate) config: NodeConfig,
    pub(crate) metrics: NodeMetrics,
    pub(crate) queries: Queries,
    pub(crate) censuses: Censuses,
    pub(crate) usages: Usages,
    user_agents: Mutex<BTreeMap<String, u64>>,
    fault: Mutex<Fault>,
}

/// The id of the node with this index: `A1`, `A2`, and so on.
pub(crate) fn id(index: usize) -> String {
    format!("A{:X}", index + 1)
}

impl NodeState {
    pub(crate) fn new(index: usize, options: &Options, addresses: &[SocketAddr]) -> Self {
        Self {
            index,
            address: addresses[index],
            started: Instant::now(),
            config: NodeConfig::new(&setup(index, options, addresses)),
            metrics: NodeMetrics::new(options.namespaces.len()),
            queries: Queries::default(),
            censuses: Censuses::new(options.namespaces.len()),
            usages: Usages::default(),
            user_agents: Mutex::default(),
            fault: Mutex::default(),
        }
    }

    pub(crate) fn id(&self) -> String {
        id(self.index)
    }

    pub(crate) fn fault(&self) -> Fault {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_fault(&self, fault: Fault) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// Client connections that are open.
    pub(crate) fn open_connections(&self) -> u64 {
        let opened = self.metrics.connections_opened.get();
        opened.saturating_sub(self.metrics.connections_closed.get())
    }

    /// Notes that a connection names its client library, and which name it had before.
    pub(crate) fn name_user_agent(&self, previous: Option<&str>, name: Option<&str>) {
        let mut agents = self
            .user_agents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = previous.and_then(|previous| agents.get_mut(previous)) {
            *count = count.saturating_sub(1);
        }
        agents.retain(|_, count| *count > 0);
        let Some(name) = name else {
            return;
        };
        if agents.len() < MAX_USER_AGENTS || agents.contains_key(name) {
            *agents.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// How many open connections gave each name.
    pub(crate) fn user_agents(&self) -> Vec<(String, u64)> {
        let agents = self
            .user_agents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        agents
            .iter()
            .map(|(name, count)| (name.clone(), *count))
            .collect()
    }
}

fn setup(index: usize, options: &Options, addresses: &[SocketAddr]) -> NodeSetup {
    let seconds =
        |duration: std::time::Duration| u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
    let others = addresses
        .iter()
        .enumerate()
        .filter(|&(other, _)| other != index);
    NodeSetup {
        node_id: id(index),
        cluster_name: options.cluster_name.clone(),
        service_address: addresses[index],
        seeds: others.map(|(_, address)| *address).collect(),
        proto_fd_max: options.max_connections,
        namespaces: options
            .namespaces
            .iter()
            .map(|spec| NamespaceSetup {
                name: spec.name.clone(),
                replication_factor: spec.replication_factor,
                default_ttl: seconds(spec.default_ttl),
                nsup_period: seconds(spec.nsup_period),
                allow_ttl_without_nsup: spec.allow_ttl_without_nsup,
                data_size: spec.data_size,
            })
            .collect(),
    }
}
