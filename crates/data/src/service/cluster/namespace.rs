//! A namespace over its nodes.

use acm_graph::{
    Namespace, NamespaceTtl, Problem, StorageEngine,
    scalars::{Int64, NamespaceName},
};

use super::{assemble::Counts, sets};
use crate::service::{
    facts::{NamespaceFacts, NodeFacts},
    sum::{agreed, any, greatest64, int32, least, server_time, total, total64},
    thresholds,
};

/// What one node says of the namespace.
pub(super) type Part<'a> = (&'a NodeFacts, &'a NamespaceFacts);

/// The namespace as the schema shows it; `nodes` are all that answered at all, for its sets.
pub(super) fn show(
    connection: &str,
    name: &str,
    parts: &[Part<'_>],
    nodes: &[&NodeFacts],
    total_nodes: i32,
    mut problems: Vec<Problem>,
) -> Namespace {
    let counts = Counts {
        answered: int32(parts.len()),
        total: total_nodes,
    };
    let each =
        |read: fn(&NamespaceFacts) -> Option<u64>| parts.iter().map(move |(_, part)| read(part));
    let flag =
        |read: fn(&NamespaceFacts) -> Option<bool>| any(parts.iter().map(|(_, part)| read(part)));
    let used = total(each(|part| part.stats.storage.used_bytes));
    let engine = engine(parts);
    let on_device = matches!(engine, Some(StorageEngine::Device | StorageEngine::Pmem));
    let copies = copies(parts);
    let sets = sets::show(connection, name, nodes, counts, copies);
    problems.extend(sets.problems);
    Namespace {
        connection_id: connection.into(),
        name: NamespaceName::reported(name),
        nodes_answered: counts.answered,
        nodes_total: counts.total,
        problems,
        objects: total64(each(|part| part.stats.master_objects)),
        replica_objects: total64(each(|part| part.stats.prole_objects)),
        tombstones: total64(each(|part| part.stats.tombstones)),
        expired_objects: total64(each(|part| part.stats.expired_objects)),
        evicted_objects: total64(each(|part| part.stats.evicted_objects)),
        replication_factor: each(|part| part.stats.replication_factor)
            .flatten()
            .max()
            .map(int32),
        effective_replication_factor: copies.map(int32),
        storage_engine: engine,
        data_used_bytes: used.map(Int64::from),
        data_total_bytes: total64(each(|part| part.stats.storage.total_bytes)),
        data_used_ratio: used_ratio(parts),
        data_available_ratio: least(parts.iter().map(|(_, part)| part.stats.storage.avail_pct))
            .map(|percent| percent / 100.0),
        index_used_bytes: total64(each(|part| part.stats.memory.index_used_bytes)),
        set_index_used_bytes: total64(each(|part| part.stats.memory.set_index_used_bytes)),
        secondary_index_used_bytes: total64(each(|part| part.stats.memory.sindex_used_bytes)),
        memory_used_bytes: total64(parts.iter().map(|(_, part)| memory(part, engine))),
        device_used_bytes: used.filter(|_| on_device).map(Int64::from),
        device_total_bytes: total64(each(|part| part.stats.storage.total_bytes))
            .filter(|_| on_device),
        stop_writes: flag(|part| part.stats.stop_writes),
        eviction_threshold_breached: flag(|part| part.stats.hwm_breached),
        clock_skew_stop_writes: flag(|part| part.stats.clock_skew_stop_writes),
        thresholds: thresholds::worst(parts.iter().copied()),
        ttl: ttl(parts),
        migrations_remaining: total64(each(migrations)),
        // Every node reports these for the cluster as it sees it: the worst view counts.
        unavailable_partitions: greatest64(each(|part| part.stats.unavailable_partitions)),
        dead_partitions: greatest64(each(|part| part.stats.dead_partitions)),
        read_success_ratio: ratio(
            each(|part| part.stats.counters.reads.success)
                .chain(each(|part| part.stats.counters.reads.not_found)),
            each(|part| part.stats.counters.reads.error)
                .chain(each(|part| part.stats.counters.reads.timeout)),
        ),
        write_success_ratio: ratio(
            each(|part| part.stats.counters.writes.success),
            each(|part| part.stats.counters.writes.error)
                .chain(each(|part| part.stats.counters.writes.timeout)),
        ),
        truncated_before: each(|part| part.stats.truncate_lut)
            .flatten()
            .max()
            .and_then(server_time),
        sets: sets.sets,
    }
}

/// Partitions still to be moved, both ways.
pub(crate) fn migrations(part: &NamespaceFacts) -> Option<u64> {
    let migrations = part.stats.migrations;
    total([migrations.outgoing, migrations.incoming].into_iter())
}

/// How many copies of each record there are, as the nodes agree.
fn copies(parts: &[Part<'_>]) -> Option<u64> {
    let on_node = |part: &NamespaceFacts| {
        let stats = &part.stats;
        let configured = || Some(stats.replication_factor?.min(stats.cluster_size?));
        stats.effective_replication_factor.or_else(configured)
    };
    agreed(parts.iter().filter_map(|(_, part)| on_node(part)))
}

fn engine(parts: &[Part<'_>]) -> Option<StorageEngine> {
    let engines = parts
        .iter()
        .filter_map(|(_, part)| part.stats.storage_engine.as_deref());
    match agreed(engines)? {
        "memory" => Some(StorageEngine::Memory),
        "device" => Some(StorageEngine::Device),
        "pmem" => Some(StorageEngine::Pmem),
        _ => None,
    }
}

fn memory(part: &NamespaceFacts, engine: Option<StorageEngine>) -> Option<u64> {
    let (memory, storage) = (&part.stats.memory, &part.stats.storage);
    let data = storage
        .used_bytes
        .filter(|_| engine == Some(StorageEngine::Memory));
    let parts = [
        memory.index_used_bytes,
        memory.set_index_used_bytes,
        memory.sindex_used_bytes,
        data,
    ];
    memory
        .memory_used_bytes
        .or_else(|| total(parts.into_iter()))
}

fn used_ratio(parts: &[Part<'_>]) -> Option<f64> {
    let both = parts.iter().filter_map(|(_, part)| {
        let storage = &part.stats.storage;
        Some((storage.used_bytes? as f64, storage.total_bytes? as f64))
    });
    let (used, room) = both.reduce(|a, b| (a.0 + b.0, a.1 + b.1))?;
    (room > 0.0).then(|| used / room)
}

fn ratio(
    good: impl Iterator<Item = Option<u64>>,
    bad: impl Iterator<Item = Option<u64>>,
) -> Option<f64> {
    let (good, bad) = (total(good)?, total(bad)?);
    let all = good.saturating_add(bad);
    (all > 0).then(|| good as f64 / all as f64)
}

fn ttl(parts: &[Part<'_>]) -> NamespaceTtl {
    let greatest = |read: fn(&NamespaceFacts) -> Option<u64>| {
        parts.iter().filter_map(|(_, part)| read(part)).max()
    };
    let period = greatest(|part| part.stats.nsup_period);
    NamespaceTtl {
        default_seconds: greatest(|part| part.stats.default_ttl).map(Int64::from),
        nsup_period_seconds: period.map(Int64::from),
        expiration_enabled: period.map(|seconds| seconds > 0),
        allow_ttl_without_nsup: any(parts
            .iter()
            .map(|(_, part)| part.stats.allow_ttl_without_nsup)),
        default_read_touch_pct: greatest(|part| part.default_read_touch_pct).map(int32),
    }
}
