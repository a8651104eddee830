#![doc = include_str!("../README.md")]

mod config;
mod dialer;
mod error;
mod graphql;
mod service;
mod tasks;

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, Clock, CursorKey, DocumentStore, ErrorCode, Module, ModuleHooks, Tasks};
use acm_graph::{AutoConnectPort, HealthPort, ManagedPort};
use async_graphql::SchemaBuilder;

pub use config::ConnectionsConfig;
pub use dialer::{AerospikeDialer, LiveClusters};
pub use error::Error;
pub use graphql::{
    ConnectionsMutation, ConnectionsQuery, ConnectionsState, ConnectionsSubscription,
};
pub use service::{
    Ambiguous, Cause, ClientIdentity, Clients, Credentials, Dialer, Directory, Failure, FieldError,
    Gatekeeper, Host, HostError, Ids, KeyError, KeySource, Logins, Profile, ProfileRef, Profiles,
    Reach, Refusal, Report, Resolver, Sealed, Secret, SecretBox, SecretError, SecretKey,
    SystemResolver, Target, TargetPolicy, Tls, TlsTarget, Version,
};

use service::{Change, HealthBoard, ProfileChange, ProfileService, ReachChange};
use tasks::Hooks;

/// The module's name.
const NAME: &str = "connections";

/// What the module needs from the others.
#[derive(Clone)]
pub struct Ports {
    /// Keeps the profiles.
    pub documents: Arc<dyn DocumentStore>,
    /// Where the key comes from that passwords are sealed with.
    pub secret_key: KeySource,
    /// Decides which hosts are stored, tried and dialled.
    pub gatekeeper: Gatekeeper,
    /// Runs dials and health watchers.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
}

/// The module. `D` dials clusters; tests put a fake there.
pub struct Connections<D: Dialer = AerospikeDialer> {
    state: ConnectionsState,
    clients: Clients<D>,
    hooks: Arc<Hooks<D>>,
}

impl<D: Dialer> Connections<D> {
    /// The module over a dialer and a source of ids of one's own.
    ///
    /// # Errors
    /// `UNAVAILABLE`, with a message for the operator, when what is stored cannot be used; nothing
    /// was changed then. `BAD_USER_INPUT` for a setting outside its range.
    pub async fn assemble(
        config: ConnectionsConfig,
        ports: Ports,
        dialer: D,
        ids: Ids,
    ) -> Result<Self, ApiError> {
        config.check()?;
        let Ports {
            documents,
            secret_key,
            gatekeeper,
            tasks,
            clock,
        } = ports;
        let profiles = ProfileService::open(documents, &secret_key, gatekeeper, clock.clone(), ids)
            .await
            .map_err(|error| {
                ApiError::new(ErrorCode::Unavailable, error.to_string()).with_source(error)
            })?;
        let directory = profiles.directory().clone();
        let secrets = profiles.secrets().clone();
        let clients = Clients::new(dialer, directory.clone(), secrets, tasks.clone());
        let scout: Arc<dyn service::Scout> = Arc::new(clients.clone());
        let pace = Duration::from_secs(config.health_interval_seconds.into());
        let health = HealthBoard::new(Arc::clone(&scout), directory, tasks, clock.clone(), pace);
        let hooks = Hooks {
            profiles: profiles.clone(),
            clients: clients.clone(),
            since: clock.now(),
        };
        Ok(Self {
            state: ConnectionsState {
                profiles,
                health,
                scout,
                clock,
                exports_secrets: config.export_secrets,
            },
            clients,
            hooks: Arc::new(hooks),
        })
    }

    /// The live clients, for domains that work on clusters.
    #[must_use]
    pub fn live(&self) -> Clients<D> {
        self.clients.clone()
    }

    /// The key of cursors: the same as long as that of secrets.
    #[must_use]
    pub fn cursors(&self) -> CursorKey {
        self.state.profiles.cursors().clone()
    }

    /// As whom the profiles sign in, for who changes passwords on clusters.
    #[must_use]
    pub fn logins(&self) -> Logins {
        Logins::new(self.state.profiles.clone())
    }

    /// The profiles and a feed of them, for domains that sample in the background.
    #[must_use]
    pub fn profiles(&self) -> &Directory {
        self.state.profiles.directory()
    }

    /// Makes a profile that keeps history and logs in where a login is given, unless one with the same
    /// hosts exists; its id when one was made.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for hosts that are none; `LIMIT_EXCEEDED`; what the store says.
    pub async fn ensure_profile(
        &self,
        name: &str,
        hosts: Vec<String>,
        login: Option<Credentials>,
    ) -> Result<Option<String>, ApiError> {
        let mut change = keeping(name, hosts);
        if let Some(Credentials { username, password }) = login {
            change.reach.username = Change::Set(username);
            change.reach.password = Change::Set(password);
        }
        let made = self.state.profiles.ensure(change).await?;
        Ok(made.map(|profile| profile.id.clone()))
    }

    /// As [`Self::ensure_profile`], once for each host: a profile that people removed, or pointed
    /// elsewhere, does not come back with the next start.
    ///
    /// # Errors
    /// As [`Self::ensure_profile`].
    pub async fn seed_profile(&self, name: &str, host: String) -> Result<Option<String>, ApiError> {
        let change = keeping(name, vec![host.clone()]);
        let made = self.state.profiles.seed(&host, change).await?;
        Ok(made.map(|profile| profile.id.clone()))
    }

    /// What its resolvers read.
    #[must_use]
    pub fn state(&self) -> ConnectionsState {
        self.state.clone()
    }

    /// What the gateway calls on every module alike.
    #[must_use]
    pub fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::clone(&self.hooks) as Arc<dyn ModuleHooks>
    }

    /// Puts the state and the ports of this module into the schema.
    #[must_use]
    pub fn provide<Q, M, S>(&self, schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S> {
        let health: Arc<dyn HealthPort> = Arc::new(self.state.health.clone());
        let managed: Arc<dyn ManagedPort> = Arc::new(graphql::Managed(self.profiles().clone()));
        let auto_connect: Arc<dyn AutoConnectPort> =
            Arc::new(graphql::AutoConnect(self.state.profiles.clone()));
        let schema = schema.data(self.state()).data(health);
        schema.data(managed).data(auto_connect)
    }
}

/// A new profile that keeps history.
fn keeping(name: &str, hosts: Vec<String>) -> ProfileChange {
    ProfileChange {
        name: Change::Set(name.to_owned()),
        reach: ReachChange {
            hosts: Change::Set(hosts),
            ..ReachChange::default()
        },
        keeps_history: Change::Set(true),
        ..ProfileChange::default()
    }
}

impl Module for Connections {
    const NAME: &'static str = NAME;
    type Config = ConnectionsConfig;
    type Ports = Ports;
    type Query = ConnectionsQuery;
    type Mutation = ConnectionsMutation;
    type Subscription = ConnectionsSubscription;
    type State = ConnectionsState;

    async fn init(config: ConnectionsConfig, ports: Ports) -> Result<Self, ApiError> {
        let dialer = AerospikeDialer::new(ports.gatekeeper.clone());
        Self::assemble(config, ports, dialer, Ids::default()).await
    }

    fn state(&self) -> ConnectionsState {
        Self::state(self)
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Self::hooks(self)
    }

    fn provide<Q, M, S>(&self, schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S> {
        Self::provide(self, schema)
    }
}
