//! Enumerations.

use acm_aql::{
    Class, NameKind, SuggestionKind,
    ast::{Output, StatementKind},
};
use async_graphql::Enum;

use crate::service::{
    run::{RunPhase, StatementPhase},
    table::ColumnKind,
};

/// What a statement is.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "StatementKind")]
pub enum AqlStatementKind {
    /// `SELECT`: shows records.
    Select,
    /// `INSERT`: writes bins of a record.
    Insert,
    /// `DELETE`: deletes a record.
    Delete,
    /// `EXECUTE`: runs a function on a record, or in the background on many.
    Execute,
    /// `AGGREGATE`: runs a stream function over records.
    Aggregate,
    /// `TRUNCATE`: deletes the records of a set or namespace.
    Truncate,
    /// `CREATE INDEX`.
    CreateIndex,
    /// `DROP INDEX`.
    DropIndex,
    /// `REGISTER MODULE`.
    RegisterModule,
    /// `REMOVE MODULE`.
    RemoveModule,
    /// `DESC MODULE`: shows a module's source.
    DescModule,
    /// `SHOW`: lists what there is.
    Show,
    /// `STAT`: shows statistics.
    Stat,
    /// `CREATE USER`.
    CreateUser,
    /// `SET PASSWORD`.
    SetPassword,
    /// `DROP USER`.
    DropUser,
    /// `GRANT ROLES … TO`.
    GrantRoles,
    /// `REVOKE ROLES … FROM`.
    RevokeRoles,
    /// `CREATE ROLE`.
    CreateRole,
    /// `ALTER ROLE`: its allowlist or quotas.
    AlterRole,
    /// `DROP ROLE`.
    DropRole,
    /// `GRANT PRIVILEGES … TO`.
    GrantPrivileges,
    /// `REVOKE PRIVILEGES … FROM`.
    RevokePrivileges,
    /// `KILL_QUERY`: aborts a query or job of the servers.
    KillQuery,
    /// `KILL_SCAN`: the same.
    KillScan,
    /// `EXPLAIN`: tells what a statement would do.
    Explain,
    /// `RUN`: runs the statements of a file that is sent along.
    Run,
    /// `SET`: sets an option.
    Set,
    /// `GET`: shows an option, or all.
    Get,
    /// `RESET`: gives an option, or all, its default.
    Reset,
    /// `INFO` or `ASINFO`: asks the nodes with an info command.
    Info,
    /// `HELP`: shows how statements are written.
    Help,
}

/// How much a statement changes.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Class")]
pub enum AqlClass {
    /// It only tells.
    Read,
    /// It writes one record.
    Write,
    /// It changes what the cluster has beside records: indexes, modules, users, roles, jobs.
    Admin,
    /// It takes away what cannot be brought back, changes many records at once, or commands nodes: it
    /// is confirmed first.
    Dangerous,
}

/// How results are shown. The server keeps it and sends the same either way.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Output")]
pub enum AqlOutput {
    /// As tables.
    Table,
    /// As JSON.
    Json,
    /// As lines of fields.
    Raw,
    /// Not at all.
    Mute,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "RunPhase")]
pub enum AqlRunPhase {
    /// Statements are under way.
    Running,
    /// Every statement succeeded.
    Succeeded,
    /// A statement failed.
    Failed,
    /// It was cancelled.
    Cancelled,
}

/// How far a statement of a run has come.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "StatementPhase")]
pub enum AqlStatementPhase {
    /// It waits for those before it.
    Pending,
    /// It is under way.
    Running,
    /// It succeeded.
    Succeeded,
    /// It failed.
    Failed,
    /// It was left out, because one before it failed or the run was cancelled.
    Skipped,
    /// It was given up. A write may have been applied.
    Cancelled,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "ColumnKind")]
pub enum AqlColumnKind {
    /// The key of a record.
    Key,
    /// A bin of a record.
    Bin,
    /// What the server knows about a record.
    Metadata,
    /// A fact of something else.
    Fact,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum AqlSuggestionKind {
    /// A word of the language.
    Keyword,
    /// An option.
    Option,
    /// A namespace.
    Namespace,
    /// A set.
    Set,
    /// A bin.
    Bin,
    /// A secondary index.
    Index,
    /// A Lua module.
    Module,
    /// A user.
    User,
    /// A role.
    Role,
    /// A file that is sent along.
    File,
}

impl From<SuggestionKind> for AqlSuggestionKind {
    fn from(kind: SuggestionKind) -> Self {
        match kind {
            SuggestionKind::Keyword => Self::Keyword,
            SuggestionKind::Option => Self::Option,
            SuggestionKind::Name(kind) => match kind {
                NameKind::Namespace => Self::Namespace,
                NameKind::Set => Self::Set,
                NameKind::Bin => Self::Bin,
                NameKind::Index => Self::Index,
                NameKind::Module | NameKind::ModuleFile => Self::Module,
                NameKind::User => Self::User,
                NameKind::Role => Self::Role,
                NameKind::File => Self::File,
            },
        }
    }
}
