//! The task of a watch: lists, watches from there, and starts again when it has to.

use std::{any::TypeId, sync::Arc, time::Duration};

use acm_core::{Clock, shared::pause};
use futures_util::{StreamExt, future::join_all, stream};
use k8s_openapi::{NamespaceResourceScope, api::core::v1::Namespace};
use kube::ResourceExt;
use tokio::time::{Instant, sleep, sleep_until};
use tracing::{debug, warn};

use super::{Watched, store::Part};
use crate::{Access, Client, Contexts, Error, Kind, Result, Scope, client::WatchEvent};

/// The least time between two rounds, and the first pause after a failure.
const PACE: Duration = Duration::from_secs(1);
/// How often rights are looked at again, while those to see everything are missing.
const REVIEW: Duration = Duration::from_secs(60);
/// Rights asked for at once.
const QUESTIONS: usize = 8;
/// Namespaces followed one by one.
const MAX_NAMESPACES: usize = 250;

/// Follows the objects of a scope.
pub(super) struct Follower<K> {
    pub(super) contexts: Contexts,
    pub(super) context: Arc<str>,
    pub(super) scope: Scope,
    pub(super) namespaces: Arc<[String]>,
    pub(super) watched: Arc<Watched<K>>,
    pub(super) clock: Clock,
}

impl<K: Kind> Follower<K> {
    /// Follows everything, or the namespaces that are allowed while everything is not. Goes on until
    /// it is dropped.
    pub(super) async fn run(&self) {
        loop {
            self.watched.update(|store| store.cover(None));
            let refused = self.part(&None).await;
            match self.allowed().await {
                Ok(namespaces) if !namespaces.is_empty() => self.only(&namespaces).await,
                Ok(_) => self.rest(refused).await,
                Err(error) => self.rest(error).await,
            }
        }
    }

    /// Follows a part until the right to do so is missing and others may be had.
    async fn part(&self, part: &Part) -> Error {
        let scope = match part {
            None => self.scope.clone(),
            Some(namespace) => self.scope.within(namespace),
        };
        let mut position = None;
        let mut failures = 0;
        loop {
            let began = Instant::now();
            let mut live = false;
            let Err(error) = self.round(part, &scope, &mut position, &mut live).await else {
                failures = 0;
                sleep_until(began + PACE).await;
                continue;
            };
            if error.is_expired() {
                position = None;
            } else if error.is_forbidden() && part.is_none() && self.can_fall_back() {
                return error;
            }
            // What broke off is tried again at once; what that comes to tells whether it is lost.
            if live && (error.is_expired() || error.is_of_the_connection()) {
                debug!(%error, "watch");
                failures = 0;
                sleep_until(began + PACE).await;
                continue;
            }
            if failures == 0 {
                warn!(%error, "watch");
            }
            self.lost(part, error);
            sleep(pause(PACE, failures)).await;
            failures = failures.saturating_add(1);
        }
    }

    /// Lists when there is no position to go on from, and watches until the API server ends it.
    async fn round(
        &self,
        part: &Part,
        scope: &Scope,
        position: &mut Option<String>,
        live: &mut bool,
    ) -> Result<()> {
        let client = self.client().await?;
        let from = match position {
            Some(from) => from,
            None => {
                let page = client.list::<K>(scope).await?;
                let now = self.clock.now();
                self.watched
                    .update(|store| store.replace(part, page.items, now));
                position.insert(page.resource_version)
            }
        };
        let mut events = client.watch::<K>(scope, from).await?;
        *live = true;
        self.heard(part);
        while let Some(event) = events.next().await? {
            let now = self.clock.now();
            match event {
                WatchEvent::Applied(object) => {
                    *from = object.resource_version().unwrap_or_default();
                    self.watched.update(|store| store.apply(part, object, now));
                }
                WatchEvent::Deleted(object) => {
                    *from = object.resource_version().unwrap_or_default();
                    self.watched
                        .update(|store| store.delete(part, &object, now));
                }
                WatchEvent::Bookmark(version) => {
                    *from = version;
                    self.heard(part);
                }
            }
        }
        Ok(())
    }

    async fn client(&self) -> Result<Client> {
        self.contexts.client(Some(&self.context)).await
    }

    fn heard(&self, part: &Part) {
        let now = self.clock.now();
        self.watched.update(|store| store.heard(part, now));
    }

    fn lost(&self, part: &Part, error: Error) {
        self.watched.update(|store| store.lost(part, error.into()));
    }

    /// Nothing may be followed: looks again later.
    async fn rest(&self, error: Error) {
        self.watched.update(|store| store.cover(None));
        self.lost(&None, error);
        sleep(REVIEW).await;
    }

    fn can_fall_back(&self) -> bool {
        let namespaced = TypeId::of::<K::Scope>() == TypeId::of::<NamespaceResourceScope>();
        self.scope.namespace.is_none() && namespaced
    }

    /// Follows some namespaces until others are allowed.
    async fn only(&self, namespaces: &[String]) {
        self.watched.update(|store| store.cover(Some(namespaces)));
        let parts: Vec<Part> = namespaces.iter().cloned().map(Some).collect();
        tokio::select! {
            _ = join_all(parts.iter().map(|part| self.part(part))) => {}
            () = self.review(namespaces) => {}
        }
    }

    /// Waits until other namespaces are allowed, or all.
    async fn review(&self, namespaces: &[String]) {
        loop {
            sleep(REVIEW).await;
            match self.allowed_now().await {
                Ok((true, _)) => return,
                Ok((false, allowed)) if allowed != namespaces => return,
                _ => {}
            }
        }
    }

    /// Whether everything may be followed, and which namespaces may.
    async fn allowed_now(&self) -> Result<(bool, Vec<String>)> {
        let everything = may::<K>(&self.client().await?, None).await?;
        Ok((everything, self.allowed().await?))
    }

    /// The namespaces in which this kind may be followed, by name: of all that there are, or of those
    /// that the settings name where the others may not even be known.
    async fn allowed(&self) -> Result<Vec<String>> {
        let client = self.client().await?;
        let mut names: Vec<String> = match client.list::<Namespace>(&Scope::all()).await {
            Ok(page) => page.items.iter().map(ResourceExt::name_any).collect(),
            Err(error) if error.is_forbidden() => self.fallback(&client),
            Err(error) => return Err(error),
        };
        names.sort_unstable();
        names.dedup();
        let asked = stream::iter(names).map(async |name| {
            let allowed = may::<K>(&client, Some(&name)).await?;
            Ok(allowed.then_some(name))
        });
        let answers: Vec<Result<Option<String>>> = asked.buffered(QUESTIONS).collect().await;
        let allowed: Result<Vec<Option<String>>> = answers.into_iter().collect();
        Ok(allowed?
            .into_iter()
            .flatten()
            .take(MAX_NAMESPACES)
            .collect())
    }

    fn fallback(&self, client: &Client) -> Vec<String> {
        match &*self.namespaces {
            [] => vec![client.default_namespace().to_owned()],
            named => named.to_vec(),
        }
    }
}

/// Whether a kind may be followed in a namespace, or in all.
async fn may<K: Kind>(client: &Client, namespace: Option<&str>) -> Result<bool> {
    for verb in ["list", "watch"] {
        if !client.may(&Access::to::<K>(verb, namespace)).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
