//! Statements that list and count.

use crate::ast::{Name, Target};

/// What `SHOW` lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Show {
    /// The namespaces.
    Namespaces,
    /// The sets, of one namespace where one is named.
    Sets(Option<Name>),
    /// The bins of a namespace or set.
    Bins(Target),
    /// The indexes, of one namespace or set where one is named.
    Indexes(Option<Target>),
    /// The modules.
    Modules,
    /// The nodes.
    Nodes,
    /// Queries and jobs of the servers.
    Queries,
    /// The same, as older clusters named them.
    Scans,
    /// Jobs of this manager.
    Jobs,
    /// The users.
    Users,
    /// A user; oneself without a name.
    User(Option<Name>),
    /// The roles.
    Roles,
    /// A role.
    Role(Name),
}

/// What `STAT` counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Stat {
    /// A namespace, node by node.
    Namespace(Name),
    /// An index.
    Index {
        /// Its namespace.
        namespace: Name,
        /// Its name.
        name: Name,
    },
    /// The nodes.
    System,
}
