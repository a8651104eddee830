//! Which tools will set a field back when somebody else changes it.

use std::sync::Arc;

use acm_k8s_api::{AerospikeCluster, changes};
use serde_json::{Map, Value};

use crate::service::{Keeper, View, keepers, tool_of};

/// A tool that keeps a cluster, and what it keeps of a change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// The tool.
    pub keeper: Keeper,
    /// The fields it has written itself, as in `spec.size`; none when only its marks tell of it.
    pub fields: Vec<String>,
}

/// The tools that keep a cluster, with those of the fields that a patch names.
pub(crate) fn kept(context: &str, cluster: &AerospikeCluster, patch: &Value) -> Vec<Kept> {
    let named = changes::named(patch);
    let managed = cluster.managed_fields();
    let view = View::new(Arc::from(context), cluster.clone());
    let fields = |keeper: &Keeper| {
        let of_tool = managed.iter().filter(|entry| {
            let manager = entry.manager.as_deref().unwrap_or_default();
            tool_of(manager) == Some(keeper.tool)
        });
        let owned: Vec<&Value> = of_tool
            .filter_map(|entry| entry.fields_v1.as_ref().map(|fields| &fields.0))
            .collect();
        let kept = named
            .iter()
            .filter(|path| owned.iter().any(|owned| owns(owned, path)));
        kept.map(|path| changes::joined(path)).collect()
    };
    keepers(&view)
        .into_iter()
        .map(|keeper| Kept {
            fields: fields(&keeper),
            keeper,
        })
        .collect()
}

/// Whether a tree of owned fields has a path, something below it, or what it is in as a whole.
fn owns(owned: &Value, path: &[String]) -> bool {
    let mut tree = owned;
    for key in path {
        match tree.get(format!("f:{key}")) {
            Some(below) => tree = below,
            None => {
                let is_leaf = tree.as_object().is_some_and(Map::is_empty);
                return is_leaf && !std::ptr::eq(tree, owned);
            }
        }
    }
    true
}
