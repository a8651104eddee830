//! Users and roles.

use acm_k8s_api::types::{AerospikeClusterSpec, K8sAccessControl};

use super::Faults;

const ACL: &str = "spec.aerospikeAccessControl";
/// What the operator itself must be able to do, as one user.
const ADMINISTRATOR: [&str; 2] = ["sys-admin", "user-admin"];
/// Roles every server has and codes of privileges: the same words.
const BUILT_IN: [&str; 8] = [
    "data-admin",
    "read",
    "read-write",
    "read-write-udf",
    "sys-admin",
    "truncate",
    "user-admin",
    "write",
];

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let Some(acl) = spec.aerospike_access_control.value() else {
        return;
    };
    users(acl, faults);
    roles(acl, faults);
    faults.warn(
        ACL,
        "a Community Edition has no users: the operator will report that it cannot keep these",
    );
}

fn users(acl: &K8sAccessControl, faults: &mut Faults) {
    let users = acl.users.value().map_or(&[][..], Vec::as_slice);
    let own: Vec<&str> = acl
        .roles
        .value()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    let is_administrator = |roles: &[String]| {
        ADMINISTRATOR
            .iter()
            .all(|wanted| roles.iter().any(|role| role == wanted))
    };
    if !users.iter().any(|user| is_administrator(&user.roles)) {
        faults.refuse(
            format!("{ACL}.users"),
            "the operator needs a user that has both roles \"sys-admin\" and \"user-admin\"",
        );
    }
    for (index, user) in users.iter().enumerate() {
        let field = format!("{ACL}.users[{index}]");
        if user.secret_name.is_empty() {
            faults.refuse(
                format!("{field}.secretName"),
                "name the secret that holds the user's password",
            );
        }
        for (at, role) in user.roles.iter().enumerate() {
            if !BUILT_IN.contains(&role.as_str()) && !own.contains(&role.as_str()) {
                faults.refuse(
                    format!("{field}.roles[{at}]"),
                    format!("the role \"{role}\" is neither built in nor defined here"),
                );
            }
        }
    }
    let names = users.iter().enumerate();
    let names = names.map(|(index, user)| (format!("{ACL}.users[{index}].name"), &user.name));
    faults.refuse_repeated(names, |name| format!("there are two users \"{name}\""));
}

fn roles(acl: &K8sAccessControl, faults: &mut Faults) {
    let roles = acl.roles.value().map_or(&[][..], Vec::as_slice);
    for (index, role) in roles.iter().enumerate() {
        for (at, privilege) in role.privileges.iter().enumerate() {
            let code = privilege.split('.').next().unwrap_or_default();
            if !BUILT_IN.contains(&code) {
                faults.refuse(
                    format!("{ACL}.roles[{index}].privileges[{at}]"),
                    format!(
                        "\"{code}\" is no privilege; there are {}",
                        BUILT_IN.join(", ")
                    ),
                );
            }
        }
    }
    let names = roles.iter().enumerate();
    let names = names.map(|(index, role)| (format!("{ACL}.roles[{index}].name"), &role.name));
    faults.refuse_repeated(names, |name| format!("there are two roles \"{name}\""));
}
