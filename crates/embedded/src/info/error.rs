//! Error replies of info commands.

use std::borrow::Cow;
use std::fmt;

use super::config::ConfigError;
use crate::proto::ResultCode;
use crate::security::Permission;

/// An error as a client reads it: `ERROR:<result code>:<message>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InfoError {
    code: u8,
    message: Cow<'static, str>,
}

impl InfoError {
    /// The thing that was named does not exist.
    pub(super) const NOT_FOUND: u8 = 2;
    /// The command or one of its arguments is wrong.
    pub(super) const PARAMETER: u8 = 4;
    /// The embedded server does not have this feature.
    pub(super) const UNSUPPORTED: u8 = 16;
    /// The Community Edition does not have this feature.
    pub(super) const ENTERPRISE_ONLY: u8 = 25;
    /// There is such a secondary index already.
    pub(super) const INDEX_FOUND: u8 = 200;
    /// There are as many secondary indexes as there may be.
    pub(super) const INDEX_MAX_COUNT: u8 = 206;
    /// There is no such secondary index.
    pub(super) const INDEX_NOT_FOUND: u8 = 201;

    pub(super) const fn new(code: u8, message: &'static str) -> Self {
        Self {
            code,
            message: Cow::Borrowed(message),
        }
    }

    pub(super) const fn parameter(message: &'static str) -> Self {
        Self::new(Self::PARAMETER, message)
    }

    pub(super) const fn unrecognized() -> Self {
        Self::parameter("unrecognized command")
    }

    pub(super) const fn enterprise_only() -> Self {
        Self::new(Self::ENTERPRISE_ONLY, "enterprise only")
    }

    pub(super) fn missing(argument: &'static str) -> Self {
        Self {
            code: Self::PARAMETER,
            message: Cow::Owned(format!("missing '{argument}'")),
        }
    }

    pub(super) fn bad(argument: &'static str) -> Self {
        Self {
            code: Self::PARAMETER,
            message: Cow::Owned(format!("bad '{argument}'")),
        }
    }

    /// Why a request is not even looked at.
    pub(super) const fn refused(result: ResultCode) -> Self {
        let message = match result {
            ResultCode::NOT_ALLOWLISTED => "not allowlisted",
            _ => "not authenticated",
        };
        Self::new(result.number(), message)
    }

    pub(super) fn role_violation(permission: Permission) -> Self {
        let name = permission.name();
        Self {
            code: ResultCode::ROLE_VIOLATION.number(),
            message: Cow::Owned(format!("role violation - requires permission '{name}'")),
        }
    }

    pub(super) const fn unknown_namespace() -> Self {
        Self::parameter("unknown namespace")
    }
}

impl From<ConfigError> for InfoError {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::UnknownNamespace => Self::unknown_namespace(),
            ConfigError::BadSet => Self::bad("set"),
            ConfigError::UnknownParameter | ConfigError::NotDynamic | ConfigError::BadValue => {
                Self::parameter("invalid set-config parameter")
            }
        }
    }
}

impl fmt::Display for InfoError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ERROR:{}:{}", self.code, self.message)
    }
}
