//! Security messages, answered: logins, and changes of users and roles.

use bytes::Bytes;

use super::directory::{Quotas, Role};
use super::message::{Reply, Request, command, field};
use super::password::PasswordHash;
use super::{Guard, Identity, Security};
use crate::proto::ResultCode;

/// Answers a security message of a connection; the body of the reply.
pub(super) fn answer(security: &Security, guard: &mut Guard, body: Bytes) -> Vec<u8> {
    let reply = Request::decode(body).and_then(|request| run(security, guard, &request));
    reply.unwrap_or_else(Reply::bare).into_body()
}

fn run(security: &Security, guard: &mut Guard, request: &Request) -> Result<Reply, ResultCode> {
    match request.command {
        command::LOGIN => login(security, guard, request),
        command::AUTHENTICATE => authenticate(security, guard, request),
        command::CHANGE_PASSWORD => change_password(security, guard, request),
        command::QUERY_USERS => query_users(security, guard, request),
        command::QUERY_ROLES => query_roles(security, guard, request),
        _ => {
            let change = change(request.command).ok_or(ResultCode::INVALID_COMMAND)?;
            guard.check_admin(security)?;
            change(security, request)?;
            Ok(Reply::bare(ResultCode::OK))
        }
    }
}

/// A change that only those make who may administer users.
type Change = fn(&Security, &Request) -> Result<(), ResultCode>;

fn change(command: u8) -> Option<Change> {
    Some(match command {
        command::CREATE_USER => create_user,
        command::DROP_USER => {
            |security, request| security.directory_mut().drop_user(user(request)?)
        }
        command::SET_PASSWORD => |security, request| {
            let password = password(request, field::PASSWORD)?;
            security
                .directory_mut()
                .set_password(user(request)?, password)
        },
        command::GRANT_ROLES => |security, request| {
            let roles = some(request.roles()?, ResultCode::INVALID_ROLE)?;
            security.directory_mut().grant_roles(user(request)?, &roles)
        },
        command::REVOKE_ROLES => |security, request| {
            let roles = some(request.roles()?, ResultCode::INVALID_ROLE)?;
            security
                .directory_mut()
                .revoke_roles(user(request)?, &roles)
        },
        command::CREATE_ROLE => create_role,
        command::DROP_ROLE => {
            |security, request| security.directory_mut().drop_role(role(request)?)
        }
        command::GRANT_PRIVILEGES => |security, request| {
            let privileges = some(request.privileges()?, ResultCode::INVALID_PRIVILEGE)?;
            security
                .directory_mut()
                .grant_privileges(role(request)?, &privileges)
        },
        command::REVOKE_PRIVILEGES => |security, request| {
            let privileges = some(request.privileges()?, ResultCode::INVALID_PRIVILEGE)?;
            security
                .directory_mut()
                .revoke_privileges(role(request)?, &privileges)
        },
        command::SET_ALLOWLIST => |security, request| {
            let allowlist = request.allowlist()?;
            security
                .directory_mut()
                .set_allowlist(role(request)?, allowlist)
        },
        command::SET_QUOTAS => |security, request| {
            let quotas = quotas(security, request)?;
            security.directory_mut().set_quotas(role(request)?, quotas)
        },
        _ => return None,
    })
}

fn login(security: &Security, guard: &mut Guard, request: &Request) -> Result<Reply, ResultCode> {
    let credential = request
        .bytes(field::CREDENTIAL)
        .ok_or(ResultCode::INVALID_CREDENTIAL);
    let identity = security.identify(user(request)?, credential?, guard.peer)?;
    let session = security.begin_session(&identity, guard.cluster.clock.unix_time());
    guard.enter(identity);
    let mut reply = Reply::default();
    let lifetime = session.time_to_live.to_be_bytes().to_vec();
    let fields = [
        (field::SESSION_TOKEN, session.token),
        (field::SESSION_TTL, lifetime),
    ];
    reply.push(ResultCode::OK, &fields);
    Ok(reply)
}

/// By the token of a session, or by the password as clients did it before there were sessions.
fn authenticate(
    security: &Security,
    guard: &mut Guard,
    request: &Request,
) -> Result<Reply, ResultCode> {
    let name = user(request)?;
    let identity = if let Some(token) = request.bytes(field::SESSION_TOKEN) {
        security.resume(name, token, guard.peer, guard.cluster.clock.unix_time())
    } else if let Some(credential) = request.bytes(field::CREDENTIAL) {
        security.identify(name, credential, guard.peer)
    } else {
        Err(ResultCode::INVALID_CREDENTIAL)
    };
    guard.enter(identity?);
    Ok(Reply::bare(ResultCode::OK))
}

