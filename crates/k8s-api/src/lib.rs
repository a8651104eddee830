#![doc = include_str!("../README.md")]

pub mod autoscaler;
pub mod changes;
pub mod deferred;
pub mod definitions;
pub mod edit;
pub mod embedded;
pub mod field;
pub mod graphql;
pub mod keepers;
pub mod manifest;
pub mod merge;
pub mod operator;
pub mod paging;
pub mod plan;
pub mod refusals;
pub mod resource;
pub mod scalars;
pub mod selector;
pub mod shapes;
#[cfg(feature = "testing")]
pub mod testing;
pub mod types;
pub mod yaml;

mod addresses;
mod client;
mod contexts;
mod error;
#[cfg(test)]
mod fake;
mod health;
mod kind;
mod listed;
pub mod objects;
mod request;
mod settings;
mod watch;

pub use client::{
    Access, Client, Deletion, FIELD_MANAGER, LogLine, LogLines, LogQuery, Page, Part, Propagation,
    Written,
};
pub use contexts::Contexts;
pub use deferred::Deferred;
pub use embedded::{Embedded, Misshapen};
pub use error::{Error, Fault, Refusal, Result, WebhookRefusal};
pub use field::{Field, merge_patch};
pub use k8s_openapi::{api, apimachinery};
pub use kind::{Kind, ObjectKey, Scope};
pub use kube::{Resource, ResourceExt};
pub use listed::{Known as KnownObjects, ListedContext};
pub use request::Request;
pub use resource::{AerospikeCluster, AerospikeClusterTemplate, Object, Unreadable};
pub use scalars::{IntOrString, Known, Quantity, Time};
pub use settings::{EVERY_CONTEXT, IN_CLUSTER, Settings};
pub use watch::{Changes, Kubernetes, Reader, Stale};

use std::path::Path;

/// Where Kubernetes mounts the credentials of a pod's service account.
const SERVICE_ACCOUNT_TOKEN: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/// Whether this process runs in a pod that may talk to its cluster's API: Kubernetes names the
/// API server in the environment, and a service account is mounted.
#[must_use]
pub fn inside_cluster() -> bool {
    let host = std::env::var_os("KUBERNETES_SERVICE_HOST");
    is_inside(
        host.is_some_and(|host| !host.is_empty()),
        Path::new(SERVICE_ACCOUNT_TOKEN),
    )
}

fn is_inside(api_server_named: bool, token: &Path) -> bool {
    api_server_named && token.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pod_needs_both_an_api_server_and_a_service_account() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(is_inside(true, &here));
        assert!(!is_inside(false, &here));
        assert!(!is_inside(true, Path::new("/nonexistent/token")));
    }
}
