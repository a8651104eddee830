//! Inputs and payloads of export and import.

use acm_graph::Connection;
use async_graphql::{Enum, ID, InputObject, SimpleObject};

use super::types::connection;
use crate::service::{Export, Host, Imported, OnConflict, Outcome, Planned, SecretFate};

/// Connections to be exported.
#[derive(Debug, InputObject)]
pub(super) struct ExportConnectionsInput {
    /// The connections; all when left out.
    pub(super) ids: Option<Vec<ID>>,
    /// Whether passwords and client keys stand in the document, readable by whoever gets it.
    #[graphql(default)]
    pub(super) include_secrets: bool,
}

/// What an export yields.
#[derive(Debug, SimpleObject)]
pub(super) struct ExportConnectionsPayload {
    /// The document, as JSON text.
    document: String,
    /// A name for its file.
    file_name: String,
    /// Connections in it.
    count: i32,
    /// Whether passwords and client keys stand in it.
    includes_secrets: bool,
}

impl ExportConnectionsPayload {
    pub(super) fn new(export: Export, includes_secrets: bool) -> Self {
        Self {
            document: export.document,
            file_name: export.file_name,
            count: int(export.count),
            includes_secrets,
        }
    }
}

/// What becomes of an entry whose name a connection has already.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum ConnectionImportConflict {
    /// It is left out.
    Skip,
    /// It takes the connection's place: what the entry does not say is emptied, but secrets it leaves out
    /// are kept. Where a change of the connection would have to give them again, the entry must too.
    Replace,
    /// It is made beside the connection, as "… copy".
    Copy,
}

impl From<ConnectionImportConflict> for OnConflict {
    fn from(conflict: ConnectionImportConflict) -> Self {
        match conflict {
            ConnectionImportConflict::Skip => Self::Skip,
            ConnectionImportConflict::Replace => Self::Replace,
            ConnectionImportConflict::Copy => Self::Copy,
        }
    }
}

/// A document to be looked at.
#[derive(InputObject)]
pub(super) struct PreviewConnectionsImportInput {
    /// The document, as an export yields it; up to 2 MiB, 500 connections.
    pub(super) document: String,
    /// What becomes of entries whose name a connection has already.
    #[graphql(default_with = "ConnectionImportConflict::Skip")]
    pub(super) on_conflict: ConnectionImportConflict,
}

/// A document to be imported.
#[derive(InputObject)]
pub(super) struct ImportConnectionsInput {
    /// The document, as an export yields it; up to 2 MiB, 500 connections.
    pub(super) document: String,
    /// What becomes of entries whose name a connection has already.
    #[graphql(default_with = "ConnectionImportConflict::Skip")]
    pub(super) on_conflict: ConnectionImportConflict,
    /// Places of the entries to be imported, from 0; all when left out.
    pub(super) entries: Option<Vec<i32>>,
}

/// What an import does with an entry.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
enum ConnectionImportOutcome {
    /// A connection is made.
    Create,
    /// A connection is replaced.
    Replace,
    /// Nothing: a connection has its name, or it was not chosen.
    Skip,
    /// Nothing: the entry breaks rules.
    Invalid,
}

/// Where a secret of an imported connection comes from.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
enum ConnectionImportSecret {
    /// It has none.
    None,
    /// The document gives it.
    Given,
    /// The connection that is replaced keeps its own.
    Kept,
}

impl From<SecretFate> for ConnectionImportSecret {
    fn from(fate: SecretFate) -> Self {
        match fate {
            SecretFate::None => Self::None,
            SecretFate::Given => Self::Given,
            SecretFate::Kept => Self::Kept,
        }
    }
}

/// Something wrong at a place of a document.
#[derive(Debug, SimpleObject)]
struct ConnectionImportError {
    /// The place, such as `connections.3.hosts.0`.
    field: String,
    /// The rule, in words.
    reason: String,
}

/// An entry of a document, and what becomes of it.
#[derive(Debug, SimpleObject)]
pub(super) struct ConnectionImportEntry {
    /// Its place in the document, from 0.
    index: i32,
    /// The name the connection gets; null when the entry has none.
    name: Option<String>,
    /// Its hosts, when it is made or replaced.
    hosts: Vec<String>,
    /// Those of them whose names were not looked up within the five seconds there are for all names of
    /// a document. They are imported all the same, and judged when they are dialled.
    late_hosts: Vec<String>,
    /// What an import does with it.
    outcome: ConnectionImportOutcome,
    /// The connection that has its name.
    existing: Option<Connection>,
    /// Where its password comes from.
    password: ConnectionImportSecret,
    /// Where its client key comes from.
    client_key: ConnectionImportSecret,
    /// What is wrong with it, when it is invalid; 20 at most.
    errors: Vec<ConnectionImportError>,
}

impl From<Planned> for ConnectionImportEntry {
    fn from(planned: Planned) -> Self {
        let errors = planned.errors.into_iter();
        Self {
            index: int(planned.place),
            name: planned.name,
            hosts: texts(&planned.hosts),
            late_hosts: texts(&planned.late),
            outcome: match planned.outcome {
                Outcome::Create => ConnectionImportOutcome::Create,
                Outcome::Replace => ConnectionImportOutcome::Replace,
                Outcome::Skip => ConnectionImportOutcome::Skip,
                Outcome::Invalid => ConnectionImportOutcome::Invalid,
            },
            existing: planned.existing.as_ref().map(connection),
            password: planned.password.into(),
            client_key: planned.client_key.into(),
            errors: errors
                .map(|error| ConnectionImportError {
                    field: error.field,
                    reason: error.reason,
                })
                .collect(),
        }
    }
}

/// What a look at a document yields.
#[derive(Debug, SimpleObject)]
pub(super) struct PreviewConnectionsImportPayload {
    /// Every entry, in the document's order.
    entries: Vec<ConnectionImportEntry>,
}

impl From<Vec<Planned>> for PreviewConnectionsImportPayload {
    fn from(plans: Vec<Planned>) -> Self {
        Self {
            entries: plans.into_iter().map(Into::into).collect(),
        }
    }
}

/// What an import yields.
#[derive(Debug, SimpleObject)]
pub(super) struct ImportConnectionsPayload {
    /// Every entry, in the document's order, and what became of it.
    entries: Vec<ConnectionImportEntry>,
    /// The connections made or replaced, in the document's order.
    connections: Vec<Connection>,
}

impl From<Imported> for ImportConnectionsPayload {
    fn from(imported: Imported) -> Self {
        Self {
            connections: imported.profiles.iter().map(connection).collect(),
            entries: imported.plans.into_iter().map(Into::into).collect(),
        }
    }
}

fn texts(hosts: &[Host]) -> Vec<String> {
    hosts.iter().map(ToString::to_string).collect()
}

fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
