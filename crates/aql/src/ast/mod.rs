//! Statements as what they mean. Whatever is named carries where it stands.

mod admin;
mod kind;
mod options;
mod records;
mod schema;
mod show;
mod value;

pub use admin::{
    AlterRole, CreateRole, CreateUser, PasswordChange, Privilege, PrivilegeChange, PrivilegeCode,
    RoleChange, Secret,
};
pub use kind::StatementKind;
pub use options::{OptionName, Output, Setting};
pub use records::{
    Aggregate, Bins, Collection, Delete, Execute, Function, Insert, Matching, Predicate,
    PredicateKind, Select, Selection, Target,
};
pub use schema::{CreateIndex, DropIndex, IndexSource, IndexType, RegisterModule, Truncate};
pub use show::{Show, Stat};
pub(crate) use value::Hex;
pub use value::{Json, Key, Literal};

use crate::Spanned;

/// A name of something in the cluster.
pub type Name = Spanned<String>;
/// A value of a bin or an argument.
pub type Value = Spanned<Literal>;

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// `SELECT`: reads records.
    Select(Select),
    /// `INSERT`: writes a record's bins.
    Insert(Insert),
    /// `DELETE`: deletes a record.
    Delete(Delete),
    /// `EXECUTE`: runs a function on a record, or in the background on many.
    Execute(Execute),
    /// `AGGREGATE`: runs a stream function over records.
    Aggregate(Aggregate),
    /// `TRUNCATE`: deletes the records of a set or namespace.
    Truncate(Truncate),
    /// `CREATE INDEX`.
    CreateIndex(CreateIndex),
    /// `DROP INDEX`.
    DropIndex(DropIndex),
    /// `REGISTER MODULE`.
    RegisterModule(RegisterModule),
    /// `REMOVE MODULE`.
    RemoveModule(Name),
    /// `DESC MODULE`: shows a module's source.
    DescModule(Name),
    /// `SHOW`: lists what there is.
    Show(Show),
    /// `STAT`: shows statistics.
    Stat(Stat),
    /// `CREATE USER`.
    CreateUser(CreateUser),
    /// `SET PASSWORD`.
    SetPassword(PasswordChange),
    /// `DROP USER`.
    DropUser(Name),
    /// `GRANT ROLES … TO`.
    GrantRoles(RoleChange),
    /// `REVOKE ROLES … FROM`.
    RevokeRoles(RoleChange),
    /// `CREATE ROLE`.
    CreateRole(CreateRole),
    /// `ALTER ROLE`: sets its allowlist or quotas.
    AlterRole(AlterRole),
    /// `DROP ROLE`.
    DropRole(Name),
    /// `GRANT PRIVILEGES … TO`.
    GrantPrivileges(PrivilegeChange),
    /// `REVOKE PRIVILEGES … FROM`.
    RevokePrivileges(PrivilegeChange),
    /// `KILL_QUERY`: aborts a query or job of the server, by its id.
    KillQuery(Spanned<u64>),
    /// `KILL_SCAN`: the same, as older clusters named it.
    KillScan(Spanned<u64>),
    /// `EXPLAIN`: tells what a statement would do.
    Explain(Box<Statement>),
    /// `RUN`: runs the statements of a file.
    Run(Name),
    /// `SET`: sets an option.
    Set(Setting),
    /// `GET`: shows an option, or all.
    Get(Option<OptionName>),
    /// `RESET`: gives an option, or all, its default.
    Reset(Option<OptionName>),
    /// `INFO` or `ASINFO`: sends an info command.
    Info(Spanned<String>),
    /// `HELP`: shows the syntax of what begins with these words, or of everything.
    Help(Option<Name>),
}
