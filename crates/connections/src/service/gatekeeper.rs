//! The target policy at work: names are looked up, and every address of each is judged.

use std::{io, net::IpAddr, sync::Arc, time::Duration};

use acm_core::BoxFuture;
use futures_util::future::join_all;
use tokio::time::timeout;

use super::{Host, Refusal, TargetPolicy};
use crate::Error;

/// Looks names up. Tests put a table here.
pub trait Resolver: Send + Sync {
    /// Every address of a name.
    fn resolve<'a>(&'a self, name: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// The system's resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve<'a>(&'a self, name: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|found| found.ip()).collect())
        })
    }
}

/// Judges hosts. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper {
    policy: Arc<TargetPolicy>,
    resolver: Arc<dyn Resolver>,
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
        }
    }

    /// Judges one address.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn judge(&self, address: IpAddr) -> Result<(), Refusal> {
        self.policy.judge(address)
    }

    /// Looks every host up, all at once, and refuses the first that has an address which is not
    /// dialled. A name without an address by the deadline passes: there is nothing to dial.
    pub(crate) async fn check(
        &self,
        hosts: &[Host],
        deadline: Duration,
    ) -> Result<(), RefusedHost> {
        let looked = hosts.iter().map(|host| self.check_one(host, deadline));
        let judged = join_all(looked).await;
        for (place, judged) in judged.into_iter().enumerate() {
            judged.map_err(|refusal| RefusedHost { place, refusal })?;
        }
        Ok(())
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

    async fn check_one(&self, host: &Host, deadline: Duration) -> Result<(), Refusal> {
        if let Some(address) = host.address() {
            return self.judge(address);
        }
        let name = host.name();
        match timeout(deadline, self.resolver.resolve(&name)).await {
            Ok(Ok(addresses)) => addresses
                .into_iter()
                .try_for_each(|address| self.judge(address)),
            Ok(Err(_)) | Err(_) => Ok(()),
        }
    }
}
