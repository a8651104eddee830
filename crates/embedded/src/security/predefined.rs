//! Roles that are always there and never change: one for each privilege.

use super::directory::Role;
use super::privilege::{Privilege, PrivilegeCode};

pub(super) fn is(role: &str) -> bool {
    PrivilegeCode::ALL.iter().any(|code| code.name() == role)
}

/// All of them, with their names.
pub(super) fn all() -> impl Iterator<Item = (String, Role)> {
    PrivilegeCode::ALL.into_iter().map(|code| {
        let role = Role {
            privileges: [Privilege::global(code)].into(),
            ..Role::default()
        };
        (code.name().to_owned(), role)
    })
}
