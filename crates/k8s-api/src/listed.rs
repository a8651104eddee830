//! What is known of a kind in several contexts, and how each context fares.

use std::sync::Arc;

use acm_core::{ApiError, UnixMillis};
use futures_util::future::join_all;

use crate::{Changes, Error, Kind, Kubernetes, Result, Scope};

/// How a context fares in a list.
#[derive(Clone, Debug)]
pub struct ListedContext {
    /// Its name.
    pub name: Arc<str>,
    /// When the state was last known to be true.
    pub at: Option<UnixMillis>,
    /// Why it is old or unknown.
    pub problem: Option<ApiError>,
    /// The namespaces looked at, when not all may be.
    pub namespaces: Option<Vec<String>>,
}

/// What is known of a kind.
#[derive(Clone, Debug)]
pub struct Known<K> {
    /// Each object, with the context it is in.
    pub objects: Vec<(Arc<str>, K)>,
    /// Each context that was looked at.
    pub contexts: Vec<ListedContext>,
}

impl Kubernetes {
    /// Every object of a kind in one context, or in all. A context that cannot be looked at is told
    /// of, and does not hide the others.
    ///
    /// # Errors
    /// There is no context; the context's own when one is named.
    pub async fn known<K: Kind>(&self, context: Option<&str>) -> Result<Known<K>> {
        let contexts = self.contexts();
        let resolve = |name| contexts.resolve(name).map_err(Error::Context);
        let names: Vec<Arc<str>> = match context {
            Some(name) => vec![resolve(Some(name))?],
            None => contexts.names().map(Arc::from).collect(),
        };
        if names.is_empty() {
            resolve(None)?;
        }
        let reads = names
            .iter()
            .map(async |name| self.read::<K>(Some(name), &Scope::all()).await);
        let mut known = Known {
            objects: Vec::new(),
            contexts: Vec::new(),
        };
        for (name, read) in names.iter().zip(join_all(reads).await) {
            match read {
                Err(error) if context.is_some() => return Err(error),
                Err(error) => known.contexts.push(ListedContext {
                    name: Arc::clone(name),
                    at: None,
                    problem: Some(error.into()),
                    namespaces: None,
                }),
                Ok(changes) => {
                    known.contexts.push(ListedContext::of(name, &changes));
                    let objects = changes.objects.iter();
                    known
                        .objects
                        .extend(objects.map(|one| (Arc::clone(name), (**one).clone())));
                }
            }
        }
        Ok(known)
    }
}

impl ListedContext {
    /// How the context fares whose objects these are.
    #[must_use]
    pub fn of<K>(name: &Arc<str>, known: &Changes<K>) -> Self {
        Self {
            name: Arc::clone(name),
            at: known.at,
            problem: known.stale.as_ref().map(|stale| stale.problem.clone()),
            namespaces: known.namespaces.as_deref().map(<[String]>::to_vec),
        }
    }
}
