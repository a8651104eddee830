//! What this server may do, as the API server's authorizer says.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use k8s_openapi::api::authorization::v1::{
    ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec,
};
use tokio::time::Instant;

use super::Client;
use crate::{Kind, Result, kind::qualified};

/// How long an answer holds.
const HOLDS: Duration = Duration::from_secs(10);
/// Answers held at once.
const MAX_ANSWERS: usize = 1_000;

/// Something to be allowed.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Access {
    verb: String,
    group: String,
    resource: String,
    subresource: Option<String>,
    namespace: Option<String>,
    name: Option<String>,
}

impl Access {
    /// A verb on objects of a kind; `namespace` is `None` for all namespaces, or where there are none.
    #[must_use]
    pub fn to<K: Kind>(verb: &str, namespace: Option<&str>) -> Self {
        Self {
            verb: verb.to_owned(),
            group: K::group(&()).into_owned(),
            resource: K::plural(&()).into_owned(),
            subresource: None,
            namespace: namespace.map(str::to_owned),
            name: None,
        }
    }

    /// The same on a subresource.
    #[must_use]
    pub fn subresource(mut self, subresource: &str) -> Self {
        self.subresource = Some(subresource.to_owned());
        self
    }

    /// What it is on, as roles name it: the resource, its API group after a dot, a subresource after a
    /// slash.
    #[must_use]
    pub fn resource(&self) -> String {
        qualified(&self.resource, &self.group, self.subresource.as_deref())
    }

    /// The same on one object.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }
}

/// Answers of the last seconds.
#[derive(Clone, Default)]
pub(super) struct Answers(Arc<Mutex<HashMap<Access, (bool, Instant)>>>);

impl Answers {
    fn get(&self, access: &Access) -> Option<bool> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (allowed, at) = answers.get(access)?;
        (at.elapsed() < HOLDS).then_some(*allowed)
    }

    fn put(&self, access: Access, allowed: bool) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MAX_ANSWERS {
            answers.retain(|_, (_, at)| at.elapsed() < HOLDS);
        }
        if answers.len() < MAX_ANSWERS {
            answers.insert(access, (allowed, Instant::now()));
        }
    }
}

impl Client {
    /// Whether this server may do something. An answer holds for ten seconds.
    ///
    /// # Errors
    /// What [`Error`](crate::Error) tells of.
    pub async fn may(&self, access: &Access) -> Result<bool> {
        if let Some(allowed) = self.answers.get(access) {
            return Ok(allowed);
        }
        let review = SelfSubjectAccessReview {
            spec: SelfSubjectAccessReviewSpec {
                resource_attributes: Some(ResourceAttributes {
                    verb: Some(access.verb.clone()),
                    group: Some(access.group.clone()),
                    resource: Some(access.resource.clone()),
                    subresource: access.subresource.clone(),
                    namespace: access.namespace.clone(),
                    name: access.name.clone(),
                    ..ResourceAttributes::default()
                }),
                ..SelfSubjectAccessReviewSpec::default()
            },
            ..SelfSubjectAccessReview::default()
        };
        let answer = self.create::<SelfSubjectAccessReview>(None, &review, false);
        let status = answer.await?.object.status;
        let allowed = status.is_some_and(|status| status.allowed);
        self.answers.put(access.clone(), allowed);
        Ok(allowed)
    }
}
