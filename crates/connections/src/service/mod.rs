//! The domain's logic: over ports, without GraphQL.

mod directory;
mod failure;
mod host;
mod key;
mod live;
mod profile;
mod secrets;
mod target;
mod targets;

pub use directory::{Changes, Directory, ProfileRef, Profiles};
pub use failure::{Cause, Failure};
pub use host::{DEFAULT_PORT, Host, HostError};
pub use key::{KeyError, KeySource, SecretKey};
pub use live::Clients;
pub use profile::{ENV_LABEL, Profile, Reach, Tls, Version, shown};
pub use secrets::{KeyCheck, Sealed, SecretBox, SecretError, write_key_check};
pub use target::{Credentials, Dialer, Report, Secret, Target, TlsTarget};
