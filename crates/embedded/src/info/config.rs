//! The configuration of one node: what `get-config` lists and `set-config` changes.
//!
//! Parameters have the names, order and defaults of a Community Edition 8.1.2 node. Each node of a
//! cluster has its own [`NodeConfig`], as real nodes do: a change must be sent to every node.

mod log;
mod namespace;
mod network;
mod parameter;
mod service;
mod set;

use std::net::SocketAddr;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

pub(super) use log::SINK_NAME as LOG_SINK_NAME;

use log::LogLevels;
use parameter::Section;

/// Most sets whose limits a namespace remembers; as many as a real namespace can have.
pub const MAX_SETS_PER_NAMESPACE: usize = 4095;

/// Longest name of a set, in bytes.
const MAX_SET_NAME_BYTES: usize = 63;

/// Storage stripes of a namespace in memory, as a real node lists them.
pub const STORAGE_STRIPES: u64 = 8;

/// What is decided about a node when it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSetup {
    /// Node id as listed, for example `B1`.
    pub node_id: String,
    /// Cluster name; `None` shows as `null`.
    pub cluster_name: Option<String>,
    /// Address the node listens on for clients.
    pub service_address: SocketAddr,
    /// Service addresses of the other nodes, which the node lists as its mesh seeds.
    pub seeds: Vec<SocketAddr>,
    /// Most client connections at a time.
    pub proto_fd_max: u32,
    /// Namespaces, in the order they are listed.
    pub namespaces: Vec<NamespaceSetup>,
}

/// What is decided about a namespace when its nodes start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamespaceSetup {
    /// Name.
    pub name: String,
    /// Copies of each partition, the master's included.
    pub replication_factor: u32,
    /// Time to live of records that do not bring their own, in seconds; 0 for never.
    pub default_ttl: u32,
    /// Seconds between expiration cycles; 0 for none.
    pub nsup_period: u32,
    /// Records may have a time to live although there are no expiration cycles.
    pub allow_ttl_without_nsup: bool,
    /// Bytes the namespace may store.
    pub data_size: u64,
}

/// Why a configuration change was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The node has no namespace of this name.
    #[error("unknown namespace")]
    UnknownNamespace,
    /// The context has no parameter of this name.
    #[error("unknown parameter")]
    UnknownParameter,
    /// The parameter can only be set when the node starts.
    #[error("the parameter is not dynamic")]
    NotDynamic,
    /// The parameter does not accept this value.
    #[error("the value is not acceptable")]
    BadValue,
    /// The name is not a set name, or the namespace has as many sets as it can.
    #[error("the set cannot be configured")]
    BadSet,
}

/// Which part of the configuration is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context<'a> {
    /// The node.
    Service,
    /// Its ports and its connections to other nodes.
    Network,
    /// A namespace.
    Namespace(&'a str),
    /// A set of a namespace.
    Set(&'a str, &'a str),
}

/// The node-wide settings that decide how requests are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceSettings {
    /// Most client connections at a time.
    pub proto_fd_max: u64,
    /// Most rows of a batch request; 0 for no limit.
    pub batch_max_requests: u64,
    /// Finished queries that are remembered.
    pub query_max_done: u64,
    /// Latencies are told by powers of two of a microsecond, not of a millisecond.
    pub microsecond_histograms: bool,
}

/// The settings of a namespace that decide how records are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamespaceSettings {
    /// Time to live of records that do not bring their own; zero for never.
    pub default_ttl: Duration,
    /// Time between expiration cycles; zero for none.
    pub nsup_period: Duration,
    /// Time between two counts of records by time to live and size; zero for none.
    pub nsup_hist_period: Duration,
    /// Records may have a time to live although there are no expiration cycles.
    pub allow_ttl_without_nsup: bool,
    /// How much of its time to live a record must have used, in percent, for a read to renew it; 0
    /// for reads that never do.
    pub default_read_touch_ttl_pct: u32,
    /// Largest record, in bytes.
    pub max_record_size: u64,
    /// Bytes the namespace may store.
    pub data_size: u64,
    /// Share of `data_size`, in percent, from which writes are refused; 0 for never.
    pub stop_writes_used_pct: u32,
    /// Share of `data_size`, in percent, from which records are evicted; 0 for never.
    pub evict_used_pct: u32,
    /// Records without a set are refused.
    pub disallow_null_setname: bool,
}

/// The settings of a set. The default, for sets nobody configured, limits nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SetSettings {
    /// Overrides the namespace's default time to live; zero to use that.
    pub default_ttl: Duration,
    /// Overrides the namespace's percentage for renewal by reads; 0 to use that.
    pub default_read_touch_ttl_pct: u32,
    /// Records from which on writes are refused; 0 for no limit.
    pub stop_writes_count: u64,
    /// Bytes from which on writes are refused; 0 for no limit.
    pub stop_writes_size: u64,
}

