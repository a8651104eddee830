//! The cluster: its nodes, its namespaces, and which node holds which partition.

mod census;
mod indexing;
mod membership;
mod migrate;
pub(crate) mod node;
pub(crate) mod nsup;
pub(crate) mod partition_map;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::inject::Injections;
use crate::options::{IndexPace, MigrationPace, Options};
use crate::security::Security;
use crate::store::namespace::Namespace;
use crate::udf::Modules;

pub(crate) use membership::Membership;
use node::NodeState;

/// Everything the nodes of a cluster share. Nodes of one process see each other's state directly:
/// what travels between servers over the network is a method call here.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) options: Options,
    pub(crate) clock: Clock,
    pub(crate) injections: Arc<Injections>,
    /// Users and roles; `None` where clients need not log in.
    pub(crate) security: Option<Security>,
    pub(crate) modules: Modules,
    namespaces: Vec<Namespace>,
    /// In order of index; nodes are added and never taken away.
    nodes: RwLock<Vec<NodeSlot>>,
    membership: Mutex<Membership>,
    /// Partitions that have still to move, as namespace index and partition id.
    moving: Mutex<VecDeque<(usize, u16)>>,
    pace: Mutex<MigrationPace>,
    /// Woken when there are partitions to move.
    migration_due: Notify,
    /// Woken when partitions have moved.
    migrations_moved: Notify,
    index_pace: Mutex<IndexPace>,
    /// Woken when there are indexes to build.
    indexing_due: Notify,
    partition_generation: AtomicU64,
}

/// A node's place in the cluster, which outlives its restarts.
#[derive(Debug)]
struct NodeSlot {
    address: SocketAddr,
    /// Replaced when the node starts anew.
    state: Arc<NodeState>,
}

impl Cluster {
    /// A cluster whose nodes listen on these addresses. All of them are up, and no partition holds
    /// a record.
    pub(crate) fn new(options: Options, addresses: &[SocketAddr]) -> Self {
        let count = addresses.len();
        let nodes = (0..count)
            .map(|index| NodeSlot {
                address: addresses[index],
                state: Arc::new(NodeState::new(index, &options, addresses)),
            })
            .collect();
        let namespaces = options
            .namespaces
            .iter()
            .map(|spec| Namespace::new(spec.clone()))
            .collect();
        let cluster = Self {
            pace: Mutex::new(options.migration_pace),
            index_pace: Mutex::new(options.index_pace),
            security: options.security.clone().map(Security::new),
            options,
            clock: Clock::default(),
            injections: Arc::default(),
            modules: Modules::default(),
            namespaces,
            nodes: RwLock::new(nodes),
            membership: Mutex::new(Membership::formed(count)),
            moving: Mutex::default(),
            migration_due: Notify::new(),
            migrations_moved: Notify::new(),
            indexing_due: Notify::new(),
            partition_generation: AtomicU64::new(0),
        };
        cluster.form();
        cluster
    }

    /// The namespace with this name, and its index.
    pub(crate) fn namespace(&self, name: &[u8]) -> Option<(usize, &Namespace)> {
        self.namespaces
            .iter()
            .enumerate()
            .find(|(_, namespace)| namespace.name().as_bytes() == name)
    }

    pub(crate) fn namespaces(&self) -> &[Namespace] {
        &self.namespaces
    }

    pub(crate) fn node_count(&self) -> usize {
        self.nodes().len()
    }

    /// Addresses of all nodes, by index.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.nodes().iter().map(|slot| slot.address).collect()
    }

    /// The present state of a node.
    pub(crate) fn node(&self, node: usize) -> Arc<NodeState> {
        Arc::clone(&self.nodes()[node].state)
    }

    /// The present states of all nodes, by index.
    pub(crate) fn states(&self) -> Vec<Arc<NodeState>> {
        let nodes = self.nodes();
        nodes.iter().map(|slot| Arc::clone(&slot.state)).collect()
    }

    fn nodes(&self) -> RwLockReadGuard<'_, Vec<NodeSlot>> {
        self.nodes.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn nodes_mut(&self) -> RwLockWriteGuard<'_, Vec<NodeSlot>> {
        self.nodes.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a node that is down so far; its index.
    pub(crate) fn add_node(&self, address: SocketAddr) -> usize {
        let mut nodes = self.nodes_mut();
        let mut addresses: Vec<_> = nodes.iter().map(|slot| slot.address).collect();
        addresses.push(address);
        let index = nodes.len();
        nodes.push(NodeSlot {
            address,
            state: Arc::new(NodeState::new(index, &self.options, &addresses)),
        });
        drop(nodes);
        let mut membership = self
            .membership
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        membership.add();
        index
    }

    /// Gives a node that is down another address, which it has from its next start on.
    pub(crate) fn move_node(&self, node: usize, address: SocketAddr) {
        self.nodes_mut()[node].address = address;
    }

    /// Gives a node a state as of a fresh start: counters zero, configuration as in the options.
    pub(crate) fn reset_node(&self, node: usize) -> Arc<NodeState> {
        let fresh = Arc::new(NodeState::new(node, &self.options, &self.addresses()));
        for namespace in &self.namespaces {
            namespace.reset_expired(node);
        }
        self.nodes_mut()[node].state = Arc::clone(&fresh);
        fresh
    }

    /// Membership as it is now.
    pub(crate) fn membership(&self) -> Membership {
        self.membership
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Changes whenever clients should read the partition map again.
    pub(crate) fn partition_generation(&self) -> u64 {
        self.partition_generation.load(Ordering::Relaxed)
    }

    fn bump_partition_generation(&self) {
        self.partition_generation.fetch_add(1, Ordering::Relaxed);
    }
}
