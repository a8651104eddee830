//! What this module does, without GraphQL.

pub(crate) mod access;
mod allowlist;
mod changes;
mod live;
pub(crate) mod permissions;
mod rules;
mod security;

pub(crate) use changes::{Changed, Hand, NewRole};
pub(crate) use security::{Security, is_predefined};
