//! Which modules there are, and which node has which.

use std::collections::{BTreeMap, BTreeSet};

use acm_aerospike::{
    Deadline,
    info::{LIST_MODULES, fetch_module, module_source, modules},
};
use acm_core::{ApiError, limits::INFO_DEADLINE};
use acm_graph::Problem;

use super::Modules;
use crate::error::{Error, Result};

/// A module, as the nodes together tell of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListedModule {
    pub name: String,
    /// That of most nodes; of several as frequent ones the least.
    pub hash: Option<String>,
    pub kind: Option<String>,
    /// Bytes of the text with that hash.
    pub size: Option<u64>,
    /// What each node has, by node id.
    pub nodes: Vec<(String, Held)>,
}

/// What a node has of a module.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Held {
    /// It has one with this hash.
    Present(Option<String>),
    /// It has none, where others do.
    Missing,
    /// It does not say.
    Unknown(Problem),
}

impl ListedModule {
    /// Whether nodes that answer have different ones, or some none.
    pub(crate) fn is_mismatched(&self) -> bool {
        let mut known = self.nodes.iter().filter_map(|(_, held)| match held {
            Held::Present(hash) => Some(Some(hash)),
            Held::Missing => Some(None),
            Held::Unknown(_) => None,
        });
        let first = known.next();
        known.any(|held| Some(held) != first)
    }
}

impl Modules {
    /// All modules, by name.
    ///
    /// # Errors
    /// The connection's own; the first node's when none answers.
    pub(crate) async fn list(&self, connection: &str) -> Result<Vec<ListedModule>> {
        let deadline = Deadline::after(INFO_DEADLINE);
        let replies = self
            .access
            .ask_all(connection, &[LIST_MODULES], deadline)
            .await?;
        let mut told = BTreeMap::new();
        let mut silent = None;
        for (node, reply) in replies {
            let listed = reply.and_then(|reply| Ok(modules(reply.get(LIST_MODULES)?)));
            if let Err(error) = &listed {
                silent.get_or_insert_with(|| error.clone());
            }
            told.insert(node, listed);
        }
        match silent {
            Some(error) if told.values().all(Result::is_err) => return Err(error),
            _ => {}
        }
        let names: BTreeSet<&str> = told
            .values()
            .flatten()
            .flatten()
            .map(|module| module.name.as_str())
            .collect();
        let gathered = names.into_iter().map(|name| gather(name, &told));
        let mut modules: Vec<ListedModule> = gathered.collect();
        self.measure(connection, &mut modules).await;
        Ok(modules)
    }

    /// One module; `None` when no node has it.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub(crate) async fn find(&self, connection: &str, name: &str) -> Result<Option<ListedModule>> {
        let listed = self.list(connection).await?.into_iter();
        Ok(listed.into_iter().find(|module| module.name == name))
    }

    /// The text of a module, as the first node has it whose hash is the module's.
    ///
    /// # Errors
    /// `NOT_FOUND` when no node has it; the first node's when none answers.
    pub(crate) async fn source(&self, connection: &str, module: &ListedModule) -> Result<Vec<u8>> {
        let command = fetch_module(&module.name);
        let holders: BTreeSet<&str> = module
            .nodes
            .iter()
            .filter(|(_, held)| *held == Held::Present(module.hash.clone()))
            .map(|(node, _)| node.as_str())
            .collect();
        let mut silent = None;
        for (node, reply) in self.texts(connection, &command).await? {
            match reply {
                Ok(Some(source)) if holders.contains(node.as_str()) => return Ok(source),
                Ok(_) => {}
                Err(error) => silent = Some(error),
            }
        }
        Err(silent.unwrap_or_else(|| Error::Missing(module.name.clone())))
    }

    /// The text each node has of a module.
    pub(super) async fn texts(
        &self,
        connection: &str,
        command: &str,
    ) -> Result<Vec<(String, Result<Option<Vec<u8>>>)>> {
        let deadline = Deadline::after(INFO_DEADLINE);
        let replies = self
            .access
            .ask_all(connection, &[command], deadline)
            .await?;
        let texts = replies.into_iter().map(|(node, reply)| {
            let text = reply.map(|reply| reply.raw(command).and_then(module_source));
            (node, text)
        });
        Ok(texts.collect())
    }
}

fn gather(
    name: &str,
    told: &BTreeMap<String, Result<Vec<acm_aerospike::info::ListedModule>>>,
) -> ListedModule {
    let mut kind = None;
    let mut frequency: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut nodes = Vec::new();
    for (node, listed) in told {
        let held = match listed {
            Err(error) => Held::Unknown(Problem::from(&ApiError::from(error.clone()))),
            Ok(listed) => match listed.iter().find(|module| module.name == name) {
                None => Held::Missing,
                Some(module) => {
                    kind = kind.or_else(|| module.kind.clone());
                    *frequency.entry(module.hash.as_deref()).or_default() += 1;
                    Held::Present(module.hash.clone())
                }
            },
        };
        nodes.push((node.clone(), held));
    }
    let most = frequency.into_iter().rev().max_by_key(|(_, count)| *count);
    ListedModule {
        name: name.to_owned(),
        hash: most.and_then(|(hash, _)| hash.map(str::to_owned)),
        kind,
        size: None,
        nodes,
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::info::modules;

    use super::*;

    fn told(lists: &[&str]) -> BTreeMap<String, Result<Vec<acm_aerospike::info::ListedModule>>> {
        let lists = lists.iter().enumerate();
        lists
            .map(|(index, list)| (format!("A{index}"), Ok(modules(list))))
            .collect()
    }

    #[test]
    fn a_module_is_what_most_nodes_have_and_others_are_marked() {
        let (one, two) = (
            "filename=a.lua,hash=1,type=LUA;",
            "filename=a.lua,hash=2,type=LUA;",
        );
        let module = gather("a.lua", &told(&[one, two, two]));
        assert_eq!(module.hash.as_deref(), Some("2"));
        assert!(module.is_mismatched());
        assert!(gather("a.lua", &told(&[one, ""])).is_mismatched());
        assert!(!gather("a.lua", &told(&[one, one])).is_mismatched());
    }

    #[test]
    fn a_node_that_does_not_answer_is_unknown_and_no_mismatch() {
        let mut lists = told(&["filename=a.lua,hash=1,type=LUA;"]);
        lists.insert("B".to_owned(), Err(Error::Missing("x".to_owned())));
        let module = gather("a.lua", &lists);
        assert!(!module.is_mismatched());
        assert!(matches!(module.nodes[1].1, Held::Unknown(_)));
    }
}
