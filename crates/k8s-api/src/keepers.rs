//! What else keeps a resource as it is: tools that undo changes made elsewhere.

use acm_core::UnixMillis;
use serde_json::{Map, Value};

use crate::{Object, ResourceExt, changes, objects::millis, resource::CustomKind};

/// A tool that keeps resources as a repository or a release has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tool {
    /// Argo CD.
    ArgoCd,
    /// Flux.
    Flux,
    /// Helm.
    Helm,
}

/// A tool that keeps this resource.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Keeper {
    /// Which tool.
    pub tool: Tool,
    /// The application, kustomization or release.
    pub name: Option<String>,
    /// The label, annotation or field manager it is known by.
    pub evidence: String,
}

/// A tool that keeps a resource, and what it keeps of a change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// The tool.
    pub keeper: Keeper,
    /// The fields it has written itself, as in `spec.size`; none when only its marks tell of it.
    pub fields: Vec<String>,
}

/// Who wrote fields of a resource last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Writer {
    /// The name it goes by.
    pub name: String,
    /// `Apply` or `Update`.
    pub operation: Option<String>,
    /// The part it wrote, such as `status`; `None` for the resource itself.
    pub subresource: Option<String>,
    /// When it last wrote.
    pub at: Option<UnixMillis>,
}

/// Labels and annotations the tools leave, with how a name is read from the value.
const MARKS: &[(&str, Tool)] = &[
    ("argocd.argoproj.io/tracking-id", Tool::ArgoCd),
    ("argocd.argoproj.io/instance", Tool::ArgoCd),
    ("kustomize.toolkit.fluxcd.io/name", Tool::Flux),
    ("helm.toolkit.fluxcd.io/name", Tool::Flux),
    ("meta.helm.sh/release-name", Tool::Helm),
];

/// Names under which the tools write.
const WRITERS: &[(&str, Tool)] = &[
    ("argocd-controller", Tool::ArgoCd),
    ("argocd-application-controller", Tool::ArgoCd),
    ("kustomize-controller", Tool::Flux),
    ("helm-controller", Tool::Flux),
    ("helm", Tool::Helm),
];

/// The tool that writes under a name.
fn tool_of(writer: &str) -> Option<Tool> {
    let known = WRITERS.iter().find(|(name, _)| *name == writer);
    known.map(|(_, tool)| *tool)
}

/// The tools that keep a resource, each once.
#[must_use]
pub fn keepers<K: CustomKind>(object: &Object<K>) -> Vec<Keeper> {
    let (labels, annotations) = (object.labels(), object.annotations());
    let marked = MARKS.iter().filter_map(|(key, tool)| {
        let value = annotations.get(*key).or_else(|| labels.get(*key))?;
        // A tracking id is the application, a colon, and the object.
        let name = value.split(':').next().filter(|name| !name.is_empty());
        Some(Keeper {
            tool: *tool,
            name: name.map(str::to_owned),
            evidence: (*key).to_owned(),
        })
    });
    let writers = writers(object);
    let writing = WRITERS.iter().filter_map(|(name, tool)| {
        let writes = writers.iter().any(|writer| writer.name == *name);
        writes.then(|| Keeper {
            tool: *tool,
            name: None,
            evidence: format!("metadata.managedFields: {name}"),
        })
    });
    let mut keepers: Vec<Keeper> = Vec::new();
    for keeper in marked.chain(writing) {
        if keepers.iter().all(|known| known.tool != keeper.tool) {
            keepers.push(keeper);
        }
    }
    keepers
}

/// Who wrote fields of a resource, as Kubernetes keeps it.
#[must_use]
pub fn writers<K: CustomKind>(object: &Object<K>) -> Vec<Writer> {
    let managed = object.managed_fields().into_iter();
    let writers = managed.map(|entry| Writer {
        name: entry.manager.unwrap_or_default(),
        operation: entry.operation,
        subresource: entry.subresource,
        at: entry.time.as_ref().map(millis),
    });
    writers.collect()
}

/// The tools that keep a resource, with those of the fields that a patch names.
#[must_use]
pub fn kept<K: CustomKind>(object: &Object<K>, patch: &Value) -> Vec<Kept> {
    let named = changes::named(patch);
    let managed = object.managed_fields();
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
    keepers(object)
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
