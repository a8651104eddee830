//! Users and roles.

use acm_aql::{
    Spanned,
    ast::{
        AlterRole, CreateRole, CreateUser, Name, PasswordChange, Privilege, PrivilegeChange,
        RoleChange,
    },
};
use acm_core::{ApiError, ErrorCode};
use serde_json::{Value, json};

use super::{
    Context, Step,
    documents::{
        ALTER_ROLE, CHANGE_PASSWORD, CREATE_ROLE, CREATE_USER, DROP_ROLE, DROP_USER,
        GRANT_PRIVILEGES, GRANT_ROLES, REVOKE_PRIVILEGES, REVOKE_ROLES, ROLE, ROLES, SET_ALLOWLIST,
        SET_QUOTAS, USER, USERS,
    },
    set, texts,
};
use crate::service::shape::{Fact, List, Shape};

/// Where a password stands in the variables.
const PASSWORD: &str = "/input/password";

pub(super) fn create_user(user: &CreateUser, context: &Context<'_>) -> Step {
    let input = json!({
        "connectionId": context.connection,
        "name": user.user.node,
        "password": user.password.node.reveal(),
        "roles": texts(&user.roles),
    });
    let shape = Shape::Done("The user is made.");
    Step::once(CREATE_USER, json!({ "input": input }), shape).with_secret(PASSWORD)
}

pub(super) fn set_password(
    change: &PasswordChange,
    context: &Context<'_>,
) -> Result<Step, ApiError> {
    let input = json!({
        "connectionId": context.connection,
        "user": user_or_own(change.user.as_ref(), context)?,
        "password": change.password.node.reveal(),
    });
    let step = Step::once(
        CHANGE_PASSWORD,
        json!({ "input": input }),
        Shape::PasswordChanged,
    );
    Ok(step.with_secret(PASSWORD))
}

pub(super) fn drop_user(name: &Name, context: &Context<'_>) -> Step {
    let shape = Shape::Flag {
        at: "/dropUser/dropped",
        yes: "The user is dropped.",
        no: "There was no such user.",
    };
    Step::once(DROP_USER, named(name, context), shape)
}

pub(super) fn drop_role(name: &Name, context: &Context<'_>) -> Step {
    let shape = Shape::Flag {
        at: "/dropRole/dropped",
        yes: "The role is dropped.",
        no: "There was no such role.",
    };
    Step::once(DROP_ROLE, named(name, context), shape)
}

fn named(name: &Name, context: &Context<'_>) -> Value {
    json!({ "input": { "connectionId": context.connection, "name": name.node } })
}

pub(super) fn grant_roles(change: &RoleChange, context: &Context<'_>) -> Step {
    Step::once(
        GRANT_ROLES,
        roles(change, context),
        Shape::Done("The roles are granted."),
    )
}

pub(super) fn revoke_roles(change: &RoleChange, context: &Context<'_>) -> Step {
    Step::once(
        REVOKE_ROLES,
        roles(change, context),
        Shape::Done("The roles are revoked."),
    )
}

fn roles(change: &RoleChange, context: &Context<'_>) -> Value {
    let (user, roles) = (&change.user.node, texts(&change.roles));
    json!({ "input": { "connectionId": context.connection, "user": user, "roles": roles } })
}

pub(super) fn grant_privileges(change: &PrivilegeChange, context: &Context<'_>) -> Step {
    let shape = Shape::Done("The privileges are granted.");
    Step::once(GRANT_PRIVILEGES, privilege_change(change, context), shape)
}

pub(super) fn revoke_privileges(change: &PrivilegeChange, context: &Context<'_>) -> Step {
    let shape = Shape::Done("The privileges are revoked.");
    Step::once(REVOKE_PRIVILEGES, privilege_change(change, context), shape)
}

fn privilege_change(change: &PrivilegeChange, context: &Context<'_>) -> Value {
    let (role, privileges) = (&change.role.node, privileges(&change.privileges));
    json!({ "input": { "connectionId": context.connection, "role": role, "privileges": privileges } })
}

fn privileges(privileges: &[Privilege]) -> Value {
    let privilege = |privilege: &Privilege| {
        let scope = privilege.scope.as_ref();
        json!({
            "kind": privilege.code.text().to_uppercase().replace('-', "_"),
            "namespace": scope.map(|scope| &scope.namespace.node),
            "set": scope.map(set),
        })
    };
    privileges.iter().map(privilege).collect()
}

