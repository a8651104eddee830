//! Which Kubernetes clusters are reached, and how long an answer may take.

use std::{path::PathBuf, time::Duration};

use serde::Serialize;

/// The name of the context a pod has by its service account.
pub const IN_CLUSTER: &str = "in-cluster";
/// The name that stands for every context of the kubeconfig.
pub const EVERY_CONTEXT: &str = "*";

/// Settings of Kubernetes management.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// Whether it is on.
    pub enabled: bool,
    /// Contexts to reach, by name; empty means that of the pod when this is one, else the
    /// kubeconfig's current one.
    pub contexts: Vec<String>,
    /// Namespaces to look at when neither everything nor the list of namespaces may be read; empty
    /// means that of the context.
    pub namespaces: Vec<String>,
    /// The kubeconfig; `None` means the files of `KUBECONFIG`, else `~/.kube/config`.
    pub kubeconfig: Option<PathBuf>,
    /// Authorities that sign the API servers' certificates, in PEM form; `None` means those of
    /// each context.
    pub ca_file: Option<PathBuf>,
    /// Seconds until a request counts as unanswered.
    pub api_timeout: u32,
    /// Seconds until a request for a pod's log counts as unanswered.
    pub log_timeout: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            enabled: false,
            contexts: Vec::new(),
            namespaces: Vec::new(),
            kubeconfig: None,
            ca_file: None,
            api_timeout: 10,
            log_timeout: 30,
        }
    }
}

impl Settings {
    pub(crate) fn api_deadline(&self) -> Duration {
        Duration::from_secs(self.api_timeout.into())
    }

    pub(crate) fn log_deadline(&self) -> Duration {
        Duration::from_secs(self.log_timeout.into())
    }
}
