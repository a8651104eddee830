//! One profile and what is known of its cluster.

use std::{collections::BTreeSet, sync::Arc};

use acm_core::{ApiError, ErrorCode, UnixMillis};
use acm_graph::{
    Cluster, FindingCounts, HealthStatus, Namespace, OverviewEntry, OverviewGap, OverviewPart,
    OverviewRates, Problem,
    scalars::{DateTime, Int64},
};

use crate::{
    error::{Error, Result},
    service::{
        access::Profile,
        advisor::Examination,
        metrics::Rates,
        sum::{int32, total64},
    },
};

/// Why a cluster that did not answer in time is unknown.
pub(super) fn late() -> Error {
    ApiError::new(ErrorCode::Timeout, "The cluster did not answer in time.").into()
}

/// A profile whose cluster has not been asked yet.
pub(super) fn unlooked(profile: &Profile) -> OverviewEntry {
    let unknown = vec![gap(
        OverviewPart::Cluster,
        "The cluster has not been asked yet.",
    )];
    OverviewEntry {
        connection_id: profile.id.as_str().into(),
        name: profile.name.clone(),
        color: profile.color.clone(),
        env: profile.env.clone(),
        health: HealthStatus::Unknown,
        problem: None,
        cluster_name: None,
        builds: Vec::new(),
        nodes_answered: None,
        nodes_total: None,
        namespaces: None,
        objects: None,
        data_used_bytes: None,
        data_total_bytes: None,
        fullest_namespace_ratio: None,
        client_connections: None,
        migrations_remaining: None,
        stop_writes: None,
        findings: None,
        rates: None,
        unknown,
        checked_at: None,
    }
}

/// A profile with what its cluster answered.
pub(super) fn looked(
    profile: &Profile,
    answer: Result<Arc<Examination>>,
    rates: Option<(Rates, UnixMillis)>,
    at: UnixMillis,
) -> OverviewEntry {
    let mut entry = OverviewEntry {
        checked_at: Some(DateTime(at)),
        unknown: Vec::new(),
        ..unlooked(profile)
    };
    match answer {
        Ok(seen) => {
            describe(&mut entry, &seen.cluster);
            count(&mut entry, seen.report.counts);
        }
        Err(error) => {
            let error = ApiError::from(error);
            let reason = error.message();
            entry.unknown.push(gap(OverviewPart::Cluster, reason));
            entry.health = HealthStatus::Down;
            entry.problem = Some(Problem::from(&error));
        }
    }
    match rates {
        Some((rates, at)) => entry.rates = Some(shown(rates, at)),
        None => {
            let reason = "The cluster is not being sampled: let the profile keep history, or follow its metrics.";
            entry.unknown.push(gap(OverviewPart::Rates, reason));
        }
    }
    entry
}

fn describe(entry: &mut OverviewEntry, cluster: &Cluster) {
    let whole = cluster.nodes_answered == cluster.nodes_total;
    entry.health = if whole {
        HealthStatus::Up
    } else {
        HealthStatus::Degraded
    };
    entry.problem = cluster.problems.first().cloned();
    entry.cluster_name.clone_from(&cluster.name);
    entry.builds = builds(cluster);
    entry.nodes_answered = Some(cluster.nodes_answered);
    entry.nodes_total = Some(cluster.nodes_total);
    entry.objects = cluster.objects;
    entry.client_connections = cluster.client_connections;
    entry.migrations_remaining = cluster.migrations_remaining;
    entry.stop_writes = cluster.stop_writes;
    let Some(Ok(namespaces)) = &cluster.namespaces else {
        entry.unknown.push(gap(
            OverviewPart::Capacity,
            "The nodes do not describe their namespaces.",
        ));
        return;
    };
    let bytes = |read: fn(&Namespace) -> Option<Int64>| {
        total64(
            namespaces
                .iter()
                .map(|namespace| read(namespace).and_then(|bytes| u64::try_from(bytes.0).ok())),
        )
    };
    entry.namespaces = Some(int32(namespaces.len()));
    entry.data_used_bytes = bytes(|namespace| namespace.data_used_bytes);
    entry.data_total_bytes = bytes(|namespace| namespace.data_total_bytes);
    let ratios = namespaces.iter().filter_map(|one| one.data_used_ratio);
    entry.fullest_namespace_ratio = ratios.max_by(f64::total_cmp);
    if !whole {
        let reason = "Sums cover the nodes that answered.";
        entry.unknown.push(gap(OverviewPart::Capacity, reason));
    }
}

fn builds(cluster: &Cluster) -> Vec<String> {
    let builds: BTreeSet<&String> = cluster
        .nodes
        .iter()
        .filter_map(|node| node.status.as_ref()?.as_ref().ok()?.build.as_ref())
        .collect();
    builds.into_iter().cloned().collect()
}

fn count(entry: &mut OverviewEntry, counts: FindingCounts) {
    entry.findings = Some(counts);
    if counts.unchecked > 0 {
        let reason =
            "Some checks could not be made everywhere; the findings of the profile say why.";
        entry.unknown.push(gap(OverviewPart::Findings, reason));
    }
}

fn shown(rates: Rates, at: UnixMillis) -> OverviewRates {
    OverviewRates {
        reads_per_second: rates.reads,
        writes_per_second: rates.writes,
        queries_per_second: rates.queries,
        sampled_at: DateTime(at),
    }
}

fn gap(part: OverviewPart, reason: impl Into<String>) -> OverviewGap {
    OverviewGap {
        part,
        reason: reason.into(),
    }
}

/// The entry under the profile's present name and marks.
pub(super) fn renamed(entry: &Arc<OverviewEntry>, profile: &Profile) -> Arc<OverviewEntry> {
    let same =
        entry.name == profile.name && entry.color == profile.color && entry.env == profile.env;
    if same {
        return Arc::clone(entry);
    }
    Arc::new(OverviewEntry {
        name: profile.name.clone(),
        color: profile.color.clone(),
        env: profile.env.clone(),
        ..(**entry).clone()
    })
}
