//! What a failure of a cluster is for clients of the schema.

use acm_core::{ApiError, ErrorCode};

use super::{Error, ErrorKind};

impl From<ErrorKind> for ErrorCode {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::InvalidInput => Self::BadUserInput,
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::AlreadyExists => Self::AlreadyExists,
            ErrorKind::GenerationConflict => Self::Conflict,
            ErrorKind::Unsupported => Self::Unsupported,
            ErrorKind::LimitExceeded => Self::LimitExceeded,
            ErrorKind::Unavailable => Self::Unavailable,
            ErrorKind::Timeout => Self::Timeout,
            ErrorKind::Forbidden => Self::Forbidden,
            ErrorKind::Internal => Self::Internal,
        }
    }
}

impl Error {
    /// The failure for clients, in the words of whoever knows what was asked. A change that may have
    /// been applied is a `TIMEOUT` with `details.inDoubt`, whatever went wrong.
    #[must_use]
    pub fn told(self, message: impl Into<String>) -> ApiError {
        let code = if self.is_in_doubt() {
            ErrorCode::Timeout
        } else {
            self.kind().into()
        };
        let mut api = ApiError::new(code, message.into());
        if let Some(server) = self.server_code() {
            api = api.with_detail("resultCode", server.code);
            if let Some(name) = server.name {
                api = api.with_detail("resultName", name);
            }
        }
        if self.is_in_doubt() {
            api = api.with_detail("inDoubt", true);
        }
        api.with_source(self)
    }
}
