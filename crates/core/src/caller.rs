//! Who asks, and what they may do.

use std::{borrow::Cow, net::IpAddr, sync::Arc};

use async_graphql::{Context, Guard};

use crate::{ApiError, ErrorCode};

/// What a root field needs. Used as its guard: `#[graphql(guard = "Right::ReadRecords")]`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum Right {
    /// See what this server is and which modules run.
    ReadSystem,
    /// See connection profiles (never their secrets) and their health.
    ReadConnections,
    /// Make, change, order and remove connection profiles; try a connection.
    WriteConnections,
    /// See nodes, namespaces, sets and metrics of a cluster.
    ReadClusters,
    /// Read records.
    ReadRecords,
    /// Write, touch and delete records.
    WriteRecords,
    /// Change how the nodes of a cluster run: their configuration, what they log, their secondary
    /// indexes.
    WriteClusters,
    /// See the jobs of this server and of clusters.
    ReadJobs,
    /// Pause, resume, cancel and remove jobs, whoever started them.
    ControlJobs,
    /// Ask nodes with info commands that only read.
    ReadInfo,
    /// See users and roles of a cluster, and who may do what.
    ReadUsers,
    /// Make, change and drop users and roles of a cluster.
    WriteUsers,
    /// See the Lua modules of a cluster and their text.
    ReadModules,
    /// Put, replace and remove Lua modules.
    WriteModules,
    /// Call functions of Lua modules, which may write records.
    ExecuteModules,
    /// See Aerospike clusters and templates in Kubernetes, their pods, events and logs.
    ReadK8s,
    /// Make, change and delete Aerospike clusters and templates in Kubernetes.
    WriteK8s,
}

impl Right {
    /// Every right there is.
    pub const ALL: [Self; 17] = [
        Self::ReadSystem,
        Self::ReadConnections,
        Self::WriteConnections,
        Self::ReadClusters,
        Self::ReadRecords,
        Self::WriteRecords,
        Self::WriteClusters,
        Self::ReadJobs,
        Self::ControlJobs,
        Self::ReadInfo,
        Self::ReadUsers,
        Self::WriteUsers,
        Self::ReadModules,
        Self::WriteModules,
        Self::ExecuteModules,
        Self::ReadK8s,
        Self::WriteK8s,
    ];

    /// The right's name in errors and documents.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadSystem => "system:read",
            Self::ReadConnections => "connections:read",
            Self::WriteConnections => "connections:write",
            Self::ReadClusters => "clusters:read",
            Self::ReadRecords => "records:read",
            Self::WriteRecords => "records:write",
            Self::WriteClusters => "clusters:write",
            Self::ReadJobs => "jobs:read",
            Self::ControlJobs => "jobs:control",
            Self::ReadInfo => "info:read",
            Self::ReadUsers => "users:read",
            Self::WriteUsers => "users:write",
            Self::ReadModules => "modules:read",
            Self::WriteModules => "modules:write",
            Self::ExecuteModules => "modules:execute",
            Self::ReadK8s => "k8s:read",
            Self::WriteK8s => "k8s:write",
        }
    }
}

/// A set of rights.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Rights(u32);

impl Rights {
    /// No right at all.
    pub const NONE: Self = Self(0);

    /// Every right there is.
    #[must_use]
    pub fn all() -> Self {
        Right::ALL.into_iter().collect()
    }

    /// Whether the set holds the right.
    #[must_use]
    pub fn holds(self, right: Right) -> bool {
        self.0 & (1 << right as u8) != 0
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(
            rights
                .into_iter()
                .fold(0, |bits, right| bits | 1 << right as u8),
        )
    }
}

/// Who asks. Every operation has one; without one every guard refuses.
#[derive(Clone, Debug)]
pub struct Caller {
    name: CallerName,
    rights: Rights,
}

/// By what a caller is known. Addresses become text when somebody reads it.
#[derive(Clone, Debug)]
enum CallerName {
    Address(IpAddr),
    Given(Arc<str>),
}

impl Caller {
    /// A caller with the given name (for the log) and rights.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, rights: Rights) -> Self {
        Self {
            name: CallerName::Given(name.into()),
            rights,
        }
    }

    /// A caller of whom nothing is known but the address.
    #[must_use]
    pub fn at(address: IpAddr, rights: Rights) -> Self {
        Self {
            name: CallerName::Address(address),
            rights,
        }
    }

    /// Where the caller is, when that is how it is known.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        match self.name {
            CallerName::Address(address) => Some(address),
            CallerName::Given(_) => None,
        }
    }

    /// The name for the log.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.name {
            CallerName::Address(address) => Cow::Owned(address.to_string()),
            CallerName::Given(name) => Cow::Borrowed(name),
        }
    }

    /// What the caller may do.
    #[must_use]
    pub fn rights(&self) -> Rights {
        self.rights
    }

    /// Refuses with `FORBIDDEN` when the caller lacks the right.
    ///
    /// # Errors
    /// `FORBIDDEN`, the right's name in `details.right`.
    pub fn require(&self, right: Right) -> Result<(), ApiError> {
        if self.rights.holds(right) {
            return Ok(());
        }
        let message = format!("This needs the right {}.", right.name());
        Err(ApiError::new(ErrorCode::Forbidden, message).with_detail("right", right.name()))
    }
}

impl Guard for Right {
    #[expect(
        clippy::disallowed_methods,
        reason = "an absent caller is the case handled here"
    )]
    async fn check(&self, ctx: &Context<'_>) -> async_graphql::Result<()> {
        match ctx.data::<Caller>() {
            Ok(caller) => Ok(caller.require(*self)?),
            Err(_) => {
                Err(ApiError::new(ErrorCode::Unauthenticated, "The caller is not known.").into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_holds_what_it_was_given_and_nothing_else() {
        let caller = Caller::new("reader", Rights::from_iter([Right::ReadRecords]));
        assert!(caller.require(Right::ReadRecords).is_ok());
        let refused = caller.require(Right::WriteRecords).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Forbidden);
        assert_eq!(refused.details().unwrap()["right"], "records:write");
    }
}