/// The configuration of one node. Shared by its connections; reads do not block each other.
#[derive(Debug)]
pub struct NodeConfig {
    state: RwLock<State>,
}

#[derive(Debug)]
struct State {
    service: Section,
    network: Section,
    namespaces: Vec<NamespaceState>,
    log_levels: LogLevels,
}

#[derive(Debug)]
struct NamespaceState {
    name: String,
    section: Section,
    settings: NamespaceSettings,
    sets: Vec<SetState>,
}

#[derive(Debug)]
struct SetState {
    name: String,
    section: Section,
    settings: SetSettings,
}

impl NodeConfig {
    /// The configuration a node starts with.
    #[must_use]
    pub fn new(setup: &NodeSetup) -> Self {
        let state = State {
            service: service_section(setup),
            network: network_section(setup),
            namespaces: setup.namespaces.iter().map(NamespaceState::new).collect(),
            log_levels: LogLevels::default(),
        };
        Self {
            state: RwLock::new(state),
        }
    }

    /// Changes a dynamic parameter. A set that is not known yet becomes known.
    ///
    /// # Errors
    ///
    /// Refuses, and changes nothing, for the reasons of [`ConfigError`].
    pub fn set(&self, context: Context<'_>, name: &str, value: &str) -> Result<(), ConfigError> {
        let mut state = self.write();
        match context {
            Context::Service => state.service.set(name, value),
            Context::Network => state.network.set(name, value),
            Context::Namespace(namespace) => state.namespace_mut(namespace)?.set(name, value),
            Context::Set(namespace, set) => {
                state.namespace_mut(namespace)?.set_of_set(set, name, value)
            }
        }
    }

    /// Names and values of a context, in listed order.
    ///
    /// # Errors
    ///
    /// [`ConfigError::UnknownNamespace`].
    pub fn list(&self, context: Context<'_>) -> Result<Vec<(&'static str, String)>, ConfigError> {
        let state = self.read();
        let section = match context {
            Context::Service => &state.service,
            Context::Network => &state.network,
            Context::Namespace(namespace) => &state.namespace(namespace)?.section,
            Context::Set(namespace, set) => match state.namespace(namespace)?.set_state(set) {
                Some(configured) => &configured.section,
                None => return Ok(owned(&Section::new(set::SET))),
            },
        };
        Ok(owned(section))
    }

    /// Settings of the node.
    #[must_use]
    pub fn service(&self) -> ServiceSettings {
        let state = self.read();
        let service = &state.service;
        ServiceSettings {
            proto_fd_max: service.number("proto-fd-max"),
            batch_max_requests: service.number("batch-max-requests"),
            query_max_done: service.number("query-max-done"),
            microsecond_histograms: service.is_true("microsecond-histograms"),
        }
    }

    /// Settings of a namespace; cheap enough to ask for with every record.
    #[must_use]
    pub fn namespace(&self, namespace: &str) -> Option<NamespaceSettings> {
        self.read()
            .namespace(namespace)
            .ok()
            .map(|state| state.settings)
    }

    /// Settings of a set; those that limit nothing when it was never configured.
    #[must_use]
    pub fn set_settings(&self, namespace: &str, set: &str) -> SetSettings {
        self.read()
            .namespace(namespace)
            .ok()
            .and_then(|state| state.set_state(set))
            .map(|state| state.settings)
            .unwrap_or_default()
    }

    /// Names of the sets of a namespace that were configured, in order of their first change.
    #[must_use]
    pub fn configured_sets(&self, namespace: &str) -> Vec<String> {
        self.read()
            .namespace(namespace)
            .map(|state| state.sets.iter().map(|set| set.name.clone()).collect())
            .unwrap_or_default()
    }

    /// Logging contexts and their levels, in listed order.
    #[must_use]
    pub fn log_levels(&self) -> Vec<(&'static str, &'static str)> {
        self.read().log_levels.lines().collect()
    }

    /// Changes the level of a logging context, or of all of them with the name `any`.
    ///
    /// # Errors
    ///
    /// [`ConfigError::UnknownParameter`] or [`ConfigError::BadValue`].
    pub fn set_log_level(&self, context: &str, level: &str) -> Result<(), ConfigError> {
        self.write().log_levels.set(context, level)
    }

