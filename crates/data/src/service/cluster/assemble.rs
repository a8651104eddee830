//! From the nodes' reports to one cluster.

use std::collections::BTreeMap;

use acm_core::{ApiError, UnixMillis};
use acm_graph::{Cluster, Problem, scalars::DateTime};

use super::{namespace, node};
use crate::{
    error::{Error, Result},
    service::{
        facts::{NodeFacts, NodeReport},
        sum::{agreed, any, int32, least, total64},
    },
};

/// Nodes that answered, of those there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    /// Nodes that answered.
    pub answered: i32,
    /// Nodes known.
    pub total: i32,
}

/// The cluster as the schema shows it.
///
/// # Errors
/// The first node's reason when no node answered.
pub(crate) fn assemble(
    connection: &str,
    reports: &[NodeReport],
    at: UnixMillis,
) -> Result<Cluster> {
    let nodes: Vec<&NodeFacts> = reports
        .iter()
        .filter_map(|report| report.facts.as_ref().ok())
        .collect();
    if let (true, Some(Err(first))) = (nodes.is_empty(), reports.first().map(|first| &first.facts))
    {
        return Err(Error::Silent(Box::new(first.clone())));
    }
    let mut problems: Vec<Problem> = reports.iter().filter_map(silent).collect();
    let all_answered = nodes.len() == reports.len();
    let size = agreed(nodes.iter().filter_map(|node| node.stats.cluster_size));
    let key = agreed(
        nodes
            .iter()
            .filter_map(|node| node.stats.cluster_key.as_deref()),
    );
    let principal = agreed(
        nodes
            .iter()
            .filter_map(|node| node.stats.cluster_principal.as_deref()),
    );
    if all_answered && (size.is_none() || key.is_none()) && nodes.len() > 1 {
        let message = "The nodes do not agree about the cluster: it is split or forming.";
        problems.push(Problem::from(&ApiError::new(
            acm_core::ErrorCode::Unavailable,
            message,
        )));
    }
    let namespaces = namespaces(connection, reports, &nodes);
    let of_namespaces =
        |read: fn(&acm_graph::Namespace) -> Option<u64>| namespaces.iter().map(read);
    Ok(Cluster {
        connection_id: connection.into(),
        name: agreed(nodes.iter().filter_map(|node| node.cluster_name.clone())),
        key: key.map(str::to_owned),
        principal: principal.map(str::to_owned),
        size: size.map(int32),
        consistent: all_answered.then_some(size.is_some() && key.is_some()),
        stop_writes: any(namespaces.iter().map(|namespace| namespace.stop_writes)),
        migrations_remaining: total64(of_namespaces(|namespace| {
            unsigned(namespace.migrations_remaining)
        })),
        uptime_seconds: least(
            nodes
                .iter()
                .map(|node| node.stats.uptime.map(|seconds| seconds as f64)),
        ),
        client_connections: total64(nodes.iter().map(|node| node.stats.client_connections)),
        objects: total64(of_namespaces(|namespace| unsigned(namespace.objects))),
        nodes: reports
            .iter()
            .map(|report| node::show(connection, report))
            .collect(),
        nodes_answered: int32(nodes.len()),
        nodes_total: int32(reports.len()),
        problems,
        sampled_at: DateTime(at),
        namespaces: Some(Ok(namespaces)),
    })
}

fn unsigned(value: Option<acm_graph::scalars::Int64>) -> Option<u64> {
    value.and_then(|value| u64::try_from(value.0).ok())
}

fn silent(report: &NodeReport) -> Option<Problem> {
    let error = report.facts.as_ref().err()?;
    Some(Problem::of_node(
        report.node.id.as_str(),
        &ApiError::from(error.clone()),
    ))
}

/// The namespaces any node has, by name. One that fails on a node carries a problem for it.
fn namespaces(
    connection: &str,
    reports: &[NodeReport],
    nodes: &[&NodeFacts],
) -> Vec<acm_graph::Namespace> {
    let silent: Vec<Problem> = reports.iter().filter_map(silent).collect();
    let mut found: BTreeMap<&str, (Vec<namespace::Part<'_>>, Vec<Problem>)> = BTreeMap::new();
    for report in reports {
        let Ok(facts) = &report.facts else { continue };
        for (name, namespace) in &facts.namespaces {
            let (parts, problems) = found
                .entry(name)
                .or_insert_with(|| (Vec::new(), silent.clone()));
            match namespace {
                Ok(namespace) => parts.push((facts, namespace)),
                Err(error) => {
                    let error = ApiError::from(error.clone());
                    problems.push(Problem::of_node(report.node.id.as_str(), &error));
                }
            }
        }
    }
    let total = int32(reports.len());
    let show = |(name, (parts, problems)): (&str, (Vec<_>, Vec<_>))| {
        namespace::show(connection, name, &parts, nodes, total, problems)
    };
    found.into_iter().map(show).collect()
}
