//! Start and graceful shutdown of a server.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use acm_core::{ApiError, Clock, ModuleHooks, Tasks};
use acm_store::{OpenError, SqliteStore};
use tokio::net::TcpListener;
use tracing::{info, warn};

use crate::{
    compose::Modules,
    config::{Config, MetricsAddress},
    executor::{Executor, OwnOperations},
    guard::Guard,
    http::{self, Door, Origins, Persisted, Shared},
    limits::Limits,
    rest::{Rest, RestError},
    shares::Shares,
    system::Roster,
    telemetry::Metrics,
    wiring,
};

/// Time modules have to give back what they hold.
const MODULE_SHUTDOWN: Duration = Duration::from_secs(5);

/// A running server.
pub struct Gateway {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    modules: Modules,
    hooks: Vec<Arc<dyn ModuleHooks>>,
    /// Kept for what modules run in it.
    executor: Arc<Executor>,
    store: Arc<SqliteStore>,
    tasks: Tasks,
    http: Tasks,
    limits: Arc<Limits>,
}

/// Why a server does not start. The chain of sources says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another process listens there, or the address is not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database cannot be used.
    #[error("cannot open the database {}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: OpenError,
    },
    /// The folder of the database cannot be used.
    #[error("cannot use the folder {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The key that encrypts secrets is not one.
    #[error("ACM_SECRET_KEY")]
    SecretKey(#[from] acm_connections::KeyError),
    /// The routes of REST do not fit the schema.
    #[error("the routes of REST cannot be served")]
    Rest(#[from] RestError),
    /// A module refused to start; for the secrets the text says which key is wrong.
    #[error("the module {module} cannot start: {}", explain(error))]
    Module {
        /// The module's name.
        module: &'static str,
        /// Why.
        error: ApiError,
    },
}

fn explain(error: &ApiError) -> String {
    match error.source_chain() {
        Some(chain) if chain.starts_with(error.message()) => chain,
        Some(chain) => format!("{error} ({chain})"),
        None => error.to_string(),
    }
}

impl Gateway {
    /// Opens the store, makes the modules and listens. No cluster is reached: a dead one delays
    /// nothing.
    ///
    /// # Errors
    /// The address is taken; the store or the secret key cannot be used; a module refuses.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let metrics = Metrics::install();
        let (listener, address) = listen(config.address()).await?;
        let metrics_listener = match config.metrics_address {
            Some(MetricsAddress::At(address)) => Some(listen(address).await?),
            Some(MetricsAddress::Off) | None => None,
        };
        let store = Arc::new(open_store(config.data_dir.as_deref()).await?);
        let tasks = Tasks::new();
        let roster = Roster::default();
        let operations = Arc::new(OwnOperations::default());
        let clock = Clock::default();
        let modules = wiring::wire(&config, &store, &roster, &operations, &tasks, &clock).await?;
        if let Some(seed) = &config.aerospike_seed {
            make_seed(&modules, seed.clone()).await;
        }
        let hooks = modules.hooks();
        roster.set(hooks.clone());
        for module in &hooks {
            module.start(&tasks);
        }
        let limits = Arc::new(config.limits.clone());
        let http = tasks.child();
        let schemas = modules.schemas(&limits);
        let rest = schemas.look(|registry| Rest::new(registry, config.kubernetes.enabled))?;
        let guard = Guard::new(Arc::clone(&limits), config.introspection, &schemas);
        let bounds = Arc::clone(&limits);
        let executor = Executor::new(schemas, hooks.clone(), guard, bounds, http.clone());
        let executor = Arc::new(executor);
        operations.open(&executor);
        let app = Shared {
            executor: (*executor).clone(),
            places: Shares::new(limits.max_connections, limits.max_connections_per_client),
            persisted: Persisted::new(&limits),
            trusted_proxies: config.trusted_proxies.clone(),
            limits: Arc::clone(&limits),
            origins: Origins::new(&config),
            roster,
            tasks: http.clone(),
            rest,
            files: modules.data.files(),
            metrics: config.shows_metrics().then_some(metrics),
            figures: modules.data.figures(),
        };
        let (trusted, door) = (&config.trusted_proxies, Door::new(Arc::new(app)));
        http::serve(listener, door, &limits, trusted, &http);
        let metrics_address = metrics_listener.map(|(listener, address)| {
            let router = http::metrics_router(metrics, modules.data.figures());
            http::serve(listener, router, &limits, trusted, &http);
            address
        });
        info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
        Ok(Self {
            address,
            metrics_address,
            modules,
            hooks,
            executor,
            store,
            tasks,
            http,
            limits,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it shows its metrics, when that has a listener of its own.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Makes a profile for these hosts, with a user and a password where there is a login, unless there
    /// is one.
    ///
    /// # Errors
    /// A host is malformed, or the store fails.
    pub async fn ensure_profile(
        &self,
        name: &str,
        hosts: Vec<String>,
        login: Option<(&str, &str)>,
    ) -> Result<(), ApiError> {
        let login = login.map(|(user, password)| acm_connections::Credentials {
            username: user.to_owned(),
            password: acm_connections::Secret::new(password.to_owned()),
        });
        self.modules
            .connections
            .ensure_profile(name, hosts, login)
            .await
            .map(|_| ())
    }

    /// Tasks alive and tasks that panicked so far; for tests.
    #[must_use]
    pub fn task_counts(&self) -> (usize, usize) {
        (self.tasks.alive(), self.tasks.panics())
    }

    /// Stops taking requests, lets those under way end, then stops the modules. Returns whether
    /// everything ended in time.
    pub async fn shutdown(self) -> bool {
        info!("stopping");
        let served = self.http.shutdown(self.limits.shutdown_deadline()).await;
        for module in &self.hooks {
            if tokio::time::timeout(MODULE_SHUTDOWN, module.shutdown())
                .await
                .is_err()
            {
                warn!(module = module.name(), "the module did not stop in time");
            }
        }
        let ended = self.tasks.shutdown(MODULE_SHUTDOWN).await;
        drop(self.executor);
        self.store.close().await;
        if !served || !ended {
            warn!(tasks = self.tasks.alive(), "stopped with work under way");
        }
        served && ended
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let refused = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, address))
}

async fn make_seed(modules: &Modules, host: String) {
    if let Err(error) = modules.connections.seed_profile("Aerospike", host).await {
        warn!(%error, "no profile could be made from AEROSPIKE_HOST and AEROSPIKE_PORT");
    }
}

async fn open_store(folder: Option<&Path>) -> Result<SqliteStore, StartError> {
    let Some(folder) = folder else {
        let path = PathBuf::from(":memory:");
        return SqliteStore::in_memory()
            .await
            .map_err(|source| StartError::Store { path, source });
    };
    std::fs::create_dir_all(folder).map_err(|source| StartError::Folder {
        path: folder.to_owned(),
        source,
    })?;
    let path = folder.join("acm.db");
    SqliteStore::open(&path)
        .await
        .map_err(|source| StartError::Store { path, source })
}
