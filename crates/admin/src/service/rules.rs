//! What a change may name.

use acm_aerospike::admin::Privilege;

use super::{
    allowlist::{self, MAX_NETWORKS},
    security::is_predefined,
};
use crate::error::{Error, Result};

/// Most roles, and privileges, of one change: their number is one byte of a message.
const MAX_NAMED: usize = 255;

pub(super) const PREDEFINED: &str =
    "a predefined role is the same on every server and cannot be changed: make a role of your own";

pub(super) fn check_changeable(role: &str) -> Result<()> {
    match is_predefined(role) {
        true => Err(Error::input("input.role", PREDEFINED)),
        false => Ok(()),
    }
}

pub(super) fn check_privileges(privileges: &[Privilege]) -> Result<()> {
    for (place, privilege) in privileges.iter().enumerate() {
        let field = |name: &str| format!("input.privileges.{place}.{name}");
        if privilege.namespace.is_some() && !privilege.kind.takes_scope() {
            let reason = "this privilege is granted everywhere or not at all";
            return Err(Error::input(field("namespace"), reason));
        }
        if privilege.set.is_some() && privilege.namespace.is_none() {
            return Err(Error::input(field("set"), "say of which namespace"));
        }
    }
    Ok(())
}

pub(super) fn check_allowlist(allowlist: &[String]) -> Result<()> {
    if allowlist.len() > MAX_NETWORKS {
        let reason = format!("a role has at most {MAX_NETWORKS} networks");
        return Err(Error::input("input.allowlist", reason));
    }
    for (place, network) in allowlist.iter().enumerate() {
        let refused = |rule| Error::input(format!("input.allowlist.{place}"), rule);
        allowlist::check(network).map_err(refused)?;
    }
    Ok(())
}

/// Each item once, in the order of their first.
///
/// # Errors
/// There are more than one change can name.
pub(super) fn once<T: PartialEq>(field: &str, items: Vec<T>) -> Result<Vec<T>> {
    if items.len() > MAX_NAMED {
        let reason = format!("name at most {MAX_NAMED} in one change");
        return Err(Error::input(field, reason));
    }
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    Ok(kept)
}

/// [`once`], where there is something to be named.
///
/// # Errors
/// There is none; those of [`once`].
pub(super) fn some<T: PartialEq>(field: &str, items: Vec<T>) -> Result<Vec<T>> {
    match items.is_empty() {
        true => Err(Error::input(field, "name at least one")),
        false => once(field, items),
    }
}
