//! The reply to `namespace/<name>`: newer key names first, older ones as a fallback.

use super::Pairs;

/// One namespace on one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NamespaceStats {
    /// Nodes that serve the namespace.
    pub cluster_size: Option<u64>,
    /// The replication factor as configured.
    pub replication_factor: Option<u64>,
    /// The replication factor in force: never more than there are nodes.
    pub effective_replication_factor: Option<u64>,
    /// Records on this node, replicas included.
    pub objects: Option<u64>,
    /// Records this node is the master of.
    pub master_objects: Option<u64>,
    /// Records this node keeps a replica of.
    pub prole_objects: Option<u64>,
    /// Records this node holds without being master or replica, until they have moved.
    pub non_replica_objects: Option<u64>,
    /// Tombstones on this node.
    pub tombstones: Option<u64>,
    /// Tombstones this node is the master of.
    pub master_tombstones: Option<u64>,
    /// Records with one copy only, because replication is behind.
    pub unreplicated_records: Option<u64>,
    /// Records removed because their time had come, since the start.
    pub expired_objects: Option<u64>,
    /// Records removed to make space, since the start.
    pub evicted_objects: Option<u64>,
    /// Records last updated before this time are gone: milliseconds since 2010-01-01; 0 for never.
    pub truncate_lut: Option<u64>,
    /// Whether a truncation is under way.
    pub truncating: Option<bool>,
    /// Whether writes are refused.
    pub stop_writes: Option<bool>,
    /// Whether writes are refused because clocks drift apart.
    pub clock_skew_stop_writes: Option<bool>,
    /// Whether the threshold of eviction is passed.
    pub hwm_breached: Option<bool>,
    /// Partitions nobody serves.
    pub unavailable_partitions: Option<u64>,
    /// Partitions that lost their data.
    pub dead_partitions: Option<u64>,
    /// `memory`, `device` or `pmem`.
    pub storage_engine: Option<String>,
    /// Seconds new records live; 0 for "never expire".
    pub default_ttl: Option<u64>,
    /// Seconds between runs of the expiration thread; 0 for off.
    pub nsup_period: Option<u64>,
    /// Whether records may have a TTL although the expiration thread is off.
    pub allow_ttl_without_nsup: Option<bool>,
    /// The largest record, in bytes.
    pub max_record_size: Option<u64>,
    /// What the data takes.
    pub storage: StorageUse,
    /// What the indexes take.
    pub memory: Memory,
    /// When eviction and stop-writes set in.
    pub thresholds: Thresholds,
    /// Partitions on their way.
    pub migrations: Migrations,
    /// Operations since the start.
    pub counters: NamespaceCounters,
}

/// Space for records on one node.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StorageUse {
    /// Bytes in use.
    pub used_bytes: Option<u64>,
    /// Bytes there are.
    pub total_bytes: Option<u64>,
    /// Per cent in use.
    pub used_pct: Option<f64>,
    /// Per cent in write blocks that are free: what stop-writes looks at.
    pub avail_pct: Option<f64>,
}

/// Memory for indexes on one node, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Memory {
    /// The primary index.
    pub index_used_bytes: Option<u64>,
    /// Indexes of sets.
    pub set_index_used_bytes: Option<u64>,
    /// Secondary indexes.
    pub sindex_used_bytes: Option<u64>,
    /// What all indexes together may take; 0 for no limit.
    pub indexes_memory_budget: Option<u64>,
    /// All memory of the namespace: servers before 7.0 only.
    pub memory_used_bytes: Option<u64>,
    /// All memory the namespace may take: servers before 7.0 only.
    pub memory_total_bytes: Option<u64>,
}

/// Thresholds in per cent, as the server has them; 0 switches one off.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Thresholds {
    /// Space in use at which eviction starts.
    pub evict_used_pct: Option<f64>,
    /// Index memory in use at which eviction starts.
    pub evict_indexes_memory_pct: Option<f64>,
    /// Space in use at which writes stop.
    pub stop_writes_used_pct: Option<f64>,
    /// Free write blocks below which writes stop.
    pub stop_writes_avail_pct: Option<f64>,
    /// Memory of the host in use at which writes stop.
    pub stop_writes_sys_memory_pct: Option<f64>,
}

