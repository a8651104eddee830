//! What each node holds before and after a change of size, as it is shown.

use acm_core::ApiError;
use acm_graph::{Problem, scalars::Int64};
use async_graphql::{Enum, SimpleObject};

use crate::service::write::forecast::{Forecast, NamespaceForecast, Risk};

/// What each Aerospike node holds now, and would hold with another number of nodes. The nodes are asked over the
/// connection of the cluster; the rest is arithmetic: data is spread evenly, and each record has as many copies as are
/// configured, or as there are nodes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDataPlan {
    /// Aerospike nodes there are; null when they cannot be asked.
    nodes_now: Option<i32>,
    /// Nodes there would be.
    nodes_after: i32,
    /// Whether data moves now, which leaves the numbers rough; null while that is not known.
    moving: Option<bool>,
    /// Each Aerospike namespace; none when the nodes cannot be asked.
    namespaces: Vec<K8sNamespaceDataPlan>,
    /// Why the nodes cannot be asked; `details.cause` is `NO_CONNECTION` where no connection leads to them.
    problem: Option<Problem>,
}

/// What each node holds of an Aerospike namespace, on average. What is not known, since a node did not tell, is null.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sNamespaceDataPlan {
    /// Its name.
    namespace: String,
    /// Copies of each record that are configured.
    replication_factor: Option<i32>,
    /// Copies of each record now.
    copies_now: Option<i32>,
    /// Copies of each record there would be.
    copies_after: Option<i32>,
    /// Bytes of data on each node, copies included.
    bytes_per_node_now: Option<Int64>,
    /// Bytes of data there would be on each node, copies included.
    bytes_per_node_after: Option<Int64>,
    /// Bytes of data there is room for on each node.
    capacity_per_node: Option<Int64>,
    /// Share of that room that would be filled; more than 1 does not fit.
    used_ratio_after: Option<f64>,
    /// What would come of it, the gravest first; the same, in words, is in `warnings` of the payload.
    risks: Vec<K8sDataRisk>,
}

/// What a change of size does to data.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum K8sDataRisk {
    /// As many nodes go at once as a record has copies, or more: records that are on these alone are lost.
    LosesRecords,
    /// There would be more data than room.
    DoesNotFit,
    /// So much would be filled that writes stop.
    StopsWrites,
    /// So much would be filled that records are evicted (the high-water mark).
    Evicts,
}

impl K8sDataPlan {
    pub(super) fn unknown(nodes_after: i32, error: &ApiError) -> Self {
        Self {
            nodes_now: None,
            nodes_after,
            moving: None,
            namespaces: Vec::new(),
            problem: Some(Problem::from(error)),
        }
    }
}

impl From<Forecast> for K8sDataPlan {
    fn from(forecast: Forecast) -> Self {
        Self {
            nodes_now: Some(forecast.nodes_now),
            nodes_after: forecast.nodes_after,
            moving: forecast.moving,
            namespaces: forecast.namespaces.into_iter().map(Into::into).collect(),
            problem: None,
        }
    }
}

impl From<NamespaceForecast> for K8sNamespaceDataPlan {
    fn from(forecast: NamespaceForecast) -> Self {
        let shown = |risk: Risk| match risk {
            Risk::LosesRecords { .. } => K8sDataRisk::LosesRecords,
            Risk::DoesNotFit => K8sDataRisk::DoesNotFit,
            Risk::StopsWrites(_) => K8sDataRisk::StopsWrites,
            Risk::Evicts(_) => K8sDataRisk::Evicts,
        };
        Self {
            namespace: forecast.name,
            replication_factor: forecast.replication_factor,
            copies_now: forecast.copies_now,
            copies_after: forecast.copies_after,
            bytes_per_node_now: forecast.bytes_now.map(Int64),
            bytes_per_node_after: forecast.bytes_after.map(Int64),
            capacity_per_node: forecast.capacity.map(Int64),
            used_ratio_after: forecast.share_after,
            risks: forecast.risks.into_iter().map(shown).collect(),
        }
    }
}
