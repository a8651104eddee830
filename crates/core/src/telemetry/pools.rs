//! The connections that clients of clusters keep, counted when somebody asks.

use std::sync::{Mutex, PoisonError};

use opentelemetry::{KeyValue, metrics::Meter};

/// Connections of one client, at one moment.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pool {
    /// Connections a call uses, or that are being opened or given back.
    pub used: u64,
    /// Connections that wait for work.
    pub idle: u64,
}

/// Looks at one client's pool; `None` once the client is gone.
type Look = Box<dyn Fn() -> Option<Pool> + Send>;

static POOLS: Mutex<Vec<Look>> = Mutex::new(Vec::new());

/// Counts the connections of a client for as long as `look` yields them. It must not keep the
/// client alive.
pub fn watch_pool(look: impl Fn() -> Option<Pool> + Send + 'static) {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    pools.retain(|known| known().is_some());
    pools.push(Box::new(look));
}

/// Clients alive and the sum of their connections.
fn count() -> (u64, Pool) {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut clients, mut sum) = (0, Pool::default());
    pools.retain(|look| {
        let Some(pool) = look() else { return false };
        clients += 1;
        sum.used += pool.used;
        sum.idle += pool.idle;
        true
    });
    (clients, sum)
}

/// Reports the pools whenever the meter is read.
pub(super) fn observe(meter: &Meter) {
    let _ = meter
        .u64_observable_gauge("acm.clients")
        .with_description("Live clients of clusters")
        .with_callback(|observer| observer.observe(count().0, &[]))
        .build();
    let _ = meter
        .u64_observable_gauge("db.client.connection.count")
        .with_description("Connections to nodes of clusters, by state")
        .with_callback(|observer| {
            let (_, pool) = count();
            for (state, connections) in [("used", pool.used), ("idle", pool.idle)] {
                let state = KeyValue::new("db.client.connection.state", state);
                observer.observe(connections, &[state]);
            }
        })
        .build();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_pool_of_a_client_that_is_gone_is_forgotten() {
        let client = Arc::new(Pool { used: 2, idle: 3 });
        let seen = Arc::downgrade(&client);
        watch_pool(move || seen.upgrade().map(|pool| *pool));
        assert_eq!(count(), (1, *client));
        drop(client);
        assert_eq!(count(), (0, Pool::default()));
    }
}
