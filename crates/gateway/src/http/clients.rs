use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acm_core::{ApiError, ErrorCode};
use axum::{http::StatusCode, response::Response};

use super::reply;
use crate::executor::Origin;

/// Counts connections, in all and by address.
#[derive(Clone)]
pub(crate) struct Clients {
    counts: Arc<Mutex<Counts>>,
    max: usize,
    max_per_client: usize,
}

#[derive(Default)]
struct Counts {
    all: usize,
    by_client: HashMap<IpAddr, usize>,
}

impl Clients {
    /// No connection yet; at most `max` in all and `max_per_client` from one address.
    pub(crate) fn new(max: usize, max_per_client: usize) -> Self {
        Self {
            counts: Arc::default(),
            max,
            max_per_client,
        }
    }

    /// Takes a place for a connection of this address; `None` when there is none.
    pub(crate) fn enter(&self, client: IpAddr) -> Option<Place> {
        let mut counts = self.counts();
        let here = counts.by_client.get(&client).copied().unwrap_or(0);
        if counts.all >= self.max || here >= self.max_per_client {
            return None;
        }
        counts.all += 1;
        counts.by_client.insert(client, here + 1);
        drop(counts);
        Some(Place {
            clients: self.clone(),
            client,
        })
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's place; given back when dropped.
pub(crate) struct Place {
    clients: Clients,
    client: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.clients.counts();
        counts.all -= 1;
        match counts.by_client.get_mut(&self.client) {
            Some(here) if *here > 1 => *here -= 1,
            _ => drop(counts.by_client.remove(&self.client)),
        }
    }
}

/// The answer to who finds no place.
pub(super) fn refused(origin: &Origin) -> Response {
    let message = "This server holds as many WebSocket connections and feeds (in all, or from this address) as it may.";
    let error = ApiError::new(ErrorCode::LimitExceeded, message);
    reply::refused(StatusCode::TOO_MANY_REQUESTS, error, origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_back_when_its_connection_ends() {
        let clients = Clients::new(3, 2);
        let (a, b, c) = (
            [127, 0, 0, 1].into(),
            [127, 0, 0, 2].into(),
            [127, 0, 0, 3].into(),
        );
        let first = clients.enter(a);
        let _second = clients.enter(a);
        assert!(clients.enter(a).is_none(), "two from one address");
        let _third = clients.enter(b);
        assert!(clients.enter(c).is_none(), "three in all");
        drop(first);
        assert!(clients.enter(c).is_some());
    }
}
