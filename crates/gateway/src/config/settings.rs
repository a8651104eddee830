use std::{net::IpAddr, path::PathBuf};

use acm_connections::SecretKey;
use clap::Args;
use ipnet::IpNet;
use url::Url;

use super::{
    Config, ConfigError, FileConfig, KubernetesSettings, LogFormat, MetricsAddress, names,
    seed_host,
};

/// Settings that flags and environment carry. A flag wins over its variable, both over the file.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Settings file; `acm.toml` in the working folder is read when there is one.
    #[arg(long, env = "ACM_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long, env = "ACM_HOST", value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
    /// Port of API and UI; 0 takes a free one [default: 8000]
    #[arg(long, env = "BACKEND_PORT")]
    pub port: Option<u16>,
    /// Folder of the database and the secret key [default: data]
    #[arg(long, env = "ACM_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// Browser origins that may call the API, separated by commas [default: <http://localhost:3100>]
    #[arg(
        long,
        env = "CORS_ORIGINS",
        value_delimiter = ',',
        value_name = "ORIGINS"
    )]
    pub cors_origins: Option<Vec<String>>,
    /// Host names under which this server may be called, separated by commas; needed when it
    /// listens on a loopback address behind a proxy [default: localhost and IP addresses]
    #[arg(
        long,
        env = "ACM_ALLOWED_HOSTS",
        value_delimiter = ',',
        value_name = "NAMES"
    )]
    pub allowed_hosts: Option<Vec<String>>,
    /// Whether callers may ask for the schema [default: true]
    #[arg(long, env = "ACM_INTROSPECTION", value_name = "BOOL", value_parser = parse_switch)]
    pub introspection: Option<bool>,
    /// Networks of proxies whose `X-Forwarded-For` tells who calls, separated by commas, such as
    /// `10.0.0.0/8` [default: none]
    #[arg(
        long,
        env = "ACM_TRUSTED_PROXIES",
        value_delimiter = ',',
        value_name = "NETWORKS",
        value_parser = parse_network
    )]
    pub trusted_proxies: Option<Vec<IpNet>>,
    /// Where `/metrics` is shown: an address and a port of its own, or `off` [default: the main
    /// port, when that listens on a loopback address]
    #[arg(long, env = "ACM_METRICS_ADDRESS", value_name = "ADDRESS:PORT")]
    pub metrics_address: Option<MetricsAddress>,
    /// Aerospike host; when set, a connection profile is made for it at first start
    #[arg(long, env = "AEROSPIKE_HOST", value_name = "HOST")]
    pub aerospike_host: Option<String>,
    /// Aerospike service port; when set without a host, localhost is meant [default: 3000]
    #[arg(long, env = "AEROSPIKE_PORT", value_name = "PORT")]
    pub aerospike_port: Option<u16>,
    /// Kubernetes management.
    #[command(flatten)]
    pub kubernetes: KubernetesSettings,
    /// How log lines are written [default: text]
    #[arg(long, env = "ACM_LOG_FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
    /// Which log lines are written, such as `info` or `warn,acm_data=debug` [default: info]
    #[arg(long, env = "ACM_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Key that encrypts stored passwords: 32 bytes in base64 or hexadecimal; from the environment
    /// only, so that it stands in no process list
    #[arg(skip)]
    pub secret_key: Option<String>,
}

impl Settings {
    /// Takes what is never a flag from the environment.
    #[must_use]
    pub fn with_environment(mut self) -> Self {
        self.secret_key = std::env::var("ACM_SECRET_KEY")
            .ok()
            .filter(|key| !key.is_empty());
        self
    }

    /// Reads the file, lays flags and environment over it and checks the outcome.
    ///
    /// # Errors
    /// An unreadable or malformed file, or a value that is not right, each by name.
    pub fn resolve(self) -> Result<Config, ConfigError> {
        let file = FileConfig::load(self.config.as_deref())?;
        self.over(file, acm_k8s_api::inside_cluster())
    }

