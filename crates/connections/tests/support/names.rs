//! Names and their addresses, without a network.

use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use acm_connections::{Gatekeeper, Resolver, TargetPolicy};
use acm_core::BoxFuture;

/// A table of names; others are unknown, and those that begin with `slow` are never found.
#[derive(Clone, Default)]
pub(crate) struct Names {
    table: Arc<Mutex<HashMap<String, Vec<IpAddr>>>>,
    /// Names being looked up now, and the most there ever were.
    waiting: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Names {
    /// The name has these addresses from now on.
    pub(crate) fn set(&self, name: &str, addresses: &[&str]) {
        let addresses = addresses.iter().map(|text| text.parse().unwrap()).collect();
        self.table
            .lock()
            .unwrap()
            .insert(name.to_owned(), addresses);
    }

    /// The most slow names that were looked up at the same time.
    pub(crate) fn most_waiting(&self) -> usize {
        self.waiting.1.load(Ordering::SeqCst)
    }
}

impl Resolver for Names {
    fn resolve<'a>(
        &'a self,
        name: &'a str,
        _: Option<&'a str>,
    ) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        if name.starts_with("slow") {
            return Box::pin(async {
                let _one = Waiting::begin(&self.waiting);
                std::future::pending().await
            });
        }
        let found = self.table.lock().unwrap().get(name).cloned();
        let found = found.ok_or_else(|| io::ErrorKind::NotFound.into());
        Box::pin(std::future::ready(found))
    }
}

struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn begin((now, most): &'a (AtomicUsize, AtomicUsize)) -> Self {
        let waiting = now.fetch_add(1, Ordering::SeqCst) + 1;
        most.fetch_max(waiting, Ordering::SeqCst);
        Self(now)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A gatekeeper over a table of names.
pub(crate) fn gatekeeper(policy: TargetPolicy, names: Names) -> Gatekeeper {
    Gatekeeper::new(policy, Arc::new(names))
}

/// This machine may be dialled.
pub(crate) fn with_loopback() -> TargetPolicy {
    TargetPolicy {
        loopback: true,
        ..TargetPolicy::default()
    }
}