fn create_user(security: &Security, request: &Request) -> Result<(), ResultCode> {
    let password = password(request, field::PASSWORD)?;
    let roles = request.roles()?;
    let mut directory = security.directory_mut();
    directory.create_user(user(request)?, password, &roles)
}

/// One's own password, with the old one.
fn change_password(
    security: &Security,
    guard: &Guard,
    request: &Request,
) -> Result<Reply, ResultCode> {
    let own = own_identity(security, guard)?;
    if own.user != user(request)? {
        return Err(ResultCode::ROLE_VIOLATION);
    }
    let old = request
        .bytes(field::OLD_PASSWORD)
        .ok_or(ResultCode::INVALID_PASSWORD)?;
    let new = password(request, field::PASSWORD)?;
    let mut directory = security.directory_mut();
    let known = directory
        .user(&own.user)
        .is_some_and(|user| user.id == own.id && user.password.matches(old));
    if !known {
        return Err(ResultCode::INVALID_PASSWORD);
    }
    directory.set_password(&own.user, new)?;
    Ok(Reply::bare(ResultCode::OK))
}

/// One user or all of them. Who may not see others sees itself.
fn query_users(security: &Security, guard: &Guard, request: &Request) -> Result<Reply, ResultCode> {
    let own = own_identity(security, guard)?;
    let wanted = match request.bytes(field::USER) {
        None => None,
        Some(_) => Some(user(request)?),
    };
    if wanted != Some(own.user.as_str()) {
        guard.check_admin(security)?;
    }
    let directory = security.directory();
    if wanted.is_some_and(|name| directory.user(name).is_none()) {
        return Err(ResultCode::INVALID_USER);
    }
    let second = guard.cluster.clock.unix_time().as_secs();
    let mut reply = Reply::default();
    for (name, user) in directory.users() {
        if wanted.is_none_or(|wanted| wanted == name) {
            let usage = guard.usage(user.id);
            reply.push_user(name, user, &usage.counted(user.access.quotas, second));
        }
    }
    reply.push(ResultCode::QUERY_END, &[]);
    Ok(reply)
}

/// One role or all of them, the predefined ones included.
fn query_roles(security: &Security, guard: &Guard, request: &Request) -> Result<Reply, ResultCode> {
    guard.check_admin(security)?;
    let wanted = match request.bytes(field::ROLE) {
        None => None,
        Some(_) => Some(role(request)?),
    };
    let directory = security.directory();
    let mut reply = Reply::default();
    match wanted {
        None => {
            for (name, role) in directory.roles() {
                reply.push_role(name, role);
            }
        }
        Some(name) => {
            let role = directory.role(name).ok_or(ResultCode::INVALID_ROLE)?;
            reply.push_role(name, role);
        }
    }
    reply.push(ResultCode::QUERY_END, &[]);
    Ok(reply)
}

fn create_role(security: &Security, request: &Request) -> Result<(), ResultCode> {
    let new = Role {
        privileges: request.privileges()?.into_iter().collect(),
        allowlist: request.allowlist()?,
        quotas: quotas(security, request)?,
    };
    security.directory_mut().create_role(role(request)?, new)
}

fn own_identity<'a>(security: &Security, guard: &'a Guard) -> Result<&'a Identity, ResultCode> {
    let own = guard.identity().ok_or(ResultCode::NOT_AUTHENTICATED)?;
    security.access(own, guard.peer)?;
    Ok(own)
}

fn user(request: &Request) -> Result<&str, ResultCode> {
    request.name(field::USER, ResultCode::INVALID_USER)
}

fn role(request: &Request) -> Result<&str, ResultCode> {
    request.name(field::ROLE, ResultCode::INVALID_ROLE)
}

fn password(request: &Request, kind: u8) -> Result<PasswordHash, ResultCode> {
    let bytes = request.bytes(kind).ok_or(ResultCode::INVALID_PASSWORD)?;
    PasswordHash::new(bytes)
}

fn quotas(security: &Security, request: &Request) -> Result<Quotas, ResultCode> {
    let quotas = Quotas {
        read: request.quota(field::READ_QUOTA)?,
        write: request.quota(field::WRITE_QUOTA)?,
    };
    if quotas == Quotas::default() || security.spec.quotas {
        Ok(quotas)
    } else {
        Err(ResultCode::QUOTAS_NOT_ENABLED)
    }
}

fn some<T>(list: Vec<T>, refusal: ResultCode) -> Result<Vec<T>, ResultCode> {
    if list.is_empty() {
        Err(refusal)
    } else {
        Ok(list)
    }
}
