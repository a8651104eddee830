//! Security messages on the wire: a header of 16 bytes, then fields.

use bytes::Bytes;

use super::allowlist::{self, Network};
use super::directory::{Role, User};
use super::privilege::{Privilege, PrivilegeCode};
use crate::proto::ResultCode;
use crate::proto::reader::{Malformed, Reader};

/// Length of a message's header, and of that of each entry in a reply.
pub(super) const HEADER_LENGTH: usize = 16;
/// Longest request, in bytes.
const MAX_REQUEST: usize = 1024 * 1024;

/// Commands.
pub(super) mod command {
    pub(crate) const AUTHENTICATE: u8 = 0;
    pub(crate) const CREATE_USER: u8 = 1;
    pub(crate) const DROP_USER: u8 = 2;
    pub(crate) const SET_PASSWORD: u8 = 3;
    pub(crate) const CHANGE_PASSWORD: u8 = 4;
    pub(crate) const GRANT_ROLES: u8 = 5;
    pub(crate) const REVOKE_ROLES: u8 = 6;
    pub(crate) const QUERY_USERS: u8 = 9;
    pub(crate) const CREATE_ROLE: u8 = 10;
    pub(crate) const DROP_ROLE: u8 = 11;
    pub(crate) const GRANT_PRIVILEGES: u8 = 12;
    pub(crate) const REVOKE_PRIVILEGES: u8 = 13;
    pub(crate) const SET_ALLOWLIST: u8 = 14;
    pub(crate) const SET_QUOTAS: u8 = 15;
    pub(crate) const QUERY_ROLES: u8 = 16;
    pub(crate) const LOGIN: u8 = 20;
}

/// Fields.
pub(super) mod field {
    pub(crate) const USER: u8 = 0;
    pub(crate) const PASSWORD: u8 = 1;
    pub(crate) const OLD_PASSWORD: u8 = 2;
    pub(crate) const CREDENTIAL: u8 = 3;
    pub(crate) const SESSION_TOKEN: u8 = 5;
    pub(crate) const SESSION_TTL: u8 = 6;
    pub(crate) const ROLES: u8 = 10;
    pub(crate) const ROLE: u8 = 11;
    pub(crate) const PRIVILEGES: u8 = 12;
    pub(crate) const ALLOWLIST: u8 = 13;
    pub(crate) const READ_QUOTA: u8 = 14;
    pub(crate) const WRITE_QUOTA: u8 = 15;
    pub(crate) const READ_INFO: u8 = 16;
    pub(crate) const WRITE_INFO: u8 = 17;
    pub(crate) const CONNECTIONS: u8 = 18;
}

/// A request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) command: u8,
    fields: Vec<(u8, Bytes)>,
}

impl Request {
    /// # Errors
    ///
    /// The result code for bytes that are no request.
    pub(super) fn decode(body: Bytes) -> Result<Self, ResultCode> {
        if body.len() > MAX_REQUEST {
            return Err(ResultCode::INVALID_FIELD);
        }
        let mut reader = Reader::new(body);
        let header = reader
            .take(HEADER_LENGTH)
            .map_err(|_| ResultCode::INVALID_COMMAND)?;
        let (scheme, command, field_count) = (header[0], header[2], header[3]);
        if scheme != 0 {
            return Err(ResultCode::SECURITY_SCHEME);
        }
        let fields = (0..field_count)
            .map(|_| decode_field(&mut reader))
            .collect();
        match fields {
            Ok(fields) if reader.is_empty() => Ok(Self { command, fields }),
            _ => Err(ResultCode::INVALID_FIELD),
        }
    }

    pub(super) fn bytes(&self, kind: u8) -> Option<&Bytes> {
        let mut fields = self.fields.iter();
        fields.find(|(id, _)| *id == kind).map(|(_, value)| value)
    }

    /// A name that the command cannot do without.
    pub(super) fn name(&self, kind: u8, refusal: ResultCode) -> Result<&str, ResultCode> {
        let bytes = self.bytes(kind).ok_or(refusal)?;
        std::str::from_utf8(bytes).map_err(|_| refusal)
    }

    /// Names of roles; none without the field.
    pub(super) fn roles(&self) -> Result<Vec<&str>, ResultCode> {
        let Some(bytes) = self.bytes(field::ROLES) else {
            return Ok(Vec::new());
        };
        let mut rest = bytes.as_ref();
        let count = take(&mut rest, 1).ok_or(ResultCode::INVALID_ROLE)?[0];
        let names = (0..count).map(|_| std::str::from_utf8(take_counted(&mut rest)?).ok());
        let names: Option<_> = names.collect();
        names
            .filter(|_| rest.is_empty())
            .ok_or(ResultCode::INVALID_ROLE)
    }

