use serde::{Deserialize, Serialize};

/// The section `[modules.connections]` of the configuration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConnectionsConfig {
    /// Seconds between two looks at a connection's health while somebody watches it: 1 to 60.
    pub health_interval_seconds: u32,
}

impl Default for ConnectionsConfig {
    fn default() -> Self {
        Self {
            health_interval_seconds: 3,
        }
    }
}
