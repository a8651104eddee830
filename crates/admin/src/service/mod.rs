//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod allowlist;
mod live;
pub(crate) mod permissions;
mod security;

pub(crate) use security::{Changed, NewRole, Security, is_predefined};
