use acm_core::ApiError;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::service::TargetPolicy;

/// The section `[modules.connections]` of the configuration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConnectionsConfig {
    /// Seconds between two looks at a connection's health while somebody watches it: 1 to 60.
    pub health_interval_seconds: u32,
    /// Whether this machine itself may be dialled. When unset: where the server listens on a loopback
    /// address only, and in a demonstration.
    pub allow_loopback_targets: Option<bool>,
    /// Networks such as `10.0.0.0/8`; when there are any, only addresses in them are dialled.
    pub allowed_targets: Vec<IpNet>,
    /// Networks whose addresses are never dialled.
    pub denied_targets: Vec<IpNet>,
    /// Whether connections may be exported with their passwords and keys.
    pub export_secrets: bool,
}

impl Default for ConnectionsConfig {
    fn default() -> Self {
        Self {
            health_interval_seconds: 3,
            allow_loopback_targets: None,
            allowed_targets: Vec::new(),
            denied_targets: Vec::new(),
            export_secrets: true,
        }
    }
}

impl ConnectionsConfig {
    /// Refuses settings outside their range.
    pub(crate) fn check(&self) -> Result<(), ApiError> {
        if (1..=60).contains(&self.health_interval_seconds) {
            return Ok(());
        }
        let field = "modules.connections.health-interval-seconds";
        Err(ApiError::bad_input(field, "choose 1 to 60 seconds"))
    }

    /// The rule of which addresses are dialled; `loopback` where this section does not say.
    #[must_use]
    pub fn target_policy(&self, loopback: bool) -> TargetPolicy {
        TargetPolicy {
            loopback: self.allow_loopback_targets.unwrap_or(loopback),
            allow: self.allowed_targets.clone(),
            deny: self.denied_targets.clone(),
        }
    }
}
