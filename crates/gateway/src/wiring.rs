//! Makes the modules and hands each what it needs of the others.

use std::sync::Arc;

use acm_connections::{Gatekeeper, KeySource, SecretKey};
use acm_core::{Clock, DocumentStore, Module, Tasks};
use acm_graph::ParameterPort;
use acm_k8s_api::Kubernetes;
use acm_store::SqliteStore;

use crate::{
    adapters::{Clusters, Known, Names},
    compose::Modules,
    config::Config,
    executor::OwnOperations,
    gateway::StartError,
    http::random,
    system::{self, Roster, System},
};

/// Makes every module. The compiler asks for a new one here.
pub(crate) async fn wire(
    config: &Config,
    store: &Arc<SqliteStore>,
    roster: &Roster,
    operations: &Arc<OwnOperations>,
    tasks: &Tasks,
    clock: &Clock,
) -> Result<Modules, StartError> {
    let documents = Arc::clone(store) as Arc<dyn DocumentStore>;
    let of = &config.modules;
    let ports = system::Ports {
        clock: clock.clone(),
        kubernetes: config.kubernetes.enabled,
        modules: roster.clone(),
    };
    let system = make::<System>(of.system.clone(), ports).await?;
    let kubernetes = Kubernetes::new(config.kubernetes.clone(), tasks.clone(), clock.clone());
    let ports = acm_connections::Ports {
        documents: Arc::clone(&documents),
        secret_key: key_source(config)?,
        gatekeeper: gatekeeper(config, Names(kubernetes.contexts().clone())),
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let connections = make::<acm_connections::Connections>(of.connections.clone(), ports).await?;
    let clusters = Arc::new(acm_data::LiveAccess::new(Clusters(connections.live())));
    let profiles = Arc::new(Known(connections.profiles().clone()));
    let udf = acm_udf::Ports {
        modules: Arc::new(acm_udf::LiveModules(Clusters(connections.live()))),
        profiles: Arc::clone(&profiles) as _,
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let ports = acm_data::DataPorts {
        info: Arc::clone(&clusters) as _,
        records: Arc::clone(&clusters) as _,
        queries: Arc::clone(&clusters) as _,
        functions: clusters,
        documents,
        profiles: Arc::clone(&profiles) as _,
        files: config.data_dir.as_ref().map(|folder| folder.join("files")),
        tasks: tasks.clone(),
        clock: clock.clone(),
        cursors: connections.cursors(),
    };
    let data = make::<acm_data::Data>(of.data.clone(), ports).await?;
    let admin = acm_admin::Ports {
        security: Arc::new(connections.live()),
        profiles: Arc::new(connections.logins()),
        features: data.features(),
        clock: clock.clone(),
    };
    let terminal = acm_terminal::Ports {
        operations: Arc::clone(operations) as _,
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let parameters: Arc<dyn ParameterPort> = Arc::new(acm_data::Parameters);
    let k8s_clusters = acm_k8s_clusters::Ports {
        kubernetes: kubernetes.clone(),
        cursors: connections.cursors(),
        parameters: Arc::clone(&parameters),
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let k8s_templates = acm_k8s_templates::Ports {
        kubernetes,
        parameters,
        cursors: connections.cursors(),
        clock: clock.clone(),
    };
    Ok(Modules {
        data,
        admin: make(of.admin.clone(), admin).await?,
        udf: make(of.udf.clone(), udf).await?,
        terminal: make(of.terminal.clone(), terminal).await?,
        k8s_clusters: make(of.k8s_clusters.clone(), k8s_clusters).await?,
        k8s_templates: make(of.k8s_templates.clone(), k8s_templates).await?,
        system,
        connections,
    })
}

/// Who else but this machine reaches the server must not reach this machine through it.
fn gatekeeper(config: &Config, names: Names) -> Gatekeeper {
    let policy = config
        .modules
        .connections
        .target_policy(config.host.is_loopback());
    Gatekeeper::new(policy, Arc::new(names))
}

/// The setting, the file beside the database, or, where nothing is kept, a key for this run.
fn key_source(config: &Config) -> Result<KeySource, StartError> {
    match &config.data_dir {
        Some(folder) => Ok(KeySource::from_setting(
            config.secret_key.as_deref(),
            folder,
        )?),
        None => Ok(KeySource::Key(SecretKey::from_bytes(random()))),
    }
}

async fn make<M: Module>(config: M::Config, ports: M::Ports) -> Result<M, StartError> {
    M::init(config, ports)
        .await
        .map_err(|error| StartError::Module {
            module: M::NAME,
            error,
        })
}
