//! Everything that goes wrong in this module, and its one way to the client.

use acm_aerospike::Error as ClusterError;
use acm_core::ApiError;

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Of the connection, or of a feature the cluster lacks.
    #[error("{0}")]
    Connection(ApiError),
    /// The cluster, or the client, refused or failed.
    #[error("the cluster refused or failed")]
    Cluster(#[from] ClusterError),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Input {
        /// Path in the input, dots between parts.
        field: String,
        /// Why, for people.
        reason: String,
    },
}

impl Error {
    /// A broken rule of the input.
    pub(crate) fn input(field: impl Into<String>, reason: impl Into<String>) -> Self {
        let (field, reason) = (field.into(), reason.into());
        Self::Input { field, reason }
    }

    /// The server's code for a failure, when it gave one.
    pub(crate) fn server_code(&self) -> Option<u8> {
        match self {
            Self::Cluster(error) => error.server_code().map(|server| server.code),
            _ => None,
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Connection(error)
    }
}

/// Result codes of which this module says more than what they are called.
pub(crate) mod code {
    pub(crate) const NOT_SUPPORTED: u8 = 51;
    pub(crate) const NOT_ENABLED: u8 = 52;
    pub(crate) const NO_USER: u8 = 60;
    pub(crate) const NO_ROLE: u8 = 70;
    pub(crate) const NOT_AUTHENTICATED: u8 = 80;
    pub(crate) const ROLE_VIOLATION: u8 = 81;
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let code = error.server_code();
        match error {
            Error::Connection(error) => error,
            Error::Input { field, reason } => Self::bad_input(&field, reason),
            Error::Cluster(error) => {
                let message = words(code, &error);
                let api = error.told(message);
                match code {
                    Some(code::NOT_SUPPORTED | code::NOT_ENABLED) => {
                        api.with_detail("feature", "SECURITY")
                    }
                    _ => api,
                }
            }
        }
    }
}

/// What a person should read.
fn words(code: Option<u8>, error: &ClusterError) -> String {
    match code {
        Some(code::NOT_SUPPORTED) => {
            "Users and roles are a feature of the Enterprise Edition; this server has none.".to_owned()
        }
        Some(code::NOT_ENABLED) => {
            "Security is switched off on this server: it has no users and roles.".to_owned()
        }
        Some(code::NOT_AUTHENTICATED) => {
            "The server does not know the user of this connection any more: it was dropped, or its session ended. Check the connection's user and password."
                .to_owned()
        }
        Some(code::ROLE_VIOLATION) => {
            "The user of this connection may not do this: managing users and roles takes the privilege user-admin.".to_owned()
        }
        _ if error.is_in_doubt() => {
            format!("{error} The change may have been applied: look before you send it again.")
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use acm_core::ErrorCode;

    use super::*;

    #[test]
    fn every_result_code_of_security_becomes_a_code_with_its_number() {
        use ErrorCode::*;
        for (code, expected) in [
            (51, Unsupported),
            (52, Unsupported),
            (53, Unsupported),
            (54, Unsupported),
            (55, BadUserInput),
            (56, Internal),
            (60, NotFound),
            (61, AlreadyExists),
            (62, BadUserInput),
            (63, Forbidden),
            (64, BadUserInput),
            (65, Forbidden),
            (66, Forbidden),
            (70, NotFound),
            (71, AlreadyExists),
            (72, BadUserInput),
            (73, BadUserInput),
            (74, Unsupported),
            (75, BadUserInput),
            (80, Forbidden),
            (81, Forbidden),
            (82, Forbidden),
            (83, LimitExceeded),
        ] {
            let error = ApiError::from(Error::from(ClusterError::from_server_code(code)));
            assert_eq!(error.code(), expected, "result code {code}");
            assert_eq!(error.details().unwrap()["resultCode"], code);
        }
    }
}
