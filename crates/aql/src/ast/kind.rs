//! What a statement is.

use crate::ast::Statement;

macro_rules! kinds {
    ($($name:ident $text:literal)*) => {
        /// What a statement is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum StatementKind {
            $(#[doc = concat!("`", $text, "`.")] $name,)*
        }

        impl StatementKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The words it begins with.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }

        impl Statement {
            /// What it is.
            #[must_use]
            pub fn kind(&self) -> StatementKind {
                match self {
                    $(Self::$name { .. } => StatementKind::$name,)*
                }
            }
        }
    };
}

kinds! {
    Select "SELECT"
    Insert "INSERT"
    Delete "DELETE"
    Execute "EXECUTE"
    Aggregate "AGGREGATE"
    Truncate "TRUNCATE"
    CreateIndex "CREATE INDEX"
    DropIndex "DROP INDEX"
    RegisterModule "REGISTER MODULE"
    RemoveModule "REMOVE MODULE"
    DescModule "DESC MODULE"
    Show "SHOW"
    Stat "STAT"
    CreateUser "CREATE USER"
    SetPassword "SET PASSWORD"
    DropUser "DROP USER"
    GrantRoles "GRANT ROLES"
    RevokeRoles "REVOKE ROLES"
    CreateRole "CREATE ROLE"
    AlterRole "ALTER ROLE"
    DropRole "DROP ROLE"
    GrantPrivileges "GRANT PRIVILEGES"
    RevokePrivileges "REVOKE PRIVILEGES"
    KillQuery "KILL_QUERY"
    KillScan "KILL_SCAN"
    Explain "EXPLAIN"
    Run "RUN"
    Set "SET"
    Get "GET"
    Reset "RESET"
    Info "INFO"
    Help "HELP"
}
