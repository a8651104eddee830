//! One upstream task for all who look at the same thing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acm_core::Tasks;

/// What is being watched, by connection: started by the first who looks, shared by the others,
/// gone when its task ends.
pub struct Watches<T>(Arc<Inner<T>>);

struct Inner<T> {
    name: &'static str,
    tasks: Tasks,
    entries: Mutex<HashMap<String, Arc<T>>>,
}

impl<T> Clone for Watches<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + Sync + 'static> Watches<T> {
    /// No watches yet; their tasks run in `tasks` under `name`.
    pub fn new(name: &'static str, tasks: Tasks) -> Self {
        let entries = Mutex::default();
        Self(Arc::new(Inner {
            name,
            tasks,
            entries,
        }))
    }

    /// The watch of a connection, when there is one.
    pub fn find(&self, connection: &str) -> Option<Arc<T>> {
        self.0.entries().get(connection).cloned()
    }

    /// Hands the watch of a connection to `join`, after starting it when there is none. No watch
    /// can end between the two: what `join` subscribes to is alive.
    pub fn join<R, F>(
        &self,
        connection: &str,
        start: impl FnOnce() -> T,
        run: impl FnOnce(Watch<T>) -> F,
        join: impl FnOnce(&T) -> R,
    ) -> (Arc<T>, R)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut entries = self.0.entries();
        if let Some(entry) = entries.get(connection) {
            return (Arc::clone(entry), join(entry));
        }
        let entry = Arc::new(start());
        entries.insert(connection.to_owned(), Arc::clone(&entry));
        let joined = join(&entry);
        let watch = Watch {
            watches: self.clone(),
            connection: connection.to_owned(),
            state: Arc::clone(&entry),
        };
        self.0.tasks.spawn(self.0.name, run(watch));
        (entry, joined)
    }
}

impl<T> Inner<T> {
    fn entries(&self) -> MutexGuard<'_, HashMap<String, Arc<T>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The task's end of a watch. Dropping it, at the latest when the task is cancelled, removes the
/// watch: readers see their feed end, and the next who looks starts anew.
pub struct Watch<T> {
    watches: Watches<T>,
    /// The connection watched.
    pub connection: String,
    /// What the task and its readers share.
    pub state: Arc<T>,
}

impl<T> Watch<T> {
    /// Removes the watch if nobody needs it any more; nobody can join meanwhile.
    pub fn end_if(&self, unneeded: impl FnOnce(&T) -> bool) -> bool {
        let mut entries = self.watches.0.entries();
        let ends = unneeded(&self.state);
        if ends {
            self.remove(&mut entries);
        }
        ends
    }

    fn remove(&self, entries: &mut HashMap<String, Arc<T>>) {
        let own = |entry: &Arc<T>| Arc::ptr_eq(entry, &self.state);
        if entries.get(&self.connection).is_some_and(own) {
            entries.remove(&self.connection);
        }
    }
}

impl<T> Drop for Watch<T> {
    fn drop(&mut self) {
        self.remove(&mut self.watches.0.entries());
    }
}
