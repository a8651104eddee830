//! What else keeps a resource as it is: tools that undo changes made elsewhere.

use acm_core::UnixMillis;
use acm_k8s_api::{ResourceExt, objects::millis};

use super::View;

/// A tool that keeps resources as a repository or a release has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tool {
    ArgoCd,
    Flux,
    Helm,
}

/// A tool that keeps this resource.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Keeper {
    pub tool: Tool,
    /// The application, kustomization or release.
    pub name: Option<String>,
    /// The label, annotation or field manager it is known by.
    pub evidence: String,
}

/// Who wrote fields of a resource last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Writer {
    pub name: String,
    pub operation: Option<String>,
    pub subresource: Option<String>,
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
pub(crate) fn tool_of(writer: &str) -> Option<Tool> {
    let known = WRITERS.iter().find(|(name, _)| *name == writer);
    known.map(|(_, tool)| *tool)
}

/// The tools that keep a resource, each once.
pub(crate) fn keepers(view: &View) -> Vec<Keeper> {
    let (labels, annotations) = (view.object.labels(), view.object.annotations());
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
    let writers = writers(view);
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
pub(crate) fn writers(view: &View) -> Vec<Writer> {
    let managed = view.object.managed_fields().into_iter();
    let writers = managed.map(|entry| Writer {
        name: entry.manager.unwrap_or_default(),
        operation: entry.operation,
        subresource: entry.subresource,
        at: entry.time.as_ref().map(millis),
    });
    writers.collect()
}