    fn over(self, file: FileConfig, inside_kubernetes: bool) -> Result<Config, ConfigError> {
        let base = Config::default();
        let host = self
            .aerospike_host
            .or(file.aerospike_host)
            .filter(|host| !host.is_empty());
        let port = self.aerospike_port.or(file.aerospike_port);
        let aerospike_seed = (host.is_some() || port.is_some())
            .then(|| seed_host(host.as_deref().unwrap_or("localhost"), port.unwrap_or(3000)));
        let kubernetes = KubernetesSettings {
            enabled: file.k8s_management_enabled,
            ..file.kubernetes
        };
        let config = Config {
            host: self.host.or(file.host).unwrap_or(base.host),
            port: self.port.or(file.port).unwrap_or(base.port),
            data_dir: Some(
                self.data_dir
                    .or(file.data_dir)
                    .unwrap_or_else(|| "data".into()),
            ),
            cors_origins: origins(self.cors_origins.or(file.cors_origins), base.cors_origins)?,
            allowed_hosts: names(self.allowed_hosts.or(file.allowed_hosts)),
            introspection: self
                .introspection
                .or(file.introspection)
                .unwrap_or(base.introspection),
            trusted_proxies: self
                .trusted_proxies
                .or(file.trusted_proxies)
                .unwrap_or_default(),
            metrics_address: self.metrics_address.or(file.metrics_address),
            aerospike_seed,
            kubernetes: self.kubernetes.over(kubernetes, inside_kubernetes)?,
            log_format: self.log_format.or(file.log_format).unwrap_or_default(),
            log: self.log.or(file.log).unwrap_or(base.log),
            secret_key: self.secret_key,
            limits: file.limits,
            modules: file.modules,
        };
        if tracing_subscriber::EnvFilter::try_new(&config.log).is_err() {
            let reason = "expected a level or a filter, such as `info` or `warn,acm_data=debug`";
            return Err(ConfigError::invalid("log", reason));
        }
        if let Some(Err(error)) = config.secret_key.as_deref().map(SecretKey::parse) {
            return Err(ConfigError::invalid("ACM_SECRET_KEY", error.to_string()));
        }
        match config.limits.zero() {
            Some(name) => Err(ConfigError::invalid(
                &format!("limits.{name}"),
                "must be greater than 0",
            )),
            None => Ok(config),
        }
    }
}

pub(super) fn parse_switch(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "" | "false" | "0" | "no" | "off" => Ok(false),
        _ => Err("expected true or false".to_owned()),
    }
}

/// A network, or the network of one address.
fn parse_network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let network = text.parse::<IpNet>().ok();
    network
        .or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
        .ok_or_else(|| "expected a network, such as 10.0.0.0/8, or an address".to_owned())
}

fn origins(given: Option<Vec<String>>, default: Vec<String>) -> Result<Vec<String>, ConfigError> {
    let Some(given) = given else {
        return Ok(default);
    };
    names(Some(given))
        .into_iter()
        .map(|origin| normal_origin(&origin))
        .collect()
}

fn normal_origin(text: &str) -> Result<String, ConfigError> {
    let refuse = |reason: &str| {
        Err(ConfigError::invalid(
            "cors-origins",
            format!("\"{text}\": {reason}"),
        ))
    };
    if text == "*" {
        return refuse(
            "name each origin; any site could otherwise read and write through a browser",
        );
    }
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.path() == "/" => {
            Ok(url.origin().ascii_serialization())
        }
        _ => refuse("an origin is http or https, a host and perhaps a port"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> FileConfig {
        FileConfig::parse(text).unwrap()
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let flags = Settings {
            port: Some(1),
            ..Settings::default()
        };
        let config = flags.over(file("port = 2\nlog = \"warn\""), false).unwrap();
        assert_eq!((config.port, config.log.as_str()), (1, "warn"));
        assert!(config.host.is_loopback());
    }

    #[test]
    fn a_host_or_a_port_alone_names_a_seed() {
        let seed = |host: Option<&str>, port| {
            let flags = Settings {
                aerospike_host: host.map(str::to_owned),
                aerospike_port: port,
                ..Settings::default()
            };
            flags
                .over(FileConfig::default(), false)
                .unwrap()
                .aerospike_seed
        };
        assert_eq!(seed(None, None), None);
        assert_eq!(seed(Some(""), None), None);
        assert_eq!(seed(Some("db"), None).as_deref(), Some("db:3000"));
        assert_eq!(seed(None, Some(4000)).as_deref(), Some("localhost:4000"));
    }

    #[test]
    fn origins_are_checked_and_the_wildcard_refused() {
        let given = |origin: &str| {
            origins(Some(vec![origin.to_owned()]), Vec::new()).map(|mut list| list.pop())
        };
        assert_eq!(
            given("http://LOCALHOST:3100/").unwrap().unwrap(),
            "http://localhost:3100"
        );
        assert_eq!(
            given(" https://ui.example:443 ").unwrap().unwrap(),
            "https://ui.example"
        );
        assert_eq!(given("").unwrap(), None);
        for bad in ["*", "localhost", "ftp://x", "http://x/path"] {
            assert!(given(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_log_filter_and_a_key_that_are_none_are_refused_by_name() {
        let refused = |settings: Settings| {
            let resolved = settings.over(FileConfig::default(), false);
            resolved.unwrap_err().to_string()
        };
        let log = refused(Settings {
            log: Some("a=b=c".into()),
            ..Settings::default()
        });
        assert!(log.starts_with("log: "), "{log}");
        let key = refused(Settings {
            secret_key: Some("hunter2".into()),
            ..Settings::default()
        });
        assert!(
            key.starts_with("ACM_SECRET_KEY: ") && !key.contains("hunter2"),
            "{key}"
        );
    }

    #[test]
    fn a_limit_of_zero_is_refused_by_name() {
        let error = Settings::default()
            .over(file("[limits]\nmax-depth = 0"), false)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "limits.max-depth: must be greater than 0"
        );
    }
}
