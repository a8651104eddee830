use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use ipnet::IpNet;
use serde::Deserialize;

use super::{ConfigError, KubernetesSettings, LogFormat, MetricsAddress};
use crate::{compose::ModuleConfigs, limits::Limits};

/// `acm.toml`: what it does not name comes from the defaults; a key it should not have is refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileConfig {
    /// See `--host`.
    pub host: Option<IpAddr>,
    /// See `--port`.
    pub port: Option<u16>,
    /// See `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// See `--cors-origins`.
    pub cors_origins: Option<Vec<String>>,
    /// See `--allowed-hosts`.
    pub allowed_hosts: Option<Vec<String>>,
    /// See `--introspection`.
    pub introspection: Option<bool>,
    /// See `--trusted-proxies`.
    pub trusted_proxies: Option<Vec<IpNet>>,
    /// See `--metrics-address`.
    pub metrics_address: Option<MetricsAddress>,
    /// See `AEROSPIKE_HOST`.
    pub aerospike_host: Option<String>,
    /// See `AEROSPIKE_PORT`.
    pub aerospike_port: Option<u16>,
    /// See `K8S_MANAGEMENT_ENABLED`.
    pub k8s_management_enabled: Option<bool>,
    /// Kubernetes management, but for its switch.
    pub kubernetes: KubernetesSettings,
    /// See `--log-format`.
    pub log_format: Option<LogFormat>,
    /// See `--log`.
    pub log: Option<String>,
    /// Bounds of the edge.
    pub limits: Limits,
    /// Settings of the modules, a section each.
    pub modules: ModuleConfigs,
}

impl FileConfig {
    /// Reads the file; without a path, `acm.toml` of the working folder when there is one.
    ///
    /// # Errors
    /// The file named cannot be read, or does not hold what it should.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigError> {
        let default = Path::new("acm.toml");
        let path = match path {
            Some(path) => path,
            None if default.is_file() => default,
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text).map_err(|message| ConfigError::Malformed {
            path: path.to_owned(),
            message,
        })
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// What is wrong, with its place in the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_by_name_wherever_it_stands() {
        for text in [
            "prot = 1",
            "[limits]\nmax-dept = 3",
            "[modules.data]\nnothing = 1",
            "[kubernetes]\nenabled = true",
            "[nope]",
        ] {
            let error = FileConfig::parse(text).unwrap_err();
            assert!(error.contains("unknown field"), "{error}");
        }
    }

    #[test]
    fn what_is_not_named_keeps_its_default() {
        let file = FileConfig::parse("port = 9000\n[limits]\nmax-depth = 5").unwrap();
        assert_eq!(file.port, Some(9000));
        assert_eq!(file.limits.max_depth, 5);
        assert_eq!(file.limits.max_aliases, Limits::default().max_aliases);
    }
}
