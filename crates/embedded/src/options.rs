//! What a cluster is started with.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use crate::cluster::partition_map::MAX_NODES;
use crate::error::Error;
use crate::proto::ResultCode;
use crate::security::SecuritySpec;

/// Longest namespace name, in bytes.
const MAX_NAMESPACE_NAME: usize = 31;
/// Most namespaces of a Community edition cluster.
const MAX_NAMESPACES: usize = 2;

/// A namespace of the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamespaceSpec {
    /// Name: 1 to 31 letters, digits, `-` or `_`.
    pub name: String,
    /// Copies of each record, as far as there are nodes.
    pub replication_factor: u32,
    /// Time to live of records that do not bring their own, in whole seconds; zero for never.
    pub default_ttl: Duration,
    /// Time between expiration cycles, in whole seconds; zero for none. Without cycles, writes with
    /// a time to live are refused.
    pub nsup_period: Duration,
    /// Take writes with a time to live although there are no expiration cycles.
    pub allow_ttl_without_nsup: bool,
    /// Bytes each node may store; writes are refused when most of it is used.
    pub data_size: u64,
}

impl NamespaceSpec {
    /// A namespace with the server's defaults: two copies, no expiration, one gibibyte.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            replication_factor: 2,
            default_ttl: Duration::ZERO,
            nsup_period: Duration::ZERO,
            allow_ttl_without_nsup: false,
            data_size: 1 << 30,
        }
    }

    /// The same with another time between expiration cycles.
    #[must_use]
    pub fn nsup_period(mut self, period: Duration) -> Self {
        self.nsup_period = period;
        self
    }

    /// The same with another replication factor.
    #[must_use]
    pub fn replication_factor(mut self, copies: u32) -> Self {
        self.replication_factor = copies;
        self
    }

    fn check(&self) -> Result<(), Error> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fits = !self.name.is_empty()
            && self.name.len() <= MAX_NAMESPACE_NAME
            && self.name.bytes().all(allowed);
        if !fits {
            return Err(Error::Options(
                "a namespace name has 1 to 31 letters, digits, hyphens or underscores",
            ));
        }
        if self.replication_factor == 0 {
            return Err(Error::Options("the replication factor is at least 1"));
        }
        Ok(())
    }
}

/// How fast partitions move after a node joined or left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MigrationPace {
    /// Before the node's start or stop is reported done.
    #[default]
    AtOnce,
    /// In the background, so many partitions of each namespace a second.
    PartitionsPerSecond(NonZeroU32),
    /// When [`EmbeddedCluster::step_migrations`](crate::EmbeddedCluster::step_migrations) says so.
    ByHand,
}

/// How fast secondary indexes are built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IndexPace {
    /// Before the command that makes one is answered.
    #[default]
    AtOnce,
    /// In the background, for so many partitions of each namespace a second.
    PartitionsPerSecond(NonZeroU32),
    /// When [`EmbeddedCluster::step_index_builds`](crate::EmbeddedCluster::step_index_builds) says so.
    ByHand,
}

/// What a cluster is started with.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) nodes: usize,
    pub(crate) listen_on: IpAddr,
    pub(crate) base_port: u16,
    pub(crate) cluster_name: Option<String>,
    pub(crate) namespaces: Vec<NamespaceSpec>,
    pub(crate) migration_pace: MigrationPace,
    pub(crate) index_pace: IndexPace,
    pub(crate) max_connections: u32,
    pub(crate) compression: bool,
    pub(crate) alternate_ip: Option<IpAddr>,
    pub(crate) security: Option<SecuritySpec>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            nodes: 1,
            listen_on: IpAddr::V4(Ipv4Addr::LOCALHOST),
            base_port: 0,
            cluster_name: Some("embedded".to_owned()),
            namespaces: vec![
                NamespaceSpec::new("test").nsup_period(Duration::from_secs(120)),
                NamespaceSpec::new("bar"),
            ],
            migration_pace: MigrationPace::AtOnce,
            index_pace: IndexPace::AtOnce,
            max_connections: 1024,
            compression: false,
            alternate_ip: None,
            security: None,
        }
    }
}

impl Options {
    /// Refuses what cannot be started.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if !(1..=MAX_NODES).contains(&self.nodes) {
            return Err(Error::Options(
                "a Community edition cluster has 1 to 8 nodes",
            ));
        }
        if !(1..=MAX_NAMESPACES).contains(&self.namespaces.len()) {
            return Err(Error::Options(
                "a Community edition cluster has 1 or 2 namespaces",
            ));
        }
        if self.base_port != 0
            && usize::from(self.base_port) + self.nodes - 1 > usize::from(u16::MAX)
        {
            return Err(Error::Options(
                "the ports of the nodes do not fit below 65536",
            ));
        }
        self.namespaces.iter().try_for_each(NamespaceSpec::check)?;
        self.security.iter().try_for_each(SecuritySpec::check)?;
        match self.namespaces.as_slice() {
            [first, second] if first.name == second.name => {
                Err(Error::Options("two namespaces have the same name"))
            }
            _ => Ok(()),
        }
    }

    /// How a feature is refused that the embedded server has in neither edition.
    pub(crate) const fn enterprise_refusal(&self) -> ResultCode {
        if self.security.is_some() {
            ResultCode::UNSUPPORTED_FEATURE
        } else {
            ResultCode::ENTERPRISE_ONLY
        }
    }
}
