//! How large modules are: the nodes' lists do not say, their texts do. The hash of a text stands for it,
//! so a text is asked for once.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use acm_aerospike::{
    Deadline,
    info::{fetch_module, module_source},
};
use acm_core::limits::INFO_DEADLINE;
use futures_util::{StreamExt, stream};

use super::{Held, ListedModule, Modules};

/// Sizes that are known. All are forgotten when there are more.
const MAX_KNOWN: usize = 10_000;
/// Texts that are asked for in one look; the next one asks for others.
const MAX_ASKED: usize = 64;
/// Texts that are asked for at the same time.
const AT_ONCE: usize = 4;

/// Sizes of texts, by hash.
#[derive(Debug, Default)]
pub(super) struct Sizes(Mutex<HashMap<String, u64>>);

impl Sizes {
    fn of(&self, module: &ListedModule) -> Option<u64> {
        self.lock().get(module.hash.as_ref()?).copied()
    }

    fn keep(&self, hash: String, size: u64) {
        let mut known = self.lock();
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        known.insert(hash, size);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Modules {
    /// Adds the sizes; that of a module whose text cannot be had stays unknown.
    pub(super) async fn measure(&self, connection: &str, modules: &mut [ListedModule]) {
        let deadline = Deadline::after(INFO_DEADLINE);
        let unknown = modules
            .iter()
            .filter(|module| self.sizes.of(module).is_none());
        stream::iter(unknown.take(MAX_ASKED))
            .for_each_concurrent(AT_ONCE, |module| {
                self.measure_one(connection, module, deadline)
            })
            .await;
        for module in modules {
            module.size = self.sizes.of(module);
        }
    }

    async fn measure_one(&self, connection: &str, module: &ListedModule, deadline: Deadline) {
        let Some(hash) = &module.hash else { return };
        let mut holders = module.nodes.iter();
        let is_holder = |held: &Held| matches!(held, Held::Present(Some(held)) if held == hash);
        let Some((node, _)) = holders.find(|(_, held)| is_holder(held)) else {
            return;
        };
        let command = fetch_module(&module.name);
        let commands = [command.as_str()];
        let asked = self.access.ask(connection, node, &commands, deadline);
        let source = asked.await.ok();
        let source = source.and_then(|reply| reply.raw(&command).and_then(module_source));
        if let Some(source) = source {
            self.sizes.keep(hash.clone(), source.len() as u64);
        }
    }
}