/// Partitions still to be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Migrations {
    /// To other nodes.
    pub outgoing: Option<u64>,
    /// From other nodes.
    pub incoming: Option<u64>,
}

/// Counters of one kind of operation since the start of the server. They start again at zero when
/// it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Operations {
    /// Done.
    pub success: Option<u64>,
    /// Failed.
    pub error: Option<u64>,
    /// Not done in time.
    pub timeout: Option<u64>,
    /// Done, and there was no such record.
    pub not_found: Option<u64>,
    /// Done, and the filter left the record out.
    pub filtered_out: Option<u64>,
}

/// Operations of one namespace on one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NamespaceCounters {
    /// Reads of single records.
    pub reads: Operations,
    /// Writes of single records.
    pub writes: Operations,
    /// Deletes of single records.
    pub deletes: Operations,
    /// User-defined functions on single records.
    pub udfs: Operations,
    /// Reads within batches.
    pub batch_reads: Operations,
    /// Writes within batches.
    pub batch_writes: Operations,
    /// Deletes within batches.
    pub batch_deletes: Operations,
    /// User-defined functions within batches.
    pub batch_udfs: Operations,
    /// Queries of the primary index.
    pub primary_index_queries: Operations,
    /// Queries of secondary indexes.
    pub secondary_index_queries: Operations,
    /// Commands that failed before they began.
    pub client_tsvc_error: Option<u64>,
    /// Commands that timed out before they began.
    pub client_tsvc_timeout: Option<u64>,
    /// Commands passed on to another node.
    pub client_proxy_complete: Option<u64>,
    /// Writes refused because too many worked on the same record.
    pub fail_key_busy: Option<u64>,
    /// Writes refused because the generation was another.
    pub fail_generation: Option<u64>,
    /// Writes refused because the record was too big.
    pub fail_record_too_big: Option<u64>,
}

impl NamespaceStats {
    /// Reads the reply to `namespace/<name>`.
    #[must_use]
    pub fn parse(reply: &str) -> Self {
        let pairs = &Pairs::parse(reply, ';');
        Self {
            cluster_size: pairs.u64("ns_cluster_size"),
            replication_factor: pairs.first_u64(&["replication-factor", "repl-factor"]),
            effective_replication_factor: pairs.u64("effective_replication_factor"),
            objects: pairs.u64("objects"),
            master_objects: pairs.u64("master_objects"),
            prole_objects: pairs.u64("prole_objects"),
            non_replica_objects: pairs.u64("non_replica_objects"),
            tombstones: pairs.u64("tombstones"),
            master_tombstones: pairs.u64("master_tombstones"),
            unreplicated_records: pairs.u64("unreplicated_records"),
            expired_objects: pairs.u64("expired_objects"),
            evicted_objects: pairs.u64("evicted_objects"),
            truncate_lut: pairs.u64("truncate_lut"),
            truncating: pairs.bool("truncating"),
            stop_writes: pairs.bool("stop_writes"),
            clock_skew_stop_writes: pairs.bool("clock_skew_stop_writes"),
            hwm_breached: pairs.bool("hwm_breached"),
            unavailable_partitions: pairs.u64("unavailable_partitions"),
            dead_partitions: pairs.u64("dead_partitions"),
            storage_engine: pairs.text("storage-engine").map(str::to_owned),
            default_ttl: pairs.u64("default-ttl"),
            nsup_period: pairs.u64("nsup-period"),
            allow_ttl_without_nsup: pairs.bool("allow-ttl-without-nsup"),
            max_record_size: pairs
                .first_u64(&["max-record-size", "storage-engine.write-block-size"]),
            storage: storage(pairs),
            memory: memory(pairs),
            thresholds: thresholds(pairs),
            migrations: Migrations {
                outgoing: pairs.u64("migrate_tx_partitions_remaining"),
                incoming: pairs.u64("migrate_rx_partitions_remaining"),
            },
            counters: counters(pairs),
        }
    }
}

