//! What can go wrong when a cluster is started or controlled.

use std::io;
use std::net::SocketAddr;

use crate::proto::ResultCode;

/// Why a cluster did not start or did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The options contradict each other or go beyond what the Community edition offers.
    #[error("the options are not acceptable: {0}")]
    Options(&'static str),
    /// A node could not listen on its address.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// The cluster has no node with this index.
    #[error("the cluster has no node {0}")]
    UnknownNode(usize),
    /// The cluster has as many nodes as the Community edition allows.
    #[error("a Community edition cluster has 1 to 8 nodes")]
    Full,
    /// The node is the only one, so that nobody could take what it holds.
    #[error("node {0} is the last of the cluster")]
    LastNode(usize),
    /// The partitions of a node that is to leave did not move in time; it stays.
    #[error("node {0} could not hand over its partitions in time")]
    Migrating(usize),
    /// Commands that a test waits for did not come in time.
    #[error("{expected} commands were to be struck by the fault, {struck} were")]
    NoCommand {
        /// How many the test waits for.
        expected: u64,
        /// How many came.
        struck: u64,
    },
    /// A record could not be loaded.
    #[error("the record was refused with result code {}", .0.number())]
    Load(ResultCode),
}
