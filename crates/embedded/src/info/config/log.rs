//! Log levels of a node's only log sink, number 0.

use super::ConfigError;

/// The name of the sink: the embedded node logs through the process it runs in.
pub(in crate::info) const SINK_NAME: &str = "stderr";

const LEVELS: [&str; 5] = ["CRITICAL", "WARNING", "INFO", "DEBUG", "DETAIL"];
const DEFAULT_LEVEL: &str = "INFO";

/// What can be logged, in the order a node lists it.
const CONTEXTS: &[&str] = &[
    "misc",
    "alloc",
    "arenax",
    "hardware",
    "msg",
    "os",
    "secrets",
    "socket",
    "tls",
    "vault",
    "vmapx",
    "xmem",
    "aggr",
    "appeal",
    "as",
    "audit",
    "batch",
    "batch-sub",
    "bin",
    "config",
    "clustering",
    "deprecation",
    "drv-mem",
    "drv_pmem",
    "drv_ssd",
    "exchange",
    "exp",
    "fabric",
    "flat",
    "geo",
    "hb",
    "health",
    "hlc",
    "index",
    "info",
    "info-command",
    "key-busy",
    "migrate",
    "mrt-audit",
    "mrt-monitor",
    "namespace",
    "nsup",
    "particle",
    "partition",
    "proto",
    "proxy",
    "proxy-divert",
    "query",
    "record",
    "roster",
    "rw",
    "rw-client",
    "security",
    "service",
    "service-list",
    "sindex",
    "skew",
    "smd",
    "storage",
    "truncate",
    "tsvc",
    "udf",
    "xdr",
    "xdr-client",
    "masking",
];

/// The level of each logging context.
#[derive(Debug, Clone)]
pub(super) struct LogLevels(Vec<&'static str>);

impl Default for LogLevels {
    fn default() -> Self {
        Self(vec![DEFAULT_LEVEL; CONTEXTS.len()])
    }
}

impl LogLevels {
    /// Sets the level of one context, or of all with the name `any`.
    pub(super) fn set(&mut self, context: &str, level: &str) -> Result<(), ConfigError> {
        let level = LEVELS
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(level))
            .ok_or(ConfigError::BadValue)?;
        if context == "any" {
            self.0.fill(level);
            return Ok(());
        }
        let at = CONTEXTS
            .iter()
            .position(|&known| known == context)
            .ok_or(ConfigError::UnknownParameter)?;
        self.0[at] = level;
        Ok(())
    }

    /// Contexts and levels, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        CONTEXTS.iter().copied().zip(self.0.iter().copied())
    }
}
