#![doc = include_str!("../README.md")]

mod config;
mod error;
mod graphql;
mod loaders;
mod service;
mod tasks;

use std::{path::PathBuf, sync::Arc};

use acm_core::{ApiError, Clock, CursorKey, DocumentStore, Module, ModuleHooks, Tasks};
use acm_graph::{ClusterPort, FeaturesPort, JobPort, ProfilePort};
use async_graphql::SchemaBuilder;

pub use config::DataConfig;
pub use error::{Error, Result};
pub use graphql::{DataMutation, DataQuery, DataState, DataSubscription};
pub use service::config::Parameters;
pub use service::{
    access::{InfoAccess, Node, Profile, Profiles, RecordAccess},
    figures::{ClusterFigures, Figures, NodeFigures, NodeSaid, Said},
    files::{FileLimits, Files, NewFile, StoredFile},
    functions::FunctionAccess,
    live::{ClusterSource, LiveAccess},
    queries::{Batches, QueryAccess},
};

use service::{
    advisor::{Advisor, FindingFeeds},
    cluster::{ClusterFeeds, Snapshots},
    config::Configs,
    distribution::Distributions,
    features::Features,
    functions::Functions,
    indexes::{IndexFeeds, Indexes},
    info::Info,
    jobs::{Jobs, JobsPorts},
    logs::Logs,
    metrics::Metrics,
    overview::Overviews,
    queries::{Book, Queries},
    records::Records,
    server_jobs::ServerJobs,
    statistics::Statistics,
    top::{Top, TopFeeds},
};
use tasks::Hooks;

/// What the module needs from the others.
#[derive(Clone)]
pub struct DataPorts {
    /// Asks nodes with info commands.
    pub info: Arc<dyn InfoAccess>,
    /// Reads and writes records.
    pub records: Arc<dyn RecordAccess>,
    /// Runs queries.
    pub queries: Arc<dyn QueryAccess>,
    /// Calls functions of Lua modules.
    pub functions: Arc<dyn FunctionAccess>,
    /// Tells which profiles there are.
    pub profiles: Arc<dyn Profiles>,
    /// Keeps what is written down.
    pub documents: Arc<dyn DocumentStore>,
    /// Where files are kept; nowhere beyond this run without.
    pub files: Option<PathBuf>,
    /// Runs samplers, pollers, batches and jobs.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
    /// Seals the cursors of record lists.
    pub cursors: CursorKey,
}

/// The module.
pub struct Data {
    state: DataState,
    figures: Figures,
    hooks: Arc<Hooks>,
}

impl Data {
    /// What clusters can do, for domains that offer it.
    #[must_use]
    pub fn features(&self) -> Arc<dyn FeaturesPort> {
        Arc::new(self.state.features.clone())
    }

    /// The files of jobs.
    #[must_use]
    pub fn files(&self) -> Files {
        self.state.files.clone()
    }

    /// What the clusters count whose profiles keep history, for who keeps it elsewhere.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.figures.clone()
    }
}

impl Module for Data {
    const NAME: &'static str = "data";
    type Config = DataConfig;
    type Ports = DataPorts;
    type Query = DataQuery;
    type Mutation = DataMutation;
    type Subscription = DataSubscription;
    type State = DataState;

    async fn init(config: DataConfig, ports: DataPorts) -> Result<Self, ApiError> {
        let DataPorts {
            info,
            records,
            queries,
            functions,
            documents,
            profiles,
            files: folder,
            tasks,
            clock,
            cursors,
        } = ports;
        let asked = Arc::clone(&info);
        let known: Arc<dyn ProfilePort> = Arc::clone(&profiles) as _;
        let snapshots = Snapshots::new(Arc::clone(&info), clock.clone());
        let feeds = ClusterFeeds::new(
            snapshots.clone(),
            Arc::clone(&known),
            clock.clone(),
            tasks.clone(),
        );
        let indexes = Indexes::new(Arc::clone(&info));
        let index_feeds = IndexFeeds::new(
            indexes.clone(),
            Arc::clone(&known),
            clock.clone(),
            tasks.clone(),
        );
        let files = Files::open(folder, config.files, Arc::clone(&documents), clock.clone());
        let files = files.await?;
        let ports = JobsPorts {
            info: Arc::clone(&info),
            records: Arc::clone(&records),
            queries: Arc::clone(&queries),
            functions: Arc::clone(&functions),
            files: files.clone(),
            profiles: Arc::clone(&profiles),
            tasks: tasks.clone(),
            clock: clock.clone(),
        };
        let functions = Functions::new(functions, Arc::clone(&info));
        let server_jobs = ServerJobs::new(Arc::clone(&info));
        let jobs = Jobs::open(ports, Arc::clone(&documents)).await?;
        let book = Book::new(documents, Arc::clone(&profiles), clock.clone());
        let queries = Queries::new(
            queries,
            Arc::clone(&info),
            snapshots.clone(),
            cursors.clone(),
            clock.clone(),
        );
        let configs = Configs::new(Arc::clone(&info), clock.clone());
        let distributions = Distributions::new(Arc::clone(&info));
        let logs = Logs::new(Arc::clone(&info));
        let advisor = Advisor::new(Arc::clone(&info), clock.clone());
        let findings = FindingFeeds::new(
            advisor.clone(),
            Arc::clone(&known),
            clock.clone(),
            tasks.clone(),
        );
        let top = TopFeeds::new(
            Top::new(Arc::clone(&info)),
            Arc::clone(&known),
            clock.clone(),
            tasks.clone(),
        );
        let features = Features::new(Arc::clone(&info), clock.clone());
        let statistics = Statistics::new(Arc::clone(&info), clock.clone());
        let figures = Figures::new(Arc::clone(&info), Arc::clone(&profiles));
        let metrics = Metrics::new(info, Arc::clone(&profiles), clock.clone(), tasks.clone());
        let overview = Overviews::new(
            advisor.clone(),
            metrics.clone(),
            profiles,
            clock.clone(),
            tasks.clone(),
        );
        let records = Records::new(records, snapshots.clone(), cursors, clock.clone());
        let state = DataState {
            snapshots,
            feeds,
            metrics,
            records,
            indexes,
            index_feeds,
            configs,
            distributions,
            logs,
            files,
            advisor,
            findings,
            overview,
            statistics,
            top,
            queries,
            functions,
            jobs,
            server_jobs,
            book,
            features,
            info: Info::new(asked),
        };
        let hooks = Arc::new(Hooks::new(config, state.clone(), tasks, &clock));
        Ok(Self {
            state,
            figures,
            hooks,
        })
    }

    fn state(&self) -> DataState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::clone(&self.hooks) as Arc<dyn ModuleHooks>
    }

    fn provide<Q, M, S>(&self, schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S> {
        let port: Arc<dyn ClusterPort> = Arc::new(self.state.snapshots.clone());
        let jobs: Arc<dyn JobPort> = Arc::new(self.state.jobs.clone());
        schema
            .data(self.state())
            .data(port)
            .data(jobs)
            .data(self.features())
    }
}
