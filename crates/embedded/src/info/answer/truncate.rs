//! Removing all records of a set or namespace.

use std::time::Duration;

use crate::info::error::InfoError;
use crate::info::request::Command;
use crate::info::view::{AEROSPIKE_EPOCH_UNIX_SECONDS, InfoView};

use super::{Answer, OK};

/// Longest name of a namespace, in bytes.
const MAX_NAMESPACE_BYTES: usize = 31;
/// Longest name of a set, in bytes.
const MAX_SET_BYTES: usize = 63;

/// What one of the four truncate commands is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// `truncate`, `truncate-undo`.
    Set,
    /// `truncate-namespace`, `truncate-namespace-undo`.
    Namespace,
}

/// `truncate:namespace=NS;set=SET[;lut=NANOSECONDS]`, `truncate-namespace:namespace=NS[;lut=..]`.
///
/// Without `lut` (a time since the Unix epoch) all records written before now go. Names are not
/// looked up: what does not exist is truncated with success, as by a real node.
pub(super) fn truncate(view: &dyn InfoView, command: &Command<'_>, scope: Scope) -> Answer {
    let (namespace, set) = target(command, scope)?;
    let now = view.unix_time();
    let before = match command.argument("lut") {
        None => now,
        Some(text) => Duration::from_nanos(text.parse().map_err(|_| InfoError::bad("lut"))?),
    };
    if before > now {
        return Err(InfoError::parameter("would truncate in the future"));
    }
    view.truncate(namespace, set, last_update_time(before)?);
    Ok(OK.to_owned())
}

pub(super) fn undo(view: &dyn InfoView, command: &Command<'_>, scope: Scope) -> Answer {
    let (namespace, set) = target(command, scope)?;
    view.undo_truncate(namespace, set);
    Ok(OK.to_owned())
}

fn target<'a>(
    command: &Command<'a>,
    scope: Scope,
) -> Result<(&'a str, Option<&'a str>), InfoError> {
    let namespace = command.required_namespace()?;
    if namespace.len() > MAX_NAMESPACE_BYTES {
        return Err(InfoError::bad("namespace"));
    }
    let set = match scope {
        Scope::Namespace => None,
        Scope::Set => Some(command.required("set")?),
    };
    if set.is_some_and(|set| set.len() > MAX_SET_BYTES) {
        return Err(InfoError::bad("set"));
    }
    Ok((namespace, set))
}

/// Milliseconds since the Aerospike epoch; refused when before it.
fn last_update_time(unix_time: Duration) -> Result<u64, InfoError> {
    unix_time
        .checked_sub(Duration::from_secs(AEROSPIKE_EPOCH_UNIX_SECONDS))
        .and_then(|since| u64::try_from(since.as_millis()).ok())
        .ok_or_else(|| InfoError::bad("lut"))
}
