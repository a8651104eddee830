//! Live state of Kubernetes: one watch of a kind for all who look, only while someone does.

mod follow;
mod reader;
mod store;
#[cfg(test)]
mod tests;

pub use reader::Reader;
pub use store::{Changes, Stale};

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acm_core::{
    ApiError, Clock, ErrorCode, Tasks,
    shared::{Watch, Watches},
};
use tokio::time::timeout;

use self::{follow::Follower, reader::Watched};
use crate::{Client, Contexts, Error, Kind, Result, Scope, Settings};

/// How long a watch goes on after the last look, so that the next finds what it knows.
const GRACE: Duration = Duration::from_secs(60);
/// Watches of one kind at once.
const MAX_WATCHES: usize = 200;

/// The Kubernetes clusters of this server: clients, and what is known of their objects. Cheap to
/// clone.
#[derive(Clone)]
pub struct Kubernetes(Arc<Inner>);

struct Inner {
    contexts: Contexts,
    settings: Settings,
    tasks: Tasks,
    clock: Clock,
    /// The watches of each kind.
    kinds: Mutex<HashMap<TypeId, Box<dyn Any + Send + Sync>>>,
}

/// What one watch is about.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Target {
    context: Arc<str>,
    scope: Scope,
}

type KindWatches<K> = Watches<Watched<K>, Target>;

impl Kubernetes {
    /// The clusters that the settings name; watches run in `tasks`. Nothing is asked of them yet.
    #[must_use]
    pub fn new(settings: Settings, tasks: Tasks, clock: Clock) -> Self {
        let contexts = Contexts::new(settings.clone(), clock.clone());
        Self::of(contexts, settings, tasks, clock)
    }

    pub(crate) fn of(contexts: Contexts, settings: Settings, tasks: Tasks, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            contexts,
            settings,
            tasks,
            clock,
            kinds: Mutex::default(),
        }))
    }

    /// The contexts there are.
    #[must_use]
    pub fn contexts(&self) -> &Contexts {
        &self.0.contexts
    }

    /// The client of a context, whose name may be left out when there is one.
    ///
    /// # Errors
    /// Those of [`Contexts::client`].
    pub async fn client(&self, context: Option<&str>) -> Result<Client> {
        self.0.contexts.client(context).await
    }

    /// Follows the objects of a kind. The first reader starts the watch, others share it.
    ///
    /// # Errors
    /// Those of [`Contexts::resolve`]; `LIMIT_EXCEEDED` when too much is watched at once.
    pub fn follow<K: Kind>(&self, context: Option<&str>, scope: &Scope) -> Result<Reader<K>> {
        let context = self.0.contexts.resolve(context).map_err(Error::Context)?;
        let watches = self.watches::<K>();
        let target = Target {
            context: Arc::clone(&context),
            scope: scope.clone(),
        };
        if watches.count() >= MAX_WATCHES && watches.find(&target).is_none() {
            let message = "Too many different lists of this kind are watched at once.";
            let error = ApiError::new(ErrorCode::LimitExceeded, message);
            return Err(Error::Context(error.with_detail("limit", MAX_WATCHES)));
        }
        let inner = &self.0;
        let run = |watch: Watch<Watched<K>, Target>| {
            let follower = Follower {
                contexts: inner.contexts.clone(),
                context,
                scope: scope.clone(),
                namespaces: inner.settings.namespaces.clone().into(),
                watched: Arc::clone(&watch.state),
                clock: inner.clock.clone(),
            };
            run(watch, follower)
        };
        Ok(watches.join(&target, Watched::new, run, Watched::read).1)
    }

    /// What is known of the objects of a kind, once they have been listed: from a watch that goes on
    /// for a minute, so that who asks again costs no request.
    ///
    /// # Errors
    /// Those of [`Kubernetes::follow`]; why nothing is known.
    pub async fn read<K: Kind>(&self, context: Option<&str>, scope: &Scope) -> Result<Changes<K>> {
        let mut reader = self.follow::<K>(context, scope)?;
        let deadline = self.0.settings.api_deadline();
        let known = timeout(deadline, reader.next()).await.ok().flatten();
        let Some(known) = known else {
            let message = "Kubernetes did not list these objects in time.";
            return Err(Error::Context(ApiError::new(ErrorCode::Timeout, message)));
        };
        match known.stale {
            Some(Stale {
                since: None,
                problem,
            }) => Err(Error::Context(problem)),
            _ => Ok(known),
        }
    }

    fn watches<K: Kind>(&self) -> KindWatches<K> {
        let mut kinds = self.0.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || KindWatches::<K>::new("kubernetes watch", self.0.tasks.clone());
        let watches = kinds
            .entry(TypeId::of::<K>())
            .or_insert_with(|| Box::new(make()));
        watches.downcast_ref().cloned().unwrap_or_else(make)
    }
}

/// Follows until nobody has looked for a while.
async fn run<K: Kind>(watch: Watch<Watched<K>, Target>, follower: Follower<K>) {
    let unread = async {
        loop {
            watch.state.unread().await;
            if watch.end_if(Watched::is_unread) {
                return;
            }
        }
    };
    tokio::select! {
        () = follower.run() => {}
        () = unread => {}
    }
}
