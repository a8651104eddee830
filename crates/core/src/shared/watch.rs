//! One upstream task for all who look at the same thing.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::Tasks;

/// What is being watched, by key (a connection's id, unless said otherwise): started by the first
/// who looks, shared by the others, gone when its task ends.
pub struct Watches<T, K = String>(Arc<Inner<T, K>>);

struct Inner<T, K> {
    name: &'static str,
    tasks: Tasks,
    entries: Mutex<HashMap<K, Arc<T>>>,
}

impl<T, K> Clone for Watches<T, K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T, K> Watches<T, K>
where
    T: Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + 'static,
{
    /// No watches yet; their tasks run in `tasks` under `name`.
    #[must_use]
    pub fn new(name: &'static str, tasks: Tasks) -> Self {
        let entries = Mutex::default();
        Self(Arc::new(Inner {
            name,
            tasks,
            entries,
        }))
    }

    /// The watch of a key, when there is one.
    #[must_use]
    pub fn find<Q>(&self, key: &Q) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.0.entries().get(key).cloned()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.entries().len()
    }

    /// Hands the watch of a key to `join`, after starting it when there is none. No watch
    /// can end between the two: what `join` subscribes to is alive.
    pub fn join<Q, R, F>(
        &self,
        key: &Q,
        start: impl FnOnce() -> T,
        run: impl FnOnce(Watch<T, K>) -> F,
        join: impl FnOnce(&T) -> R,
    ) -> (Arc<T>, R)
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
        F: Future<Output = ()> + Send + 'static,
    {
        let mut entries = self.0.entries();
        if let Some(entry) = entries.get(key) {
            return (Arc::clone(entry), join(entry));
        }
        let entry = Arc::new(start());
        let key = key.to_owned();
        entries.insert(key.clone(), Arc::clone(&entry));
        let joined = join(&entry);
        let watch = Watch {
            watches: self.clone(),
            key,
            state: Arc::clone(&entry),
        };
        self.0.tasks.spawn(self.0.name, run(watch));
        (entry, joined)
    }
}

impl<T, K> Inner<T, K> {
    fn entries(&self) -> MutexGuard<'_, HashMap<K, Arc<T>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The task's end of a watch. Dropping it, at the latest when the task is cancelled, removes the
/// watch: readers see their feed end, and the next who looks starts anew.
pub struct Watch<T, K: Eq + Hash = String> {
    watches: Watches<T, K>,
    /// What is watched.
    pub key: K,
    /// What the task and its readers share.
    pub state: Arc<T>,
}

impl<T, K: Eq + Hash> Watch<T, K> {
    /// Removes the watch if nobody needs it any more; nobody can join meanwhile.
    pub fn end_if(&self, unneeded: impl FnOnce(&T) -> bool) -> bool {
        let mut entries = self.watches.0.entries();
        let ends = unneeded(&self.state);
        if ends {
            self.remove(&mut entries);
        }
        ends
    }

    fn remove(&self, entries: &mut HashMap<K, Arc<T>>) {
        let own = |entry: &Arc<T>| Arc::ptr_eq(entry, &self.state);
        if entries.get(&self.key).is_some_and(own) {
            entries.remove(&self.key);
        }
    }
}

impl<T, K: Eq + Hash> Drop for Watch<T, K> {
    fn drop(&mut self) {
        self.remove(&mut self.watches.0.entries());
    }
}
