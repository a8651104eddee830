//! What can be permitted.

/// Something that only some users may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Permission {
    /// Change users and roles, and see those of others.
    UserAdmin,
    /// Change the configuration.
    SetConfig,
    /// Change what is logged.
    LoggingControl,
    /// Change how nodes work together.
    ServiceControl,
    /// Undo evictions.
    EvictAdjust,
    /// Create and drop secondary indexes.
    IndexAdmin,
    /// Register and remove Lua modules.
    UdfAdmin,
    /// Abort queries.
    QueryAdmin,
    /// Truncate sets and namespaces.
    Truncate,
    /// Change the rules that mask data.
    MaskingAdmin,
    /// Read records, alone, in batches and in queries.
    Read,
    /// Write and delete records.
    Write,
    /// Run functions on records.
    Udf,
}

impl Permission {
    /// Its name in the text of a refusal.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::UserAdmin => "user-admin",
            Self::SetConfig => "set-config",
            Self::LoggingControl => "logging-ctrl",
            Self::ServiceControl => "service-ctrl",
            Self::EvictAdjust => "evict-adjust",
            Self::IndexAdmin => "sindex-admin",
            Self::UdfAdmin => "udf-admin",
            Self::QueryAdmin => "query-admin",
            Self::Truncate => "truncate",
            Self::MaskingAdmin => "masking-admin",
            Self::Read => "read",
            Self::Write => "write",
            Self::Udf => "udf",
        }
    }
}
