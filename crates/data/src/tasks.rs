//! What runs while nobody asks.

use acm_core::{BoxFuture, Clock, Health, HealthState, ModuleHooks, Tasks, UnixMillis};
use async_graphql::Data as OperationData;

use crate::{
    Data,
    config::DataConfig,
    graphql::DataState,
    loaders::{LoaderSource, RecordLoaders},
};
use acm_core::Module;

/// The module's hooks.
pub(crate) struct Hooks {
    pub(crate) config: DataConfig,
    pub(crate) state: DataState,
    pub(crate) loaders: LoaderSource,
    pub(crate) since: UnixMillis,
}

impl Hooks {
    pub(crate) fn new(config: DataConfig, state: DataState, tasks: Tasks, clock: &Clock) -> Self {
        let loaders = LoaderSource::new(state.records.clone(), tasks);
        Self {
            config,
            state,
            loaders,
            since: clock.now(),
        }
    }
}

impl ModuleHooks for Hooks {
    fn name(&self) -> &'static str {
        Data::NAME
    }

    fn health(&self) -> Health {
        Health {
            state: HealthState::Ready,
            since: self.since,
            reason: None,
        }
    }

    fn prepare(&self, operation: &mut OperationData) {
        operation.insert(RecordLoaders::new(self.loaders.clone()));
    }

    fn shutdown(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.state.files.close())
    }

    fn start(&self, tasks: &Tasks) {
        tasks.spawn("old jobs", self.state.jobs.clone().forget_in_time());
        tasks.spawn("query history", self.state.book.clone().keep());
        if self.config.keep_history {
            tasks.spawn("metrics history", self.state.metrics.clone().keep_history());
        }
    }
}
