//! Which statistics rise and which go up and down, as Aerospike's own exporter has them: settings, told
//! by the dash in their names, and those named here are gauges, everything else is a counter.

use std::{collections::HashSet, sync::LazyLock};

use super::families::Kind;

/// What a statistic is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Context {
    /// A node.
    Node,
    /// A namespace on a node.
    Namespace,
    /// A set on a node.
    Set,
    /// A secondary index on a node.
    Index,
}

impl Context {
    /// The word for it in names of metrics.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Node => "node_stats",
            Self::Namespace => "namespace",
            Self::Set => "sets",
            Self::Index => "sindex",
        }
    }

    fn gauges(self) -> &'static HashSet<&'static str> {
        static GAUGES: LazyLock<[HashSet<&str>; 4]> = LazyLock::new(|| {
            [NODE, NAMESPACE, SET, INDEX].map(|names| names.split_whitespace().collect())
        });
        let [node, namespace, set, index] = &*GAUGES;
        match self {
            Self::Node => node,
            Self::Namespace => namespace,
            Self::Set => set,
            Self::Index => index,
        }
    }
}

/// The kind of a statistic.
pub(super) fn kind(context: Context, name: &str) -> Kind {
    let own = name.strip_prefix("storage-engine.").unwrap_or(name);
    if own.contains('-') || context.gauges().contains(own) {
        Kind::Gauge
    } else {
        Kind::Counter
    }
}

const NODE: &str = "
    admin_connections batch_index_proto_compression_ratio batch_index_proto_uncompressed_pct
    batch_index_unused_buffers client_connections cluster_clock_skew_ms
    cluster_clock_skew_stop_writes_sec cluster_integrity cluster_is_member
    cluster_max_compatibility_id cluster_min_compatibility_id cluster_size fabric_bulk_recv_rate
    fabric_bulk_send_rate fabric_connections fabric_ctrl_recv_rate fabric_ctrl_send_rate
    fabric_meta_recv_rate fabric_meta_send_rate fabric_rw_recv_rate fabric_rw_send_rate
    failed_best_practices heap_active_kbytes heap_allocated_kbytes heap_efficiency_pct
    heap_mapped_kbytes heap_site_count heartbeat_connections host_free_mem_kbytes host_free_mem_pct
    info_queue long_queries_active migrate_allowed migrate_partitions_remaining objects
    process_cpu_pct proxy_in_progress queries_active rw_in_progress scans_active
    system_free_mem_kbytes system_free_mem_pct system_kernel_cpu_pct system_thp_mem_kbytes
    system_total_cpu_pct system_user_cpu_pct threads_detached threads_joinable threads_pool_active
    threads_pool_total time_since_rebalance tombstones tree_gc_queue uptime
";

const NAMESPACE: &str = "
    appeals_rx_active appeals_tx_active appeals_tx_remaining auto_revived_partitions
    available_bin_names cache_read_pct clock_skew_stop_writes current_time data_avail_pct
    data_compression_ratio data_total_bytes data_used_bytes data_used_pct dead_partitions
    device_available_pct device_compression_ratio device_free_pct device_total_bytes
    device_used_bytes effective_active_rack effective_is_quiesced effective_prefer_uniform_balance
    effective_replication_factor evict_ttl evict_void_time fail_mrt_blocked
    fail_mrt_version_mismatch geo_region_query_falsepos geo_region_query_points hwm_breached
    index_used_bytes indexes_memory_used_pct master_objects master_tombstones memory_free_pct
    memory_used_bytes memory_used_data_bytes memory_used_index_bytes memory_used_set_index_bytes
    memory_used_sindex_bytes migrate_fresh_partitions migrate_rx_instances
    migrate_rx_partitions_active migrate_rx_partitions_initial migrate_rx_partitions_remaining
    migrate_signals_active migrate_signals_remaining migrate_tx_instances
    migrate_tx_partitions_active migrate_tx_partitions_imbalance migrate_tx_partitions_initial
    migrate_tx_partitions_lead_remaining migrate_tx_partitions_remaining
    mrt_monitor_roll_back_error mrt_monitor_roll_back_success mrt_monitor_roll_back_timeout
    mrt_monitor_roll_forward_error mrt_monitor_roll_forward_success mrt_monitor_roll_forward_timeout
    mrt_monitor_roll_tombstone_creates mrt_monitors mrt_monitors_active mrt_provisionals
    mrt_roll_back_error mrt_roll_back_success mrt_roll_back_timeout mrt_roll_forward_error
    mrt_roll_forward_success mrt_roll_forward_timeout mrt_verify_read_error mrt_verify_read_success
    mrt_verify_read_timeout nodes_quiesced non_expirable_objects non_replica_objects
    non_replica_tombstones ns_cluster_size nsup_cycle_deleted_pct nsup_cycle_duration objects
    pending_quiesce pmem_available_pct pmem_compression_ratio pmem_free_pct pmem_total_bytes
    pmem_used_bytes prole_objects prole_tombstones query_proto_compression_ratio
    query_proto_uncompressed_pct record_proto_compression_ratio record_proto_uncompressed_pct
    set_index_used_bytes sindex_used_bytes smd_evict_void_time stop_writes tombstones truncate_lut
    truncating ttl_reductions_applied ttl_reductions_ignored unavailable_partitions
    unreplicated_records xdr_bin_cemeteries xdr_tombstones xmem_id
    device.age device.defrag_q device.free_wblocks device.shadow_write_q device.used_bytes
    device.write_q file.age file.defrag_q file.free_wblocks file.shadow_write_q file.used_bytes
    file.write_q stripe.age stripe.backing_write_q stripe.defrag_q stripe.free_wblocks
    stripe.used_bytes stripe.write_q
";

const SET: &str = "
    data_used_bytes device_data_bytes index_populating memory_data_bytes objects sindexes tombstones
    truncate_lut truncating
";

const INDEX: &str = "
    entries entries_per_bval entries_per_rec load_pct load_time memory_used used_bytes
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_levels_are_gauges_and_everything_else_counts() {
        for (context, name, expected) in [
            (Context::Node, "client_connections", Kind::Gauge),
            (Context::Node, "client_connections_opened", Kind::Counter),
            (Context::Node, "proto-fd-max", Kind::Gauge),
            (Context::Namespace, "client_read_success", Kind::Counter),
            (Context::Namespace, "data_used_bytes", Kind::Gauge),
            (Context::Namespace, "storage-engine.filesize", Kind::Counter),
            (Context::Namespace, "storage-engine.data-size", Kind::Gauge),
            (
                Context::Namespace,
                "storage-engine.stripe.used_bytes",
                Kind::Gauge,
            ),
            (Context::Set, "objects", Kind::Gauge),
            (Context::Index, "stat_gc_recs", Kind::Counter),
            (Context::Index, "entries", Kind::Gauge),
        ] {
            assert_eq!(kind(context, name), expected, "{name}");
        }
    }
}