/// Whether a server before 7.0 keeps the namespace on devices.
fn has_legacy_device(pairs: &Pairs<'_>) -> bool {
    pairs
        .u64("device_total_bytes")
        .is_some_and(|bytes| bytes > 0)
}

fn storage(pairs: &Pairs<'_>) -> StorageUse {
    let (used, total, free, avail) = if has_legacy_device(pairs) {
        (
            "device_used_bytes",
            "device_total_bytes",
            "device_free_pct",
            "device_available_pct",
        )
    } else {
        (
            "memory_used_data_bytes",
            "memory-size",
            "memory_free_pct",
            "memory_available_pct",
        )
    };
    let used_by_free = || pairs.f64(free).map(|free| 100.0 - free);
    StorageUse {
        used_bytes: pairs.first_u64(&["data_used_bytes", used]),
        total_bytes: pairs.first_u64(&["data_total_bytes", total]),
        used_pct: pairs.f64("data_used_pct").or_else(used_by_free),
        avail_pct: pairs.first_f64(&["data_avail_pct", avail]),
    }
}

fn memory(pairs: &Pairs<'_>) -> Memory {
    Memory {
        index_used_bytes: pairs.first_u64(&["index_used_bytes", "memory_used_index_bytes"]),
        set_index_used_bytes: pairs
            .first_u64(&["set_index_used_bytes", "memory_used_set_index_bytes"]),
        sindex_used_bytes: pairs.first_u64(&["sindex_used_bytes", "memory_used_sindex_bytes"]),
        indexes_memory_budget: pairs.u64("indexes-memory-budget"),
        memory_used_bytes: pairs.u64("memory_used_bytes"),
        memory_total_bytes: pairs.u64("memory-size"),
    }
}

fn thresholds(pairs: &Pairs<'_>) -> Thresholds {
    let high_water = if has_legacy_device(pairs) {
        "high-water-disk-pct"
    } else {
        "high-water-memory-pct"
    };
    Thresholds {
        evict_used_pct: pairs.first_f64(&[
            "storage-engine.evict-used-pct",
            "evict-used-pct",
            high_water,
        ]),
        evict_indexes_memory_pct: pairs.f64("evict-indexes-memory-pct"),
        stop_writes_used_pct: pairs.first_f64(&[
            "storage-engine.stop-writes-used-pct",
            "stop-writes-used-pct",
            "stop-writes-pct",
        ]),
        stop_writes_avail_pct: pairs.first_f64(&[
            "storage-engine.stop-writes-avail-pct",
            "stop-writes-avail-pct",
            "storage-engine.min-avail-pct",
            "min-avail-pct",
        ]),
        stop_writes_sys_memory_pct: pairs.f64("stop-writes-sys-memory-pct"),
    }
}

fn counters(pairs: &Pairs<'_>) -> NamespaceCounters {
    NamespaceCounters {
        reads: operations(pairs, "client_read"),
        writes: operations(pairs, "client_write"),
        deletes: operations(pairs, "client_delete"),
        udfs: operations(pairs, "client_udf"),
        batch_reads: operations(pairs, "batch_sub_read"),
        batch_writes: operations(pairs, "batch_sub_write"),
        batch_deletes: operations(pairs, "batch_sub_delete"),
        batch_udfs: operations(pairs, "batch_sub_udf"),
        primary_index_queries: queries(pairs, "pi_query"),
        secondary_index_queries: queries(pairs, "si_query"),
        client_tsvc_error: pairs.u64("client_tsvc_error"),
        client_tsvc_timeout: pairs.u64("client_tsvc_timeout"),
        client_proxy_complete: pairs.u64("client_proxy_complete"),
        fail_key_busy: pairs.u64("fail_key_busy"),
        fail_generation: pairs.u64("fail_generation"),
        fail_record_too_big: pairs.u64("fail_record_too_big"),
    }
}

