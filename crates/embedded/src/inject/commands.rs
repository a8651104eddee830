//! Which commands a fault is for.

use super::Subject;

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// Reads a record, by itself or as a row of a batch.
    Read,
    /// Writes, touches or changes a record, by itself or as a row of a batch.
    Write,
    /// Deletes a record, by itself or as a row of a batch.
    Delete,
    /// Runs over the records of a set or namespace.
    Query,
    /// Asks the node for information.
    Info,
    /// Logs in, or asks for users and roles and changes them.
    Security,
}

/// Which commands a fault is for: all, less what is said.
///
/// ```
/// use acm_embedded::{CommandKind, Commands};
///
/// let next_two_writes = Commands::of(CommandKind::Write).in_set("people").next(2);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Commands {
    kind: Option<CommandKind>,
    in_batch: Option<bool>,
    namespace: Option<String>,
    set: Option<String>,
    digest: Option<[u8; 20]>,
    node: Option<usize>,
    limit: Option<u64>,
}

impl Commands {
    /// All commands, info included; those of security only when asked for by [`Commands::of`].
    pub fn all() -> Self {
        Self::default()
    }

    /// Commands of one kind.
    pub fn of(kind: CommandKind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::default()
        }
    }

    /// Only rows of batches; a fault of the connection strikes the whole batch.
    pub const fn in_batches(mut self) -> Self {
        self.in_batch = Some(true);
        self
    }

    /// Only commands on this namespace.
    pub fn in_namespace(mut self, name: impl Into<String>) -> Self {
        self.namespace = Some(name.into());
        self
    }

    /// Only commands on this set; the empty name is no set.
    pub fn in_set(mut self, name: impl Into<String>) -> Self {
        self.set = Some(name.into());
        self
    }

    /// Only commands on the record with this digest.
    pub const fn on_record(mut self, digest: [u8; 20]) -> Self {
        self.digest = Some(digest);
        self
    }

    /// Only commands that this node receives.
    pub const fn at_node(mut self, node: usize) -> Self {
        self.node = Some(node);
        self
    }

    /// Only the next `count` of them.
    pub const fn next(mut self, count: u64) -> Self {
        self.limit = Some(count);
        self
    }

    pub(super) const fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn include(&self, subject: &Subject<'_>) -> bool {
        self.kind
            .map_or(subject.kind != CommandKind::Security, |kind| {
                kind == subject.kind
            })
            && self
                .in_batch
                .is_none_or(|in_batch| in_batch == subject.in_batch)
            && self.node.is_none_or(|node| node == subject.node)
            && is_name(self.namespace.as_deref(), subject.namespace)
            && is_name(self.set.as_deref(), subject.set)
            && self
                .digest
                .is_none_or(|digest| subject.digest.is_some_and(|of| of.0 == digest))
    }
}

fn is_name(wanted: Option<&str>, name: &[u8]) -> bool {
    wanted.is_none_or(|wanted| wanted.as_bytes() == name)
}
