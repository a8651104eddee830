//! Settings: flags over environment over `acm.toml`, the defaults below all.

mod file;
mod hosts;
mod kubernetes;
mod metrics;
mod settings;

pub use file::FileConfig;
pub use hosts::seed_host;
pub use kubernetes::KubernetesSettings;
pub use metrics::MetricsAddress;
pub use settings::Settings;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::ValueEnum;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::{compose::ModuleConfigs, limits::Limits};

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people; also called `pretty`.
    #[default]
    #[serde(alias = "pretty")]
    #[value(alias = "pretty")]
    Text,
    /// For machines.
    Json,
}

/// Every setting of a server, resolved.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Config {
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; 0 takes a free one.
    pub port: u16,
    /// Where the database and the secret key live; `None` keeps all in memory.
    pub data_dir: Option<PathBuf>,
    /// Browser origins other than our own that may call the API.
    pub cors_origins: Vec<String>,
    /// Host names under which this server may be called; empty means the rule of the address.
    pub allowed_hosts: Vec<String>,
    /// Whether the schema can be asked for.
    pub introspection: bool,
    /// Networks of proxies whose word on who calls is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Where the metrics are shown; `None` means here when this address is loopback.
    pub metrics_address: Option<MetricsAddress>,
    /// Seed host of the profile made at first start.
    pub aerospike_seed: Option<String>,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// Which log lines are written, in the syntax of `tracing`'s filter.
    pub log: String,
    /// The key that encrypts stored secrets, base64 or hexadecimal; never printed.
    #[serde(skip)]
    pub secret_key: Option<String>,
    /// Kubernetes management.
    pub kubernetes: acm_k8s_api::Settings,
    /// Bounds of the edge.
    pub limits: Limits,
    /// Settings of the modules.
    pub modules: ModuleConfigs,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8000,
            data_dir: None,
            cors_origins: vec!["http://localhost:3100".to_owned()],
            allowed_hosts: Vec::new(),
            introspection: true,
            trusted_proxies: Vec::new(),
            metrics_address: None,
            aerospike_seed: None,
            log_format: LogFormat::Text,
            log: "info".to_owned(),
            secret_key: None,
            kubernetes: acm_k8s_api::Settings::default(),
            limits: Limits::default(),
            modules: ModuleConfigs::default(),
        }
    }
}

impl Config {
    /// Where to listen.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// Whether the main listener shows the metrics.
    #[must_use]
    pub fn shows_metrics(&self) -> bool {
        self.metrics_address.is_none() && self.host.is_loopback()
    }
}

/// Why the settings were refused. The text names the setting and what it should be.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not as it should be: syntax, an unknown key, a wrong type.
    #[error("{path}: {message}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Line, key and what is wrong.
        message: String,
    },
    /// A value is not right.
    #[error("{setting}: {reason}")]
    Invalid {
        /// The setting's name.
        setting: String,
        /// What it should be.
        reason: String,
    },
}

impl ConfigError {
    fn invalid(setting: &str, reason: impl Into<String>) -> Self {
        Self::Invalid {
            setting: setting.to_owned(),
            reason: reason.into(),
        }
    }
}

/// Names as they count: trimmed, in small letters, none of them empty.
fn names(given: Option<Vec<String>>) -> Vec<String> {
    let trimmed = given
        .into_iter()
        .flatten()
        .map(|name| name.trim().to_ascii_lowercase());
    trimmed.filter(|name| !name.is_empty()).collect()
}
