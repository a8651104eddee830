//! The modules of a cluster, as its nodes have them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use acm_lua::{Error, Limits, Sandbox};
use bytes::Bytes;
use ripemd::{Digest, Ripemd160};

/// What one call on a record may take. A client waits for a second unless it says otherwise.
const STEPS: u64 = 5_000_000;
const TIME: Duration = Duration::from_millis(500);
/// States of a module that are kept for the next call.
const MAX_IDLE: usize = 8;

/// A module.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) source: Bytes,
    /// Tells contents apart; clients take it as it is.
    pub(crate) hash: String,
    idle: Mutex<Vec<Sandbox>>,
}

impl Module {
    fn new(source: Bytes) -> Self {
        let mut hash = String::new();
        for byte in Ripemd160::digest(&source) {
            // Writing to a string does not fail.
            let _ = write!(hash, "{byte:02x}");
        }
        Self {
            source,
            hash,
            idle: Mutex::default(),
        }
    }

    /// Calls into the module. States are kept from call to call, as a server keeps them.
    ///
    /// # Errors
    ///
    /// When the module does not load, or what the call ended with.
    pub(crate) fn run<T>(
        &self,
        call: impl FnOnce(&Sandbox) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let kept = self.lock().pop();
        let sandbox = match kept {
            Some(sandbox) => sandbox,
            None => Sandbox::load(
                &self.source,
                Limits {
                    steps: STEPS,
                    time: TIME,
                    ..Limits::default()
                },
            )?,
        };
        let result = call(&sandbox);
        let mut idle = self.lock();
        if idle.len() < MAX_IDLE && !matches!(result, Err(Error::Memory)) {
            idle.push(sandbox);
        }
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Sandbox>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Modules by the name of their file.
type Named = BTreeMap<String, Arc<Module>>;

/// The modules of a cluster. All nodes have the same, but for those that miss changes.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    all: Named,
    /// What nodes that miss changes had before, by node.
    behind: BTreeMap<usize, Named>,
}

impl Inner {
    fn of(&self, node: usize) -> &Named {
        self.behind.get(&node).unwrap_or(&self.all)
    }
}

impl Modules {
    /// Adds a module or replaces it.
    pub(crate) fn put(&self, name: &str, source: Bytes) {
        let module = Arc::new(Module::new(source));
        self.lock().all.insert(name.to_owned(), module);
    }

    pub(crate) fn remove(&self, name: &str) {
        self.lock().all.remove(name);
    }

    /// A module as a node has it.
    pub(crate) fn find(&self, node: usize, name: &str) -> Option<Arc<Module>> {
        self.lock().of(node).get(name).cloned()
    }

    /// The names and hashes of a node's modules.
    pub(crate) fn list(&self, node: usize) -> Vec<(String, String)> {
        let inner = self.lock();
        let modules = inner.of(node).iter();
        modules
            .map(|(name, module)| (name.clone(), module.hash.clone()))
            .collect()
    }

    /// Keeps a node as it is while others change, or lets it catch up.
    pub(crate) fn set_behind(&self, node: usize, is_behind: bool) {
        let mut inner = self.lock();
        if is_behind {
            let had = inner.of(node).clone();
            inner.behind.insert(node, had);
        } else {
            inner.behind.remove(&node);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
