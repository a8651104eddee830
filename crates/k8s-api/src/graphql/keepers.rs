//! How tools that keep a resource are shown.

use acm_graph::scalars::DateTime;
use async_graphql::{Enum, SimpleObject};

use crate::keepers::{Keeper, Kept, Tool, Writer};

/// A tool that keeps resources as a repository or a release has them.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Tool")]
pub enum K8sKeeperKind {
    /// Argo CD.
    ArgoCd,
    /// Flux.
    Flux,
    /// Helm.
    Helm,
}

/// A tool that keeps this resource: it undoes changes made elsewhere.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sKeeper {
    /// Which tool.
    kind: K8sKeeperKind,
    /// The application, kustomization or release, where that is known.
    name: Option<String>,
    /// The label, annotation or field manager it is known by.
    evidence: String,
}

impl From<Keeper> for K8sKeeper {
    fn from(keeper: Keeper) -> Self {
        Self {
            kind: keeper.tool.into(),
            name: keeper.name,
            evidence: keeper.evidence,
        }
    }
}

/// Who wrote fields of a resource.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sFieldManager {
    /// The name it goes by.
    name: String,
    /// `Apply` or `Update`.
    operation: Option<String>,
    /// The part it wrote, such as `status`; null for the resource itself.
    subresource: Option<String>,
    /// When it last wrote.
    at: Option<DateTime>,
}

impl From<Writer> for K8sFieldManager {
    fn from(writer: Writer) -> Self {
        Self {
            name: writer.name,
            operation: writer.operation,
            subresource: writer.subresource,
            at: writer.at.map(DateTime),
        }
    }
}

/// A tool that keeps a resource that is changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sKept {
    /// The tool.
    keeper: K8sKeeper,
    /// The changed fields it has written itself: it will set them back. Change them where the tool reads them.
    fields: Vec<String>,
}

impl From<Kept> for K8sKept {
    fn from(kept: Kept) -> Self {
        Self {
            keeper: kept.keeper.into(),
            fields: kept.fields,
        }
    }
}