    /// Privileges; none without the field.
    pub(super) fn privileges(&self) -> Result<Vec<Privilege>, ResultCode> {
        const REFUSAL: ResultCode = ResultCode::INVALID_PRIVILEGE;
        let Some(bytes) = self.bytes(field::PRIVILEGES) else {
            return Ok(Vec::new());
        };
        let mut rest = bytes.as_ref();
        let count = take(&mut rest, 1).ok_or(REFUSAL)?[0];
        let mut privileges = Vec::with_capacity(usize::from(count).min(rest.len()));
        for _ in 0..count {
            let number = take(&mut rest, 1).ok_or(REFUSAL)?[0];
            let code = PrivilegeCode::from_number(number).ok_or(REFUSAL)?;
            let (namespace, set) = if code.is_sent_with_scope() {
                let namespace = take_counted(&mut rest).ok_or(REFUSAL)?;
                (namespace, take_counted(&mut rest).ok_or(REFUSAL)?)
            } else {
                (&[][..], &[][..])
            };
            privileges.push(Privilege::scoped(code, namespace, set)?);
        }
        if rest.is_empty() {
            Ok(privileges)
        } else {
            Err(REFUSAL)
        }
    }

    /// Networks; none without the field.
    pub(super) fn allowlist(&self) -> Result<Vec<Network>, ResultCode> {
        let bytes = self.bytes(field::ALLOWLIST);
        bytes.map_or_else(|| Ok(Vec::new()), |bytes| allowlist::parse(bytes))
    }

    /// A quota; none without the field.
    pub(super) fn quota(&self, kind: u8) -> Result<u32, ResultCode> {
        let Some(bytes) = self.bytes(kind) else {
            return Ok(0);
        };
        let number = <[u8; 4]>::try_from(bytes.as_ref());
        number
            .map(u32::from_be_bytes)
            .map_err(|_| ResultCode::INVALID_QUOTA)
    }
}

fn decode_field(reader: &mut Reader) -> Result<(u8, Bytes), Malformed> {
    let length = reader.length()?.checked_sub(1).ok_or(Malformed)?;
    Ok((reader.u8()?, reader.take(length)?))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

/// Bytes after a byte that says how many they are.
fn take_counted<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(rest, 1)?[0];
    take(rest, usize::from(length))
}

/// Entries of a reply, each a result code with fields.
#[derive(Debug, Default)]
pub(super) struct Reply {
    body: Vec<u8>,
}

impl Reply {
    /// A reply that says nothing but its result.
    pub(super) fn bare(result: ResultCode) -> Self {
        let mut reply = Self::default();
        reply.push(result, &[]);
        reply
    }

    pub(super) fn into_body(self) -> Vec<u8> {
        self.body
    }

    pub(super) fn push(&mut self, result: ResultCode, fields: &[(u8, Vec<u8>)]) {
        let mut header = [0; HEADER_LENGTH];
        header[1] = result.number();
        header[3] = u8::try_from(fields.len()).unwrap_or(u8::MAX);
        self.body.extend_from_slice(&header);
        for (kind, value) in fields {
            let length = u32::try_from(value.len() + 1).unwrap_or(u32::MAX);
            self.body.extend_from_slice(&length.to_be_bytes());
            self.body.push(*kind);
            self.body.extend_from_slice(value);
        }
    }

    /// A user, with what this node counted of it.
    pub(super) fn push_user(&mut self, name: &str, user: &User, counted: &Counted) {
        let roles = user.roles.iter().flat_map(|role| counted_text(role));
        let mut fields = vec![
            (field::USER, name.as_bytes().to_vec()),
            (field::ROLES, counted_list(user.roles.len(), roles)),
        ];
        for (kind, numbers) in [
            (field::READ_INFO, counted.read),
            (field::WRITE_INFO, counted.write),
        ] {
            let bytes = numbers.into_iter().flat_map(u32::to_be_bytes);
            fields.push((kind, counted_list(numbers.len(), bytes)));
        }
        let connections = counted.connections.to_be_bytes().to_vec();
        fields.push((field::CONNECTIONS, connections));
        self.push(ResultCode::OK, &fields);
    }

    pub(super) fn push_role(&mut self, name: &str, role: &Role) {
        let privileges = role.privileges.iter().flat_map(privilege_bytes);
        let mut fields = vec![
            (field::ROLE, name.as_bytes().to_vec()),
            (
                field::PRIVILEGES,
                counted_list(role.privileges.len(), privileges),
            ),
        ];
        if !role.allowlist.is_empty() {
            let text = allowlist::print(&role.allowlist);
            fields.push((field::ALLOWLIST, text.into_bytes()));
        }
        for (kind, quota) in [
            (field::READ_QUOTA, role.quotas.read),
            (field::WRITE_QUOTA, role.quotas.write),
        ] {
            if quota > 0 {
                fields.push((kind, quota.to_be_bytes().to_vec()));
            }
        }
        self.push(ResultCode::OK, &fields);
    }
}

/// What a node tells of a user's commands and connections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Quota, commands a second, records a second of queries with a limit, queries without one.
    pub(super) read: [u32; 4],
    /// The same of writes.
    pub(super) write: [u32; 4],
    pub(super) connections: u32,
}

/// Bytes after a byte that says how many items they are.
fn counted_list(count: usize, bytes: impl Iterator<Item = u8>) -> Vec<u8> {
    let count = u8::try_from(count).unwrap_or(u8::MAX);
    std::iter::once(count).chain(bytes).collect()
}

fn counted_text(text: &str) -> Vec<u8> {
    counted_list(text.len(), text.bytes())
}

fn privilege_bytes(privilege: &Privilege) -> Vec<u8> {
    let mut bytes = vec![privilege.code.number()];
    if privilege.code.is_sent_with_scope() {
        bytes.extend(counted_text(&privilege.namespace));
        bytes.extend(counted_text(&privilege.set));
    }
    bytes
}
