use std::path::PathBuf;

use acm_k8s_api::Settings;
use clap::Args;
use serde::Deserialize;

use super::{ConfigError, names, settings::parse_switch};

/// The longest time an answer of Kubernetes may be waited for, in seconds.
const LONGEST_TIMEOUT: u32 = 300;

/// Settings of Kubernetes management, as flags and environment carry them, and as the section
/// `[kubernetes]` of the file does.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct KubernetesSettings {
    /// Turns the management of Kubernetes resources on or off; inside a Kubernetes cluster it is on
    #[arg(
        long = "k8s-management-enabled",
        env = "K8S_MANAGEMENT_ENABLED",
        value_name = "BOOL",
        value_parser = parse_switch
    )]
    #[serde(skip)]
    pub enabled: Option<bool>,
    /// Contexts of the kubeconfig to reach, separated by commas; `*` means all, `in-cluster` that of
    /// the pod [default: the pod's inside a Kubernetes cluster, else the current one]
    #[arg(
        long = "k8s-contexts",
        env = "K8S_CONTEXTS",
        value_delimiter = ',',
        value_name = "NAMES"
    )]
    pub contexts: Option<Vec<String>>,
    /// Namespaces to look at, separated by commas, where the right to list all is missing [default:
    /// the context's]
    #[arg(
        long = "k8s-namespaces",
        env = "K8S_NAMESPACES",
        value_delimiter = ',',
        value_name = "NAMES"
    )]
    pub namespaces: Option<Vec<String>>,
    /// The kubeconfig [default: the files of `KUBECONFIG`, else `~/.kube/config`]
    #[arg(long = "k8s-kubeconfig", env = "K8S_KUBECONFIG", value_name = "FILE")]
    pub kubeconfig: Option<PathBuf>,
    /// Authorities that sign the certificates of API servers, a file in PEM form [default: those of
    /// each context]
    #[arg(long = "k8s-ca-file", env = "K8S_CA_FILE", value_name = "FILE")]
    pub ca_file: Option<PathBuf>,
    /// Seconds until a request of Kubernetes counts as unanswered [default: 10]
    #[arg(
        long = "k8s-api-timeout",
        env = "K8S_API_TIMEOUT",
        value_name = "SECONDS"
    )]
    pub api_timeout: Option<u32>,
    /// Seconds until a request for a pod's log counts as unanswered [default: 30]
    #[arg(
        long = "k8s-log-timeout",
        env = "K8S_LOG_TIMEOUT",
        value_name = "SECONDS"
    )]
    pub log_timeout: Option<u32>,
}

impl KubernetesSettings {
    /// These over those of the file.
    pub(super) fn over(self, file: Self, inside_cluster: bool) -> Result<Settings, ConfigError> {
        let base = Settings::default();
        let settings = Settings {
            enabled: self.enabled.or(file.enabled).unwrap_or(inside_cluster),
            contexts: listed(self.contexts.or(file.contexts)),
            namespaces: names(self.namespaces.or(file.namespaces)),
            kubeconfig: self.kubeconfig.or(file.kubeconfig),
            ca_file: self.ca_file.or(file.ca_file),
            api_timeout: self
                .api_timeout
                .or(file.api_timeout)
                .unwrap_or(base.api_timeout),
            log_timeout: self
                .log_timeout
                .or(file.log_timeout)
                .unwrap_or(base.log_timeout),
        };
        for (name, seconds) in [
            ("k8s-api-timeout", settings.api_timeout),
            ("k8s-log-timeout", settings.log_timeout),
        ] {
            if !(1..=LONGEST_TIMEOUT).contains(&seconds) {
                let reason = format!("expected 1 to {LONGEST_TIMEOUT} seconds");
                return Err(ConfigError::invalid(name, reason));
            }
        }
        Ok(settings)
    }
}

/// Names of contexts are whatever the kubeconfig says.
fn listed(given: Option<Vec<String>>) -> Vec<String> {
    let trimmed = given.into_iter().flatten();
    let trimmed = trimmed.map(|name| name.trim().to_owned());
    trimmed.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(flags: KubernetesSettings, inside: bool) -> Result<Settings, ConfigError> {
        flags.over(KubernetesSettings::default(), inside)
    }

    #[test]
    fn kubernetes_is_on_inside_a_cluster_unless_switched_off() {
        let on = |enabled, inside| {
            let flags = KubernetesSettings {
                enabled,
                ..KubernetesSettings::default()
            };
            over(flags, inside).unwrap().enabled
        };
        assert!(!on(None, false));
        assert!(on(None, true));
        assert!(on(Some(true), false));
        assert!(!on(Some(false), true));
    }

    #[test]
    fn contexts_keep_their_spelling_and_namespaces_have_but_one() {
        let flags = KubernetesSettings {
            contexts: Some(vec![" arn:aws:Prod ".to_owned(), String::new()]),
            namespaces: Some(vec!["Aerospike ".to_owned()]),
            ..KubernetesSettings::default()
        };
        let settings = over(flags, false).unwrap();
        assert_eq!(settings.contexts, ["arn:aws:Prod"]);
        assert_eq!(settings.namespaces, ["aerospike"]);
    }

    #[test]
    fn a_timeout_that_never_or_at_once_passes_is_refused_by_name() {
        for seconds in [0, 301] {
            let flags = KubernetesSettings {
                log_timeout: Some(seconds),
                ..KubernetesSettings::default()
            };
            let error = over(flags, false).unwrap_err();
            assert!(error.to_string().starts_with("k8s-log-timeout"), "{error}");
        }
    }
}
