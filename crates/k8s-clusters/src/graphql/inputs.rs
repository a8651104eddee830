//! What lists are asked for.

use async_graphql::{Enum, InputObject};

use crate::service::{Filter, Order, Sort};

/// Which clusters: all of them, until it says less. What is listed in one field is "any of these"; all fields
/// that are given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(super) struct K8sClusterFilter {
    /// The context; all of them when left out.
    context: Option<String>,
    /// Kubernetes namespaces, at most 100.
    namespaces: Option<Vec<String>>,
    /// A label selector of Kubernetes: `tier=gold`, `tier!=gold`, `tier in (gold, silver)`, `tier notin (gold)`,
    /// `tier`, `!tier`, with commas between.
    label_selector: Option<String>,
    /// A part of the name, the namespace, the image or a label, whatever its case.
    text: Option<String>,
    /// Phases as the operator spells them, at most 100.
    phases: Option<Vec<String>>,
}

/// By what clusters are sorted.
#[derive(Clone, Copy, Debug, Default, Enum, Eq, PartialEq)]
pub(super) enum K8sClusterSort {
    /// The name, then the namespace.
    #[default]
    Name,
    /// The time since they were made.
    Age,
    /// The operator's phase, by its spelling.
    Phase,
    /// Attempts of the operator that failed in a row.
    Failures,
}

/// How clusters are sorted.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(super) struct K8sClusterOrder {
    /// By what.
    #[graphql(default)]
    by: K8sClusterSort,
    /// The greatest first.
    #[graphql(default = false)]
    descending: bool,
}

impl From<K8sClusterFilter> for Filter {
    fn from(filter: K8sClusterFilter) -> Self {
        Self {
            context: filter.context,
            namespaces: filter.namespaces.unwrap_or_default(),
            label_selector: filter.label_selector,
            text: filter.text,
            phases: filter.phases.unwrap_or_default(),
        }
    }
}

impl From<K8sClusterOrder> for Order {
    fn from(order: K8sClusterOrder) -> Self {
        Self {
            sort: match order.by {
                K8sClusterSort::Name => Sort::Name,
                K8sClusterSort::Age => Sort::Age,
                K8sClusterSort::Phase => Sort::Phase,
                K8sClusterSort::Failures => Sort::Failures,
            },
            descending: order.descending,
        }
    }
}
