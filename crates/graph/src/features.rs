//! What the edition and the build of a cluster can do, as every domain shows it.

use acm_core::{ApiError, ErrorCode};
use async_graphql::{Enum, ID, SimpleObject};

use crate::{Problem, scalars::DateTime};

/// What a cluster can do, found by asking its nodes.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClusterFeatures {
    /// The profile it was reached through.
    pub connection_id: ID,
    /// The edition the nodes report; null while it is unknown, or they differ.
    pub edition: Option<ServerEdition>,
    /// The build the nodes run, such as `8.1.2.0`; null while they run several.
    pub build: Option<String>,
    /// Every build the nodes run, the oldest first: several in the middle of an upgrade.
    pub builds: Vec<String>,
    /// Every feature there is to tell of, each once.
    pub features: Vec<Feature>,
    /// Nodes that answered.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// Nodes that did not answer, and why.
    pub problems: Vec<Problem>,
    /// When the nodes were asked.
    pub asked_at: DateTime,
}

/// Something a cluster can do or not.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct Feature {
    /// What it is.
    pub kind: FeatureKind,
    /// Whether every node has it, so that it can be used; null when that is unknown, because a node
    /// is silent or does not tell.
    pub available: Option<bool>,
    /// Why it is not available, or not known to be; null when it is available.
    pub reason: Option<String>,
}

/// An edition of the server.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum ServerEdition {
    /// The Community Edition.
    Community,
    /// The Enterprise Edition.
    Enterprise,
    /// The Federal Edition: the Enterprise Edition with certified cryptography.
    Federal,
}

/// What a cluster can do or not.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum FeatureKind {
    /// Users, roles and privileges: commands are let through only to who may give them.
    Security,
    /// Limits on the records a second that a user reads and writes.
    Quotas,
    /// Lists of the addresses from which users of a role may connect.
    Allowlists,
    /// Nodes grouped in racks, copies of a record in several of them.
    Racks,
    /// Namespaces that never lose or reorder an acknowledged write.
    StrongConsistency,
    /// Transactions over several records.
    Transactions,
    /// Deletes that leave a tombstone, so that a record does not come back after a restart.
    DurableDeletes,
    /// Compression of commands and of stored records.
    Compression,
    /// Replication to other clusters (XDR).
    CrossDatacenterReplication,
    /// Taking a node out of service before it stops (quiesce).
    Quiesce,
    /// Encrypted connections.
    Tls,
    /// Functions in Lua modules (UDF).
    UserDefinedFunctions,
    /// Indexes of all records of a set.
    SetIndexes,
    /// Secondary indexes on the result of an expression.
    ExpressionIndexes,
    /// Reads and changes of all elements that a path leads to.
    PathExpressions,
    /// Operations on parts of texts.
    StringOperations,
}

impl FeatureKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 16] = [
        Self::Security,
        Self::Quotas,
        Self::Allowlists,
        Self::Racks,
        Self::StrongConsistency,
        Self::Transactions,
        Self::DurableDeletes,
        Self::Compression,
        Self::CrossDatacenterReplication,
        Self::Quiesce,
        Self::Tls,
        Self::UserDefinedFunctions,
        Self::SetIndexes,
        Self::ExpressionIndexes,
        Self::PathExpressions,
        Self::StringOperations,
    ];
}

impl ClusterFeatures {
    /// What is known of a feature.
    #[must_use]
    pub fn get(&self, kind: FeatureKind) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.kind == kind)
    }

    /// Refuses what the cluster is known to lack. What is unknown is let through: the server itself
    /// will say.
    ///
    /// # Errors
    /// `UNSUPPORTED` with the reason, and the feature in `details.feature`.
    pub fn require(&self, kind: FeatureKind) -> Result<(), ApiError> {
        match self.get(kind) {
            Some(Feature {
                available: Some(false),
                reason,
                ..
            }) => {
                let message = reason.as_deref().unwrap_or("The cluster cannot do this.");
                Err(ApiError::new(ErrorCode::Unsupported, message)
                    .with_detail("feature", name(kind)))
            }
            _ => Ok(()),
        }
    }
}

fn name(kind: FeatureKind) -> &'static str {
    use async_graphql::resolver_utils::EnumType;
    let item = FeatureKind::items().iter().find(|item| item.value == kind);
    item.map_or("", |item| item.name)
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn every_feature_is_listed_once() {
        assert_eq!(FeatureKind::ALL.len(), FeatureKind::items().len());
        for item in FeatureKind::items() {
            assert!(FeatureKind::ALL.contains(&item.value), "{}", item.name);
        }
    }
}
