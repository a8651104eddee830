//! Who the node is: name, build, edition, features.

use crate::info::view::InfoView;

use super::Answer;

/// The server release whose replies the embedded node gives.
pub(super) const BUILD: &str = "8.1.2.0";

const BUILD_SHA: &str = "05b91c64f5fa7836a36e52e3797da34dc0325649";
const BUILD_TIME: &str = "Sun Nov 22 17:05:45 UTC 2026";

/// Version of the protocol between nodes.
pub(super) const COMPATIBILITY_ID: u32 = 15;

const FEATURES: &[&str] = &[
    "batch-any",
    "batch-index",
    "blob-bits",
    "cdt-index",
    "cdt-list",
    "cdt-map",
    "cluster-stable",
    "float",
    "geo",
    "sindex-exists",
    "peers",
    "pipelining",
    "pquery",
    "pscans",
    "query-show",
    "relaxed-sc",
    "replicas",
    "replicas-all",
    "replicas-master",
    "replicas-max",
    "truncate-namespace",
    "udf",
];

/// Every command of the Community Edition, in the order `help` lists them.
const COMMANDS: &[&str] = &[
    "features",
    "node",
    "compatibility-id",
    "edition",
    "build_ee_sha",
    "build_sha",
    "build_arch",
    "build_time",
    "build_os",
    "build",
    "version",
    "statistics",
    "services-alumni",
    "services",
    "partition-generation",
    "best-practices",
    "cluster-name",
    "cluster-stable",
    "debug-record",
    "debug-record-meta",
    "dump-cluster",
    "dump-fabric",
    "dump-hb",
    "dump-hlc",
    "dump-migrates",
    "dump-rw",
    "dump-skew",
    "dump-wb-summary",
    "eviction-reset",
    "get-config",
    "get-sl",
    "get-stats",
    "health-outliers",
    "health-stats",
    "help",
    "histogram",
    "index-pressure",
    "jem-stats",
    "latencies",
    "log",
    "log-message",
    "log-set",
    "logs",
    "namespace",
    "namespaces",
    "peers-clear-alt",
    "peers-clear-std",
    "peers-generation",
    "physical-devices",
    "query-abort",
    "query-abort-all",
    "query-show",
    "recluster",
    "service",
    "services-alumni-reset",
    "set-config",
    "set-log",
    "sets",
    "sindex-create",
    "sindex-delete",
    "sindex-exists",
    "sindex-list",
    "sindex-stat",
    "status",
    "thread-traces",
    "tip",
    "tip-clear",
    "truncate",
    "truncate-namespace",
    "truncate-namespace-undo",
    "truncate-undo",
    "udf-get",
    "udf-list",
    "udf-put",
    "udf-remove",
];

pub(super) fn node(view: &dyn InfoView) -> Answer {
    Ok(view.node().id)
}

pub(super) fn build() -> Answer {
    Ok(BUILD.to_owned())
}

pub(super) fn build_arch() -> Answer {
    Ok(std::env::consts::ARCH.to_owned())
}

pub(super) fn build_os() -> Answer {
    Ok(std::env::consts::OS.to_owned())
}

pub(super) fn build_sha() -> Answer {
    Ok(BUILD_SHA.to_owned())
}

pub(super) fn build_time() -> Answer {
    Ok(BUILD_TIME.to_owned())
}

pub(super) fn compatibility_id() -> Answer {
    Ok(COMPATIBILITY_ID.to_string())
}

/// Only the Enterprise edition has security.
fn edition_name(view: &dyn InfoView) -> &'static str {
    match view.security() {
        None => "Aerospike Community Edition",
        Some(_) => "Aerospike Enterprise Edition",
    }
}

pub(super) fn build_ee_sha(view: &dyn InfoView) -> Answer {
    let sha = view.security().map(|_| BUILD_SHA.to_owned());
    Ok(sha.unwrap_or_default())
}

pub(super) fn edition(view: &dyn InfoView) -> Answer {
    Ok(edition_name(view).to_owned())
}

pub(super) fn version(view: &dyn InfoView) -> Answer {
    Ok(format!("{} build {BUILD}", edition_name(view)))
}

pub(super) fn release(view: &dyn InfoView) -> Answer {
    let edition = edition_name(view);
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    Ok(format!(
        "edition={edition};version={BUILD};os={os};arch={arch};sha={BUILD_SHA}"
    ))
}

pub(super) fn features() -> Answer {
    Ok(FEATURES.join(";"))
}

pub(super) fn help() -> Answer {
    Ok(COMMANDS.join(";"))
}