pub(super) fn create_role(role: &CreateRole, context: &Context<'_>) -> Step {
    let input = json!({
        "connectionId": context.connection,
        "name": role.role.node,
        "privileges": privileges(&role.privileges),
        "allowlist": texts(&role.allowlist),
        "readQuota": quota(role.read_quota.as_ref()),
        "writeQuota": quota(role.write_quota.as_ref()),
    });
    Step::once(
        CREATE_ROLE,
        json!({ "input": input }),
        Shape::Done("The role is made."),
    )
}

pub(super) fn alter_role(role: &AlterRole, context: &Context<'_>) -> Step {
    let base = json!({ "connectionId": context.connection, "role": role.role.node });
    let allowlist = role.allowlist.as_ref().map(|addresses| {
        let mut input = base.clone();
        input["allowlist"] = texts(addresses);
        input
    });
    let mut quotas = base;
    for (name, given) in [
        ("readQuota", &role.read_quota),
        ("writeQuota", &role.write_quota),
    ] {
        if given.is_some() {
            quotas[name] = quota(given.as_ref());
        }
    }
    let has_quotas = role.read_quota.is_some() || role.write_quota.is_some();
    let shape = Shape::Done("The role is changed.");
    match allowlist {
        Some(allowlist) if has_quotas => {
            let variables = json!({ "allowlist": allowlist, "quotas": quotas });
            Step::once(ALTER_ROLE, variables, shape)
        }
        Some(allowlist) => Step::once(SET_ALLOWLIST, json!({ "allowlist": allowlist }), shape),
        None => Step::once(SET_QUOTAS, json!({ "quotas": quotas }), shape),
    }
}

fn quota(quota: Option<&Spanned<u64>>) -> Value {
    quota.map_or(Value::Null, |quota| {
        json!(quota.node.min(i64::MAX.unsigned_abs()).to_string())
    })
}

pub(super) fn users(context: &Context<'_>) -> Step {
    Step::once(
        USERS,
        json!({ "connectionId": context.connection }),
        Shape::List(&USERS_FACTS),
    )
}

pub(super) fn user(name: Option<&Name>, context: &Context<'_>) -> Result<Step, ApiError> {
    let name = user_or_own(name, context)?;
    let variables = json!({ "connectionId": context.connection, "name": name });
    Ok(Step::once(USER, variables, Shape::List(&USER_FACTS)))
}

pub(super) fn all_roles(context: &Context<'_>) -> Step {
    Step::once(
        ROLES,
        json!({ "connectionId": context.connection }),
        Shape::List(&ROLES_FACTS),
    )
}

pub(super) fn role(name: &Name, context: &Context<'_>) -> Step {
    let variables = json!({ "connectionId": context.connection, "name": name.node });
    Step::once(ROLE, variables, Shape::List(&ROLE_FACTS))
}

/// A user that is named, or the one the connection logs in as.
fn user_or_own<'a>(name: Option<&'a Name>, context: &Context<'a>) -> Result<&'a str, ApiError> {
    let own = || context.own_user;
    name.map(|name| name.node.as_str())
        .or_else(own)
        .ok_or_else(|| {
            let message = "This connection logs in as nobody: name the user.";
            ApiError::new(ErrorCode::BadUserInput, message)
        })
}

const USER_COLUMNS: &[Fact] = &[
    Fact::text("user", "/name"),
    Fact::text("roles", "/roles"),
    Fact::text("own", "/isOwn"),
    Fact::int("connections", "/connections"),
    Fact::int("read quota", "/reads/quota"),
    Fact::int("write quota", "/writes/quota"),
];

static USERS_FACTS: List = List {
    at: &["users"],
    facts: USER_COLUMNS,
};

static USER_FACTS: List = List {
    at: &["user"],
    facts: USER_COLUMNS,
};

const ROLE_COLUMNS: &[Fact] = &[
    Fact::text("role", "/name"),
    Fact::privileges("privileges", "/privileges"),
    Fact::text("allowlist", "/allowlist"),
    Fact::int("read quota", "/readQuota"),
    Fact::int("write quota", "/writeQuota"),
    Fact::text("predefined", "/predefined"),
];

static ROLES_FACTS: List = List {
    at: &["roles"],
    facts: ROLE_COLUMNS,
};

static ROLE_FACTS: List = List {
    at: &["role"],
    facts: ROLE_COLUMNS,
};
