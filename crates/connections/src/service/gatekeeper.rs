//! The target policy at work: names are looked up, and every address of each is judged.

use std::{collections::HashMap, io, net::IpAddr, sync::Arc, time::Duration};

use acm_core::BoxFuture;
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::{Host, Refusal, TargetPolicy};
use crate::Error;

/// A name that means something in each of several contexts of Kubernetes, and nobody says which is
/// meant. Resolvers fail with it, within their [`io::Error`].
#[derive(Clone, Debug, thiserror::Error)]
#[error("the name could be of each of the contexts {}", .contexts.join(", "))]
pub struct Ambiguous {
    /// The contexts.
    pub contexts: Vec<String>,
}

/// Looks names up. Tests put a table here.
pub trait Resolver: Send + Sync {
    /// Every address of a name. The name of a service inside of Kubernetes means something in each
    /// Kubernetes cluster: `context` tells which one is meant, where that is known; where it is not and
    /// several could be, it fails with [`Ambiguous`].
    fn resolve<'a>(
        &'a self,
        name: &'a str,
        context: Option<&'a str>,
    ) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// The system's resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve<'a>(
        &'a self,
        name: &'a str,
        _: Option<&'a str>,
    ) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|found| found.ip()).collect())
        })
    }
}

/// Names of one request that are looked up at the same time.
const LOOKED_UP: usize = 16;

/// Judges hosts. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper {
    policy: Arc<TargetPolicy>,
    resolver: Arc<dyn Resolver>,
    /// The context of Kubernetes in which names count.
    context: Option<Arc<str>>,
}

/// A host that is not dialled, by its place in the list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct RefusedHost {
    pub(crate) place: usize,
    pub(crate) refusal: Refusal,
}

impl Gatekeeper {
    /// A gatekeeper of this policy.
    #[must_use]
    pub fn new(policy: TargetPolicy, resolver: Arc<dyn Resolver>) -> Self {
        Self {
            policy: Arc::new(policy),
            resolver,
            context: None,
        }
    }

    /// The same, where names of services inside of Kubernetes mean those of this context.
    #[must_use]
    pub(crate) fn within(&self, context: Option<&str>) -> Self {
        Self {
            context: context.map(Arc::from),
            ..self.clone()
        }
    }

    /// Every address of a name, before any is judged.
    pub(crate) fn addresses<'a>(&'a self, name: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        self.resolver.resolve(name, self.context.as_deref())
    }

    /// Judges one address.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn judge(&self, address: IpAddr) -> Result<(), Refusal> {
        self.policy.judge(address)
    }

    /// Looks every host up and refuses the first that has an address which is not dialled. A name
    /// without an address by the deadline passes: there is nothing to dial.
    pub(crate) async fn check(
        &self,
        hosts: &[Host],
        deadline: Duration,
    ) -> Result<(), RefusedHost> {
        let found = self.survey(hosts, deadline).await;
        for (place, host) in hosts.iter().enumerate() {
            if let Look::Refused(refusal) = found.of(host) {
                return Err(RefusedHost { place, refusal });
            }
        }
        Ok(())
    }

    /// Looks hosts up, each name once, some at a time, within one deadline for all.
    pub(crate) async fn survey(
        &self,
        hosts: impl IntoIterator<Item = &Host>,
        deadline: Duration,
    ) -> Survey {
        let end = Instant::now() + deadline;
        let mut survey = Survey::default();
        for host in hosts {
            survey.0.entry(host.name()).or_insert(Look::Late);
        }
        let names: Vec<String> = survey.0.keys().cloned().collect();
        let looks = names
            .into_iter()
            .map(|name| async move { (self.look(&name, end).await, name) });
        let mut looks = stream::iter(looks).buffer_unordered(LOOKED_UP);
        while let Some((look, name)) = looks.next().await {
            survey.0.insert(name, look);
        }
        drop(looks);
        survey
    }

    /// As [`Self::check`], for hosts somebody asks to store or to try.
    ///
    /// # Errors
    /// `Refused`, naming the host by its place.
    pub(crate) async fn admit(&self, hosts: &[Host], deadline: Duration) -> Result<(), Error> {
        self.check(hosts, deadline).await.map_err(|refused| {
            let host = hosts.get(refused.place);
            Error::Refused {
                field: format!("input.hosts.{}", refused.place),
                literal: host.is_some_and(|host| host.address().is_some()),
                refusal: refused.refusal,
            }
        })
    }

    async fn look(&self, name: &str, end: Instant) -> Look {
        let judged = |addresses: Vec<IpAddr>| {
            let refused = addresses.into_iter().find_map(|it| self.judge(it).err());
            refused.map_or(Look::Passed, Look::Refused)
        };
        if let Ok(address) = name.parse() {
            return judged(vec![address]);
        }
        if Instant::now() >= end {
            return Look::Late;
        }
        match timeout_at(end, self.addresses(name)).await {
            Ok(found) => judged(found.unwrap_or_default()),
            Err(_) => Look::Late,
        }
    }
}

/// What a look at a host found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Look {
    /// No address of it is refused; it may have none.
    Passed,
    /// It has an address that is not dialled.
    Refused(Refusal),
    /// Its name was not looked up in time. It is judged when it is dialled.
    Late,
}

/// What looks at hosts found, by their names.
#[derive(Debug, Default)]
pub(crate) struct Survey(HashMap<String, Look>);

impl Survey {
    /// What was found of a host.
    pub(crate) fn of(&self, host: &Host) -> Look {
        self.0.get(&host.name()).copied().unwrap_or(Look::Late)
    }
}