    // A writer cannot leave a half-made change behind, so a poisoned lock still guards a sound
    // value.
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn namespace(&self, name: &str) -> Result<&NamespaceState, ConfigError> {
        self.namespaces
            .iter()
            .find(|namespace| namespace.name == name)
            .ok_or(ConfigError::UnknownNamespace)
    }

    fn namespace_mut(&mut self, name: &str) -> Result<&mut NamespaceState, ConfigError> {
        self.namespaces
            .iter_mut()
            .find(|namespace| namespace.name == name)
            .ok_or(ConfigError::UnknownNamespace)
    }
}

impl NamespaceState {
    fn new(setup: &NamespaceSetup) -> Self {
        let mut section = Section::new(namespace::NAMESPACE);
        section.assign("replication-factor", setup.replication_factor.to_string());
        section.assign("default-ttl", setup.default_ttl.to_string());
        section.assign("nsup-period", setup.nsup_period.to_string());
        section.assign(
            "allow-ttl-without-nsup",
            setup.allow_ttl_without_nsup.to_string(),
        );
        section.assign("storage-engine.data-size", setup.data_size.to_string());
        Self {
            name: setup.name.clone(),
            settings: namespace_settings(&section),
            section,
            sets: Vec::new(),
        }
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), ConfigError> {
        self.section.set(name, value)?;
        self.settings = namespace_settings(&self.section);
        Ok(())
    }

    fn set_of_set(&mut self, set: &str, name: &str, value: &str) -> Result<(), ConfigError> {
        if let Some(known) = self.sets.iter_mut().find(|known| known.name == set) {
            known.section.set(name, value)?;
            known.settings = set_settings(&known.section);
            return Ok(());
        }
        if !is_set_name(set) || self.sets.len() >= MAX_SETS_PER_NAMESPACE {
            return Err(ConfigError::BadSet);
        }
        let mut section = Section::new(set::SET);
        section.set(name, value)?;
        self.sets.push(SetState {
            name: set.to_owned(),
            settings: set_settings(&section),
            section,
        });
        Ok(())
    }

    fn set_state(&self, set: &str) -> Option<&SetState> {
        self.sets.iter().find(|known| known.name == set)
    }
}

/// Whether a set can have this name, and a list of sets show it without harm to the list.
fn is_set_name(name: &str) -> bool {
    (1..=MAX_SET_NAME_BYTES).contains(&name.len())
        && !name.contains(|letter: char| letter.is_control() || matches!(letter, ':' | '='))
}

fn service_section(setup: &NodeSetup) -> Section {
    let mut section = Section::new(service::SERVICE);
    if let Some(name) = &setup.cluster_name {
        section.assign("cluster-name", name);
    }
    section.assign("node-id", &setup.node_id);
    section.assign("proto-fd-max", setup.proto_fd_max.to_string());
    section
}

fn network_section(setup: &NodeSetup) -> Section {
    let address = setup.service_address;
    let mut section = Section::new(network::NETWORK);
    section.assign("service.port", address.port().to_string());
    section.assign("service.address", address.ip().to_string());
    section.assign("service.access-address", address.ip().to_string());
    let seeds = setup.seeds.iter().map(SocketAddr::to_string).collect();
    section.assign_each("heartbeat.mesh-seed-address-port", seeds);
    section
}

fn namespace_settings(section: &Section) -> NamespaceSettings {
    NamespaceSettings {
        default_ttl: Duration::from_secs(section.number("default-ttl")),
        nsup_period: Duration::from_secs(section.number("nsup-period")),
        nsup_hist_period: Duration::from_secs(section.number("nsup-hist-period")),
        allow_ttl_without_nsup: section.is_true("allow-ttl-without-nsup"),
        default_read_touch_ttl_pct: small(section, "default-read-touch-ttl-pct"),
        max_record_size: section.number("max-record-size"),
        data_size: section.number("storage-engine.data-size"),
        stop_writes_used_pct: small(section, "storage-engine.stop-writes-used-pct"),
        evict_used_pct: small(section, "storage-engine.evict-used-pct"),
        disallow_null_setname: section.is_true("disallow-null-setname"),
    }
}

fn set_settings(section: &Section) -> SetSettings {
    SetSettings {
        default_ttl: Duration::from_secs(section.number("default-ttl")),
        default_read_touch_ttl_pct: small(section, "default-read-touch-ttl-pct"),
        stop_writes_count: section.number("stop-writes-count"),
        stop_writes_size: section.number("stop-writes-size"),
    }
}

/// A number whose rule keeps it within 32 bits.
fn small(section: &Section, name: &str) -> u32 {
    u32::try_from(section.number(name)).unwrap_or(u32::MAX)
}

fn owned(section: &Section) -> Vec<(&'static str, String)> {
    section
        .lines()
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}
