//! Statements on users and roles.

use std::fmt;

use crate::{
    Spanned,
    ast::{Name, Target},
};

/// A password. It never prints itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a password.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The password.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// `CREATE USER`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateUser {
    /// Its name.
    pub user: Name,
    /// Its password.
    pub password: Spanned<Secret>,
    /// Its roles.
    pub roles: Vec<Name>,
}

/// `SET PASSWORD`.
#[derive(Clone, Debug, PartialEq)]
pub struct PasswordChange {
    /// The new password.
    pub password: Spanned<Secret>,
    /// Whose; one's own without a name.
    pub user: Option<Name>,
}

/// `GRANT ROLES` and `REVOKE ROLES`.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleChange {
    /// The roles. Never empty.
    pub roles: Vec<Name>,
    /// The user.
    pub user: Name,
}

/// `GRANT PRIVILEGES` and `REVOKE PRIVILEGES`.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivilegeChange {
    /// The privileges. Never empty.
    pub privileges: Vec<Privilege>,
    /// The role.
    pub role: Name,
}

/// What a role may do, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Privilege {
    /// What.
    pub code: PrivilegeCode,
    /// Where; everywhere without it.
    pub scope: Option<Target>,
}

macro_rules! privileges {
    ($($name:ident $text:literal $scoped:literal $doc:literal)*) => {
        /// What may be done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum PrivilegeCode {
            $(#[doc = $doc] $name,)*
        }

        impl PrivilegeCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// As the server names it.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Whether it can be limited to a namespace or set.
            #[must_use]
            pub fn can_have_scope(self) -> bool {
                match self {
                    $(Self::$name => $scoped,)*
                }
            }
        }
    };
}

privileges! {
    Read "read" true "Read records."
    Write "write" true "Write records."
    ReadWrite "read-write" true "Read and write records."
    ReadWriteUdf "read-write-udf" true "Read and write records, by functions too."
    Truncate "truncate" true "Delete all records."
    DataAdmin "data-admin" false "Manage modules and indexes, and truncate."
    IndexAdmin "sindex-admin" false "Manage indexes."
    ModuleAdmin "udf-admin" false "Manage modules."
    SysAdmin "sys-admin" false "Manage the servers."
    UserAdmin "user-admin" false "Manage users and roles."
    MaskingAdmin "masking-admin" false "Manage masking rules."
    ReadMasked "read-masked" true "Read masked values as they are."
    WriteMasked "write-masked" true "Write masked values."
}

/// `CREATE ROLE`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateRole {
    /// Its name.
    pub role: Name,
    /// What it may.
    pub privileges: Vec<Privilege>,
    /// Addresses its users may come from; any when empty.
    pub allowlist: Vec<Spanned<String>>,
    /// Reads a second; 0 means no limit.
    pub read_quota: Option<Spanned<u64>>,
    /// Writes a second; 0 means no limit.
    pub write_quota: Option<Spanned<u64>>,
}

/// `ALTER ROLE`. At least one of them is set.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterRole {
    /// The role.
    pub role: Name,
    /// Addresses its users may come from; any when empty.
    pub allowlist: Option<Vec<Spanned<String>>>,
    /// Reads a second; 0 means no limit.
    pub read_quota: Option<Spanned<u64>>,
    /// Writes a second; 0 means no limit.
    pub write_quota: Option<Spanned<u64>>,
}
