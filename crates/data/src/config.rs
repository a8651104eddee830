use crate::service::files::FileLimits;
use serde::{Deserialize, Serialize};

/// The section `[modules.data]` of the configuration.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DataConfig {
    /// Whether profiles that ask for it are sampled in the background, every ten seconds.
    pub keep_history: bool,
    /// Bounds of the files of exports and imports.
    pub files: FileLimits,
}

impl Default for DataConfig {
    fn default() -> Self {
        Self {
            keep_history: true,
            files: FileLimits::default(),
        }
    }
}
