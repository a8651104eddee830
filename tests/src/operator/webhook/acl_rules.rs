//! Which users and roles can be.

use std::collections::HashSet;

use serde_json::Value;

use crate::operator::json::{items, text, texts};

const PRIVILEGES: [&str; 8] = [
    "read",
    "write",
    "read-write",
    "read-write-udf",
    "sys-admin",
    "user-admin",
    "data-admin",
    "truncate",
];

/// Checks users and roles.
pub(super) fn check(acl: &Value, faults: &mut Vec<String>) {
    if acl.is_null() {
        return;
    }
    let mut defined: HashSet<&str> = PRIVILEGES.into();
    let mut own = HashSet::new();
    for role in items(acl, "/roles") {
        let name = text(role, "/name");
        if !own.insert(name) {
            faults.push(format!(
                "accessControl.roles: duplicate role name \"{name}\""
            ));
        }
        defined.insert(name);
        for privilege in texts(role, "/privileges") {
            let code = privilege.split('.').next().unwrap_or_default();
            if !PRIVILEGES.contains(&code) {
                faults.push(format!(
                    "role \"{name}\" has invalid privilege code \"{code}\"; valid codes: {}",
                    PRIVILEGES.join(", ")
                ));
            }
        }
    }
    users(acl, &defined, faults);
}

fn users(acl: &Value, defined: &HashSet<&str>, faults: &mut Vec<String>) {
    let mut names = HashSet::new();
    let mut has_administrator = false;
    let before = faults.len();
    for user in items(acl, "/users") {
        let (name, roles) = (text(user, "/name"), texts(user, "/roles"));
        if !names.insert(name) {
            faults.push(format!(
                "accessControl.users: duplicate user name \"{name}\""
            ));
        }
        if text(user, "/secretName").is_empty() {
            faults.push(format!("user \"{name}\" must have a secretName"));
        }
        for role in roles.iter().filter(|role| !defined.contains(*role)) {
            faults.push(format!(
                "user \"{name}\" references undefined role \"{role}\""
            ));
        }
        has_administrator |= roles.contains(&"sys-admin") && roles.contains(&"user-admin");
    }
    if !has_administrator {
        let fault = "aerospikeAccessControl must have at least one user with both 'sys-admin' and 'user-admin' \
                     roles (required for operator-managed cluster administration)";
        faults.insert(before, fault.to_owned());
    }
}
