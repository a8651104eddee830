//! The domain's logic: over ports, without GraphQL.

mod address;
mod auto_connect;
mod certificates;
mod changes;
mod directory;
mod failure;
mod gatekeeper;
mod health;
mod host;
mod ids;
mod key;
mod live;
mod logins;
mod managed;
mod policy;
mod profile;
mod profiles;
mod recipients;
mod rules;
mod scout;
mod secrets;
mod start;
mod target;
mod targets;
mod transfer;

pub use directory::{Directory, ProfileRef, Profiles};
pub use failure::{Cause, Failure};
pub use gatekeeper::{Ambiguous, Gatekeeper, Resolver, SystemResolver};
pub use host::{Host, HostError};
pub use ids::Ids;
pub use key::{KeyError, KeySource, SecretKey};
pub use live::Clients;
pub use logins::Logins;
pub use policy::{Refusal, TargetPolicy};
pub use profile::{Profile, Reach, Tls, Version};
pub use secrets::{Sealed, SecretBox, SecretError};
pub use target::{ClientIdentity, Credentials, Dialer, Report, Secret, Target, TlsTarget};
pub use transfer::FieldError;

pub(crate) use auto_connect::find;
pub(crate) use certificates::facts;
pub(crate) use changes::{Change, ProfileChange, ReachChange, TlsChange};
pub(crate) use directory::Changes;
pub(crate) use gatekeeper::{Look, RefusedHost};
pub(crate) use health::HealthBoard;
pub(crate) use managed::managed_by;
pub(crate) use profiles::ProfileService;
pub(crate) use scout::Scout;
pub(crate) use targets::Vault;
pub(crate) use transfer::{Export, Imported, OnConflict, Outcome, Planned, SecretFate};

use profile::{ENV_LABEL, shown};
use profiles::Order;
use secrets::{KeyCheck, write_key_check};
use start::StartError;
