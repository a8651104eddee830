//! The feed of templates: it tells of a template when it has changed, and when a cluster made from it has.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use acm_core::ApiError;
use acm_k8s_api::{
    AerospikeCluster, AerospikeClusterTemplate, Changes, ObjectKey, Reader, Scope,
    operator::template_of,
};
use futures_util::{Stream, stream};

use super::{Filter, Templates, View, list::Sieve};
use crate::error::Result;

/// An item of the feed.
pub(crate) struct Item {
    pub at: i64,
    pub whole: bool,
    pub lagged: bool,
    pub problem: Option<ApiError>,
    pub version: i64,
    /// Those that are new or changed, or whose clusters are.
    pub templates: Vec<View>,
    /// Names of those that are gone or pass no more.
    pub removed: Vec<String>,
}

struct State {
    templates: Reader<AerospikeClusterTemplate>,
    /// `None` once clusters cannot be followed.
    clusters: Option<Reader<AerospikeCluster>>,
    sieve: Sieve,
    context: Arc<str>,
    of: Templates,
    known: HashMap<String, View>,
    /// The template of each cluster.
    made_from: HashMap<ObjectKey, String>,
    problem: Option<ApiError>,
    version: i64,
}

impl Templates {
    /// Follows the templates of a context.
    ///
    /// # Errors
    /// The filter's and the context's own.
    pub(crate) fn follow(
        &self,
        context: Arc<str>,
        filter: &Filter,
    ) -> Result<impl Stream<Item = Item> + use<>> {
        let (scope, named) = (Scope::all(), Some(&*context));
        let state = State {
            sieve: filter.sieve()?,
            templates: self.kubernetes.follow(named, &scope)?,
            clusters: Some(self.kubernetes.follow(named, &scope)?),
            context,
            of: self.clone(),
            known: HashMap::new(),
            made_from: HashMap::new(),
            problem: None,
            version: 0,
        };
        Ok(stream::unfold(state, async |mut state| {
            let item = state.next().await?;
            Some((item, state))
        }))
    }
}

impl State {
    async fn next(&mut self) -> Option<Item> {
        loop {
            // Nothing is told of clusters before the first item, which is the whole.
            let is_first = self.version == 0;
            let item = tokio::select! {
                biased;
                changes = self.templates.next() => Some(self.of_templates(changes?)),
                changes = next(&mut self.clusters), if !is_first => match changes {
                    Some(changes) => self.of_clusters(&changes),
                    None => { self.clusters = None; None }
                },
            };
            if let Some(item) = item {
                return Some(item);
            }
        }
    }

    fn of_templates(&mut self, changes: Changes<AerospikeClusterTemplate>) -> Item {
        let mut removed: Vec<String> = changes.removed.iter().map(|key| key.name.clone()).collect();
        if changes.whole {
            self.known.clear();
        }
        let mut passing = Vec::new();
        for object in &changes.objects {
            let view = View::new(Arc::clone(&self.context), (**object).clone());
            if self.sieve.passes(&view) {
                self.known.insert(view.name().to_owned(), view.clone());
                passing.push(view);
            } else if !changes.whole {
                removed.push(view.name().to_owned());
            }
        }
        removed
            .iter()
            .for_each(|name| drop(self.known.remove(name)));
        self.problem = changes.stale.map(|stale| stale.problem);
        self.item(changes.at, changes.whole, changes.lagged, passing, removed)
    }

    /// The templates whose clusters have changed; `None` when there is none.
    fn of_clusters(&mut self, changes: &Changes<AerospikeCluster>) -> Option<Item> {
        let mut touched: HashSet<String> = HashSet::new();
        let is_first = self.made_from.is_empty();
        if changes.whole {
            touched.extend(self.made_from.drain().map(|(_, template)| template));
        }
        for key in &changes.removed {
            touched.extend(self.made_from.remove(key));
        }
        for cluster in &changes.objects {
            let key = ObjectKey::of(&**cluster);
            let before = match template_of(cluster) {
                Some(template) => {
                    touched.insert(template.clone());
                    self.made_from.insert(key, template)
                }
                None => self.made_from.remove(&key),
            };
            touched.extend(before);
        }
        let known = touched.iter().filter_map(|name| self.known.get(name));
        let mut templates: Vec<View> = known.cloned().collect();
        templates.sort_unstable_by(|one, other| one.name().cmp(other.name()));
        // What is known first is what the whole was shown with.
        if templates.is_empty() || (is_first && changes.whole && changes.stale.is_some()) {
            return None;
        }
        Some(self.item(changes.at, false, changes.lagged, templates, Vec::new()))
    }

    fn item(
        &mut self,
        at: Option<i64>,
        whole: bool,
        lagged: bool,
        templates: Vec<View>,
        removed: Vec<String>,
    ) -> Item {
        self.version += 1;
        Item {
            at: at.unwrap_or_else(|| self.of.clock.now()),
            whole,
            lagged,
            problem: self.problem.clone(),
            version: self.version,
            templates,
            removed,
        }
    }
}

async fn next(reader: &mut Option<Reader<AerospikeCluster>>) -> Option<Changes<AerospikeCluster>> {
    match reader {
        Some(reader) => reader.next().await,
        None => std::future::pending().await,
    }
}
