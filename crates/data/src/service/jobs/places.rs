//! Places for jobs at work: so many in all, so many of one connection.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{MAX_RUNNING, MAX_RUNNING_PER_CONNECTION};

/// The places there are. Who waits longest comes first.
pub(super) struct Places {
    all: Arc<Semaphore>,
    connections: Mutex<HashMap<String, Weak<Semaphore>>>,
}

/// A place, given back when it is dropped.
pub(super) struct Place {
    _of_connection: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(MAX_RUNNING)),
            connections: Mutex::default(),
        }
    }
}

impl Places {
    /// Waits for a place. `None` never comes: nobody closes the places.
    pub(super) async fn take(&self, connection: &str) -> Option<Place> {
        let of_connection = self.of(connection).acquire_owned().await.ok()?;
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Place {
            _of_connection: of_connection,
            _of_all: of_all,
        })
    }

    fn of(&self, connection: &str) -> Arc<Semaphore> {
        let mut connections = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connections.retain(|_, places| places.strong_count() > 0);
        if let Some(places) = connections.get(connection).and_then(Weak::upgrade) {
            return places;
        }
        let places = Arc::new(Semaphore::new(MAX_RUNNING_PER_CONNECTION));
        connections.insert(connection.to_owned(), Arc::downgrade(&places));
        places
    }
}
