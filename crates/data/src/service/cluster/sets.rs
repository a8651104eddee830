//! The sets of a namespace, over its nodes.

use std::collections::BTreeMap;

use acm_aerospike::info::SetStats;
use acm_core::{ApiError, ErrorCode, limits::MAX_SETS};
use acm_graph::{
    Problem, Set,
    scalars::{Int64, NamespaceName, SetName},
};

use super::assemble::Counts;
use crate::service::{
    facts::NodeFacts,
    sum::{any, greatest64, int32, server_time, total, total64},
};

/// The sets of a namespace, and what went wrong for parts of them.
pub(super) struct Listed {
    /// By name, at most [`MAX_SETS`]; `None` when no node was asked for them.
    pub(super) sets: Option<Result<Vec<Set>, ApiError>>,
    /// Nodes that could not list theirs, and sets left out.
    pub(super) problems: Vec<Problem>,
}

/// The sets of `namespace`; `copies` is how many times each record is counted over all nodes.
pub(super) fn show(
    connection: &str,
    namespace: &str,
    nodes: &[&NodeFacts],
    counts: Counts,
    copies: Option<u64>,
) -> Listed {
    let mut by_name: BTreeMap<&str, Vec<&SetStats>> = BTreeMap::new();
    let mut failures: Vec<ApiError> = Vec::new();
    let mut listed = false;
    for lists in nodes.iter().filter_map(|node| node.sets.as_ref()) {
        match lists {
            Ok(sets) => {
                listed = true;
                let here = |set: &&SetStats| set.namespace.as_deref() == Some(namespace);
                for set in sets.iter().filter(here) {
                    if let Some(name) = set.name.as_deref() {
                        by_name.entry(name).or_default().push(set);
                    }
                }
            }
            Err(error) => failures.push(error.clone().into()),
        }
    }
    if !listed {
        return Listed {
            sets: failures.pop().map(Err),
            problems: Vec::new(),
        };
    }
    if by_name.len() > MAX_SETS {
        let message = format!("Of {} sets the first {MAX_SETS} are shown.", by_name.len());
        failures.push(ApiError::new(ErrorCode::LimitExceeded, message));
    }
    let sets = by_name.into_iter().take(MAX_SETS).map(|(name, parts)| Set {
        connection_id: connection.into(),
        namespace: NamespaceName::reported(namespace),
        ..set(name, &parts, counts, copies)
    });
    Listed {
        sets: Some(Ok(sets.collect())),
        problems: failures.iter().map(Problem::from).collect(),
    }
}

fn set(name: &str, parts: &[&SetStats], counts: Counts, copies: Option<u64>) -> Set {
    let each = |read: fn(&SetStats) -> Option<u64>| parts.iter().map(move |part| read(part));
    let flag = |read: fn(&SetStats) -> Option<bool>| any(parts.iter().map(|part| read(part)));
    let with_replicas = total(each(|part| part.objects));
    Set {
        connection_id: "".into(),
        namespace: NamespaceName::reported(""),
        name: SetName::reported(name),
        nodes_answered: counts.answered,
        nodes_total: counts.total,
        objects: with_replicas
            .and_then(|sum| unique(sum, copies))
            .map(Int64::from),
        objects_with_replicas: with_replicas.map(Int64::from),
        tombstones: total64(each(|part| part.tombstones)),
        data_used_bytes: total64(each(|part| part.data_used_bytes)),
        secondary_indexes: each(|part| part.sindexes).flatten().max().map(int32),
        index_enabled: flag(|part| part.enable_index),
        eviction_disabled: flag(|part| part.disable_eviction),
        default_ttl_seconds: greatest64(each(|part| part.default_ttl)),
        stop_writes_count: greatest64(each(|part| part.stop_writes_count)),
        stop_writes_size: greatest64(each(|part| part.stop_writes_size)),
        truncating: flag(|part| part.truncating),
        truncated_before: each(|part| part.truncate_lut)
            .flatten()
            .max()
            .and_then(server_time),
    }
}

/// Records without their copies, rounded: the counts of several nodes are not of one instant.
fn unique(with_replicas: u64, copies: Option<u64>) -> Option<u64> {
    let copies = copies.filter(|copies| *copies > 0)?;
    Some(with_replicas.saturating_add(copies / 2) / copies)
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn a_set_counts_each_record_once() {
        assert_eq!(unique(2600, Some(2)), Some(1300));
        assert_eq!(unique(7, Some(1)), Some(7));
        assert_eq!(unique(5, Some(2)), Some(3));
        assert_eq!(unique(5, None), None);
    }
}
