//! Why a cluster cannot be reached, in words that help the person who has to mend it.

use std::{borrow::Cow, sync::Arc};

use acm_core::{ApiError, ErrorCode};

use super::{Refusal, managed::CONTEXT_LABEL};

/// The cause, as far as it can be told apart. Closed: clients switch on its name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cause {
    /// No host has an address.
    Dns,
    /// A host's name means something in each of these contexts of Kubernetes, and nothing says which
    /// is meant.
    ContextAmbiguous(Arc<[String]>),
    /// The target policy refuses an address; nothing was sent there.
    TargetRefused(Refusal),
    /// A host refuses connections on this port.
    Refused,
    /// Nothing answered in time.
    Timeout,
    /// Something answered that is no Aerospike node.
    NotAerospike,
    /// The encrypted connection could not be made.
    Tls,
    /// No authority that is trusted signed the server's certificate.
    TlsUntrusted,
    /// The server's certificate has expired, or is not valid yet.
    TlsExpired,
    /// The server's certificate is for other names.
    TlsWrongName,
    /// The server wants a client certificate, or another one.
    TlsClientCertificate,
    /// User or password is wrong, or the server wants them.
    AuthenticationRefused,
    /// The server has no security, yet user and password were sent.
    AuthenticationUnsupported,
    /// The cluster has another name than the profile says.
    ClusterNameMismatch,
    /// Reached, yet not usable for another reason.
    Unusable,
}

impl Cause {
    /// The name in `details.cause`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Dns => "DNS",
            Self::ContextAmbiguous(_) => "CONTEXT_AMBIGUOUS",
            Self::TargetRefused(_) => "TARGET_REFUSED",
            Self::Refused => "REFUSED",
            Self::Timeout => "TIMEOUT",
            Self::NotAerospike => "NOT_AEROSPIKE",
            Self::Tls => "TLS",
            Self::TlsUntrusted => "TLS_UNTRUSTED",
            Self::TlsExpired => "TLS_EXPIRED",
            Self::TlsWrongName => "TLS_WRONG_NAME",
            Self::TlsClientCertificate => "TLS_CLIENT_CERTIFICATE",
            Self::AuthenticationRefused => "AUTHENTICATION_REFUSED",
            Self::AuthenticationUnsupported => "AUTHENTICATION_UNSUPPORTED",
            Self::ClusterNameMismatch => "CLUSTER_NAME_MISMATCH",
            Self::Unusable => "UNUSABLE",
        }
    }

    fn code(&self) -> ErrorCode {
        match self {
            Self::Timeout => ErrorCode::Timeout,
            Self::AuthenticationRefused | Self::TargetRefused(_) | Self::TlsClientCertificate => {
                ErrorCode::Forbidden
            }
            Self::AuthenticationUnsupported => ErrorCode::Unsupported,
            Self::Dns
            | Self::ContextAmbiguous(_)
            | Self::Refused
            | Self::NotAerospike
            | Self::Tls
            | Self::TlsUntrusted
            | Self::TlsExpired
            | Self::TlsWrongName
            | Self::ClusterNameMismatch
            | Self::Unusable => ErrorCode::Unavailable,
        }
    }

    fn advice(&self) -> Cow<'static, str> {
        let advice = match self {
            Self::TargetRefused(refusal) => {
                return format!(
                    "This server does not dial {refusal}. Correct the hosts, or have its operator change the target policy."
                )
                .into();
            }
            Self::Dns => "The host name has no address. Check its spelling and this server's DNS.",
            Self::ContextAmbiguous(contexts) => {
                return format!(
                    "The host name could be of each of the Kubernetes contexts {}. Say which is meant in the label {CONTEXT_LABEL} of the connection.",
                    contexts.join(", ")
                )
                .into();
            }
            Self::Refused => {
                "The host refuses connections on this port. Check that Aerospike runs there and that the port is its service port (3000 unless configured)."
            }
            Self::Timeout => {
                "Nothing answered in time. Check the address, the firewall between, and that the node is not overloaded."
            }
            Self::NotAerospike => {
                "Something answers there, but it is not an Aerospike node. Check the port; with TLS on the server, switch TLS on here."
            }
            Self::Tls => {
                "The encrypted connection could not be made. Check that this port speaks TLS, the certificate's authority and the TLS server name."
            }
            Self::TlsUntrusted => {
                "No authority this connection trusts signed the server's certificate. Give the certificate of the authority that did."
            }
            Self::TlsExpired => {
                "The server's certificate has expired, or is not valid yet. Renew it, and check the clocks of both machines."
            }
            Self::TlsWrongName => {
                "The server's certificate is for other names than the host's. Set the TLS server name to one of them."
            }
            Self::TlsClientCertificate => {
                "The server wants a client certificate, or does not accept this one. Give a certificate and key its authority signed, and check that it has not expired."
            }
            Self::AuthenticationRefused => {
                "The cluster refuses this user and password, or wants them and got none."
            }
            Self::AuthenticationUnsupported => {
                "The cluster has no security (Community Edition has none). Remove user and password from the profile."
            }
            Self::ClusterNameMismatch => {
                "The cluster has another name than the profile says. Correct the cluster name or clear it."
            }
            Self::Unusable => {
                "The host answers, but the cluster cannot be used through it at present."
            }
        };
        advice.into()
    }
}

/// A cause and, for the log, what the client said.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the cluster cannot be reached ({})", .cause.name())]
pub struct Failure {
    cause: Cause,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Failure {
    /// A failure known by its cause alone.
    #[must_use]
    pub fn new(cause: Cause) -> Self {
        Self {
            cause,
            source: None,
        }
    }

    /// Keeps the lower error for the log.
    #[must_use]
    pub fn with_source(self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            source: Some(Arc::new(source)),
            ..self
        }
    }

    /// The cause.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        let cause = &failure.cause;
        let error = ApiError::new(cause.code(), cause.advice()).with_detail("cause", cause.name());
        let error = match cause {
            Cause::TargetRefused(refusal) => error.with_detail("refusal", refusal.name()),
            Cause::ContextAmbiguous(contexts) => error.with_detail("contexts", contexts.to_vec()),
            _ => error,
        };
        error.with_source(failure)
    }
}
