//! What several modules show alike: contexts of lists, fields that differ, refusals and warnings,
//! what a change leads to, and who keeps a resource.

mod keepers;
mod plan;

pub use keepers::{K8sFieldManager, K8sKeeper, K8sKeeperKind, K8sKept};
pub use plan::{K8sEffect, K8sObstacle, K8sObstacleKind, K8sPlan, K8sPlanStep};

use acm_graph::{Problem, scalars::DateTime};
use async_graphql::{Enum, Json, SimpleObject};
use serde_json::Value;

use crate::{
    ListedContext,
    changes::Change,
    refusals::{Judge, Refused, Warning},
};

/// How a context fares in a list.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sListedContext {
    /// The context.
    pub name: String,
    /// Whether its changes are followed.
    pub live: bool,
    /// When its state was last known to be true; null when it never was.
    pub known_at: Option<DateTime>,
    /// Why it is not live.
    problem: Option<Problem>,
    /// The namespaces looked at, when this server may not look at all of them.
    namespaces: Option<Vec<String>>,
}

impl From<ListedContext> for K8sListedContext {
    fn from(context: ListedContext) -> Self {
        Self {
            name: context.name.to_string(),
            live: context.problem.is_none(),
            known_at: context.at.map(DateTime),
            problem: context.problem.as_ref().map(Problem::from),
            namespaces: context.namespaces,
        }
    }
}

/// A field that differs.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sFieldChange {
    /// The field, as in `spec.rackConfig.racks[1].zone`.
    path: String,
    /// What it was; null when it was not there.
    before: Option<Json<Value>>,
    /// What it is; null when it is gone.
    after: Option<Json<Value>>,
}

impl From<Change> for K8sFieldChange {
    fn from(change: Change) -> Self {
        Self {
            path: change.path,
            before: change.before.map(Json),
            after: change.after.map(Json),
        }
    }
}

/// Who refuses.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Judge")]
pub enum K8sJudge {
    /// The checks of this server.
    Rules,
    /// Kubernetes itself, by the definition of the resource or a policy.
    Kubernetes,
    /// An admission webhook, such as the operator's.
    Webhook,
}

/// Something that is refused.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sRefusal {
    /// The field, as in `spec.storage.volumes[0].source`; null when none is named.
    field: Option<String>,
    /// Why.
    message: String,
    /// By whom.
    by: K8sJudge,
}

/// Something that is accepted and warned of.
#[derive(Clone, Debug, SimpleObject)]
pub struct K8sWarning {
    /// The field; null when none is named.
    field: Option<String>,
    /// What of.
    message: String,
}

impl From<Refused> for K8sRefusal {
    fn from(refused: Refused) -> Self {
        Self {
            field: refused.field,
            message: refused.message,
            by: refused.by.into(),
        }
    }
}

impl From<Warning> for K8sWarning {
    fn from(warning: Warning) -> Self {
        Self {
            field: warning.field,
            message: warning.message,
        }
    }
}