fn operations(pairs: &Pairs<'_>, name: &str) -> Operations {
    let counter = |outcome: &str| pairs.u64(&format!("{name}_{outcome}"));
    Operations {
        success: counter("success").or_else(|| counter("complete")),
        error: counter("error"),
        timeout: counter("timeout"),
        not_found: counter("not_found"),
        filtered_out: counter("filtered_out"),
    }
}

/// Adds up the kinds of query the server tells apart.
fn queries(pairs: &Pairs<'_>, name: &str) -> Operations {
    const KINDS: [&str; 5] = ["short_basic", "long_basic", "aggr", "udf_bg", "ops_bg"];
    let counter = |outcome: &str| {
        let keys = KINDS.map(|kind| format!("{name}_{kind}_{outcome}"));
        pairs.sum(&keys.each_ref().map(String::as_str))
    };
    Operations {
        success: counter("complete"),
        error: counter("error"),
        timeout: counter("timeout"),
        not_found: None,
        filtered_out: None,
    }
}

#[cfg(test)]
mod tests {
    use super::NamespaceStats;

    #[test]
    fn a_namespace_of_8_1_is_read() {
        let stats = NamespaceStats::parse(
            "ns_cluster_size=3;effective_replication_factor=2;objects=1491;master_objects=756;prole_objects=735;stop_writes=false;index_used_bytes=95424;data_total_bytes=1073741824;data_used_bytes=350528;data_used_pct=0;data_avail_pct=81;migrate_tx_partitions_remaining=4;client_read_success=70;client_read_not_found=16;client_udf_complete=2;pi_query_short_basic_complete=3;pi_query_long_basic_complete=1;replication-factor=2;storage-engine=memory;storage-engine.stop-writes-used-pct=70;storage-engine.evict-used-pct=0;nsup-period=120",
        );
        assert_eq!(
            (stats.master_objects, stats.prole_objects),
            (Some(756), Some(735))
        );
        assert_eq!(stats.storage.used_bytes, Some(350_528));
        assert_eq!(stats.thresholds.stop_writes_used_pct, Some(70.0));
        assert_eq!(stats.counters.reads.not_found, Some(16));
        assert_eq!(stats.counters.udfs.success, Some(2));
        assert_eq!(stats.counters.primary_index_queries.success, Some(4));
        assert_eq!(
            (stats.migrations.outgoing, stats.migrations.incoming),
            (Some(4), None)
        );
        assert_eq!(stats.counters.secondary_index_queries.success, None);
    }

    #[test]
    fn a_namespace_of_6_4_in_memory_is_read_by_its_older_names() {
        let stats = NamespaceStats::parse(
            "objects=5;memory_used_bytes=900;memory_used_data_bytes=500;memory_used_index_bytes=320;memory_used_sindex_bytes=80;memory_free_pct=90;memory-size=9000;device_total_bytes=0;high-water-memory-pct=60;stop-writes-pct=90;replication-factor=2",
        );
        assert_eq!(stats.storage.used_bytes, Some(500));
        assert_eq!(stats.storage.total_bytes, Some(9000));
        assert_eq!(stats.storage.used_pct, Some(10.0));
        assert_eq!(stats.memory.index_used_bytes, Some(320));
        assert_eq!(stats.thresholds.evict_used_pct, Some(60.0));
        assert_eq!(stats.thresholds.stop_writes_used_pct, Some(90.0));
    }

    #[test]
    fn a_namespace_of_6_4_on_devices_shows_the_devices() {
        let stats = NamespaceStats::parse(
            "memory_used_bytes=900;memory-size=9000;device_total_bytes=100;device_used_bytes=40;device_free_pct=60;device_available_pct=55;high-water-disk-pct=50;high-water-memory-pct=60;storage-engine.min-avail-pct=5",
        );
        assert_eq!(
            (stats.storage.used_bytes, stats.storage.total_bytes),
            (Some(40), Some(100))
        );
        assert_eq!(stats.storage.avail_pct, Some(55.0));
        assert_eq!(stats.thresholds.evict_used_pct, Some(50.0));
        assert_eq!(stats.thresholds.stop_writes_avail_pct, Some(5.0));
    }
}
