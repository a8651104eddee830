//! Who keeps which fields: tools that will set a field back when somebody else changes it.

use acm_k8s_api::{AerospikeCluster, FIELD_MANAGER, ResourceExt};
use serde_json::Value;

use super::changes;

/// Names under which tools write, or the beginnings of them.
const MANAGERS: [(&str, &str); 6] = [
    ("argocd", "Argo CD"),
    ("kustomize-controller", "Flux"),
    ("helm-controller", "Flux"),
    ("helm", "Helm"),
    ("pulumi", "Pulumi"),
    ("Terraform", "Terraform"),
];
/// Labels and annotations tools leave, for those that write under another's name.
const MARKS: [(&str, &str); 5] = [
    ("argocd.argoproj.io/tracking-id", "Argo CD"),
    ("argocd.argoproj.io/instance", "Argo CD"),
    ("kustomize.toolkit.fluxcd.io/name", "Flux"),
    ("helm.toolkit.fluxcd.io/name", "Flux"),
    ("meta.helm.sh/release-name", "Helm"),
];

/// A tool that keeps fields.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Keeper {
    /// The tool.
    pub tool: &'static str,
    /// The fields among those that were asked about, as in `spec.size`; none when only its marks tell of it.
    pub fields: Vec<String>,
}

/// Which tools keep any of the fields that a patch names.
pub fn keepers(cluster: &AerospikeCluster, patch: &Value) -> Vec<Keeper> {
    let named = changes::named(patch);
    let mut found: Vec<Keeper> = Vec::new();
    let mut add = |tool: &'static str, fields: Vec<String>| match found
        .iter_mut()
        .find(|keeper| keeper.tool == tool)
    {
        Some(keeper) => keeper.fields.extend(fields),
        None => found.push(Keeper { tool, fields }),
    };
    for entry in cluster.managed_fields() {
        let manager = entry.manager.unwrap_or_default();
        if manager == FIELD_MANAGER {
            continue;
        }
        let tool = MANAGERS.iter().find(|(name, _)| manager.starts_with(name));
        let owned = entry.fields_v1.map(|fields| fields.0).unwrap_or_default();
        let kept = named.iter().filter(|path| owns(&owned, path));
        let kept: Vec<String> = kept.map(|path| changes::joined(path)).collect();
        if let Some((_, tool)) = tool
            && !kept.is_empty()
        {
            add(tool, kept);
        }
    }
    for (mark, tool) in MARKS {
        if cluster.labels().contains_key(mark) || cluster.annotations().contains_key(mark) {
            add(tool, Vec::new());
        }
    }
    found
}

/// Whether a tree of owned fields has a path, or something below it.
fn owns(owned: &Value, path: &[String]) -> bool {
    let mut tree = owned;
    for key in path {
        match tree.get(format!("f:{key}")) {
            Some(below) => tree = below,
            None => {
                return tree.as_object().is_some_and(serde_json::Map::is_empty) && tree != owned;
            }
        }
    }
    true
}
