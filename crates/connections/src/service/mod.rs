//! The domain's logic: over ports, without GraphQL.

mod changes;
mod directory;
mod failure;
mod health;
mod host;
mod ids;
mod key;
mod live;
mod profile;
mod profiles;
mod rules;
mod scout;
mod secrets;
mod start;
mod target;
mod targets;

pub use changes::{Change, ProfileChange, ReachChange};
pub use directory::{Changes, Directory, ProfileRef, Profiles};
pub use failure::{Cause, Failure};
pub use health::HealthBoard;
pub use host::{Host, HostError};
pub use ids::Ids;
pub use key::{KeyError, KeySource, SecretKey};
pub use live::Clients;
pub(crate) use profile::shown;
pub use profile::{Profile, Reach, Tls, Version};
pub use profiles::ProfileService;
pub use scout::Scout;
pub use secrets::{Sealed, SecretBox, SecretError};
pub use start::StartError;
pub use target::{Credentials, Dialer, Report, Secret, Target, TlsTarget};

pub(crate) use profile::ENV_LABEL;
use secrets::{KeyCheck, write_key_check};
