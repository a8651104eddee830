//! A node of a snapshot.

use acm_core::ApiError;
use acm_graph::{AerospikeNode, NodeStatus, scalars::Int64};

use crate::service::{
    facts::{NodeFacts, NodeReport},
    sum::int32,
};

/// The node as the schema shows it.
pub(super) fn show(connection: &str, report: &NodeReport) -> AerospikeNode {
    let facts = report.facts.as_ref();
    let advertised = facts
        .map(|facts| facts.addresses.clone())
        .unwrap_or_default();
    AerospikeNode {
        id: report.node.id.as_str().into(),
        name: report.node.id.clone(),
        connection_id: connection.into(),
        address: report.node.address.clone(),
        addresses: if advertised.is_empty() {
            vec![report.node.address.clone()]
        } else {
            advertised
        },
        active: facts.is_ok(),
        status: Some(match facts {
            Ok(facts) => Ok(status(&report.node.id, facts)),
            Err(error) => Err(ApiError::from(error.clone())),
        }),
    }
}

fn status(node: &str, facts: &NodeFacts) -> NodeStatus {
    let stats = &facts.stats;
    let principal = stats.cluster_principal.as_deref();
    NodeStatus {
        build: facts.build.clone(),
        edition: facts.edition.clone(),
        uptime_seconds: stats.uptime.map(|seconds| seconds as f64),
        client_connections: stats.client_connections.map(Int64::from),
        cluster_size: stats.cluster_size.map(int32),
        cluster_key: stats.cluster_key.clone(),
        principal: principal.map(str::to_owned),
        is_principal: principal.map(|principal| principal.eq_ignore_ascii_case(node)),
        cluster_integrity: stats.cluster_integrity,
        migrations_remaining: stats.migrate_partitions_remaining.map(Int64::from),
        objects: stats.objects.map(Int64::from),
        tombstones: stats.tombstones.map(Int64::from),
        system_free_memory_ratio: stats.system_free_mem_pct.map(|percent| percent / 100.0),
        heap_allocated_bytes: stats
            .heap_allocated_kbytes
            .map(|kibibytes| Int64::from(kibibytes.saturating_mul(1024))),
        failed_best_practices: facts.failed_best_practices.clone(),
    }
}
