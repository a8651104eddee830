//! What someone must be permitted to do for a command to be answered. Most are for all who logged in.

use super::error::InfoError;
use super::request::Command;
use crate::security::Permission;

/// Whether something is permitted in a namespace and set; empty names where it is about none.
pub(super) type Permits<'a> = &'a dyn Fn(Permission, &str, &str) -> bool;

/// # Errors
///
/// Which permission is missing.
pub(super) fn check(command: &Command<'_>, permits: Permits<'_>) -> Result<(), InfoError> {
    let Some(permission) = needed(command.name) else {
        return Ok(());
    };
    let (namespace, set) = match permission {
        Permission::Truncate => (command.namespace(), command.argument("set")),
        _ => (None, None),
    };
    if permits(permission, namespace.unwrap_or(""), set.unwrap_or("")) {
        Ok(())
    } else {
        Err(InfoError::role_violation(permission))
    }
}

fn needed(name: &str) -> Option<Permission> {
    Some(match name {
        "set-config" | "config-set" => Permission::SetConfig,
        "log-set" | "set-log" | "log-message" | "dump-cluster" | "dump-fabric" | "dump-hb"
        | "dump-hlc" | "dump-migrates" | "dump-rw" | "dump-skew" | "dump-wb-summary"
        | "jem-stats" => Permission::LoggingControl,
        "recluster"
        | "tip"
        | "tip-clear"
        | "services-alumni-reset"
        | "quiesce"
        | "quiesce-undo"
        | "revive"
        | "roster-set"
        | "debug-record"
        | "debug-record-meta" => Permission::ServiceControl,
        "eviction-reset" => Permission::EvictAdjust,
        "sindex-create" | "sindex-delete" | "sindex-exists" => Permission::IndexAdmin,
        "udf-put" | "udf-remove" | "udf-clear-cache" => Permission::UdfAdmin,
        "query-abort" | "query-abort-all" => Permission::QueryAdmin,
        "truncate" | "truncate-namespace" | "truncate-undo" | "truncate-namespace-undo" => {
            Permission::Truncate
        }
        _ if name.starts_with("masking") => Permission::MaskingAdmin,
        _ if name.starts_with("xdr-") => Permission::ServiceControl,
        _ => return None,
    })
}
