//! Node-wide statistics.

use crate::info::pairs::Pairs;
use crate::info::view::{InfoView, NamespaceView, NodeView};

use super::host::free_memory;
use super::{Answer, cluster, identity, namespace};

pub(super) fn statistics(view: &dyn InfoView) -> Answer {
    let node = view.node();
    let namespaces = namespace::all(view);
    let sum = |count: fn(&NamespaceView) -> u64| namespaces.iter().map(count).sum::<u64>();
    let mut pairs = Pairs::separated_by(';');
    put_cluster(&mut pairs, &node);
    put_host(&mut pairs, &node);
    pairs
        .put("objects", sum(|namespace| namespace.objects.total()))
        .put("tombstones", sum(|namespace| namespace.tombstones.total()));
    put_connections(&mut pairs, &node);
    put_requests(&mut pairs, &node);
    pairs
        .put("paxos_principal", &node.cluster.principal)
        .put(
            "time_since_rebalance",
            node.cluster.since_rebalance.as_secs(),
        )
        .put("migrate_allowed", true)
        .put(
            "migrate_partitions_remaining",
            sum(|namespace| namespace.migration.remaining()),
        )
        .put_all(
            &[
                "fabric_bulk_send_rate",
                "fabric_bulk_recv_rate",
                "fabric_ctrl_send_rate",
                "fabric_ctrl_recv_rate",
                "fabric_meta_send_rate",
                "fabric_meta_recv_rate",
                "fabric_rw_send_rate",
                "fabric_rw_recv_rate",
                "deprecated_requests",
            ],
            0,
        );
    Ok(pairs.into_text())
}

fn put_cluster(pairs: &mut Pairs, node: &NodeView) {
    let cluster = &node.cluster;
    pairs
        .put(
            "failed_best_practices",
            !node.failed_best_practices.is_empty(),
        )
        .put("cluster_size", cluster.size)
        .put("cluster_key", cluster::key_text(cluster.key))
        .put("cluster_generation", cluster.generation)
        .put("cluster_principal", &cluster.principal)
        .put("cluster_min_compatibility_id", identity::COMPATIBILITY_ID)
        .put("cluster_max_compatibility_id", identity::COMPATIBILITY_ID)
        .put_all(&["cluster_integrity", "cluster_is_member"], true)
        .put("cluster_duplicate_nodes", "null")
        .put_all(
            &[
                "cluster_clock_skew_stop_writes_sec",
                "cluster_clock_skew_ms",
            ],
            0,
        )
        .put("cluster_clock_skew_outliers", "null");
}

fn put_host(pairs: &mut Pairs, node: &NodeView) {
    let free = free_memory();
    pairs
        .put("uptime", node.uptime.as_secs())
        .put_all(
            &[
                "system_total_cpu_pct",
                "system_user_cpu_pct",
                "system_kernel_cpu_pct",
            ],
            0,
        )
        .put("system_free_mem_kbytes", free.kbytes)
        .put("system_free_mem_pct", free.pct)
        .put("host_free_mem_kbytes", free.kbytes)
        .put("host_free_mem_pct", free.pct)
        .put_all(&["system_thp_mem_kbytes", "process_cpu_pct"], 0)
        .put_all(&["threads_joinable", "threads_detached"], 0)
        .put_all(&["threads_pool_total", "threads_pool_active"], 0)
        .put_all(
            &[
                "heap_allocated_kbytes",
                "heap_active_kbytes",
                "heap_mapped_kbytes",
            ],
            0,
        )
        .put("heap_efficiency_pct", 100)
        .put("heap_site_count", 0);
}

fn put_connections(pairs: &mut Pairs, node: &NodeView) {
    let connections = node.connections;
    pairs
        .put("info_queue", 0)
        .put("rw_in_progress", node.commands_in_progress)
        .put_all(&["proxy_in_progress", "tree_gc_queue"], 0)
        .put("client_connections", connections.open)
        .put("client_connections_opened", connections.opened)
        .put("client_connections_closed", connections.closed);
    for channel in ["admin", "heartbeat", "fabric"] {
        for suffix in ["", "_opened", "_closed"] {
            pairs.put(format_args!("{channel}_connections{suffix}"), 0);
        }
    }
    pairs.put_all(
        &[
            "heartbeat_received_self",
            "heartbeat_received_foreign",
            "reaped_fds",
        ],
        0,
    );
}

fn put_requests(pairs: &mut Pairs, node: &NodeView) {
    let batch = node.batch_index;
    pairs
        .put("info_complete", node.info_complete)
        .put("info_timeout", 0)
        .put("demarshal_error", node.demarshal_errors)
        .put("early_tsvc_client_error", node.early_client_errors)
        .put_all(
            &[
                "early_tsvc_from_proxy_error",
                "early_tsvc_from_proxy_batch_sub_error",
            ],
            0,
        )
        .put("long_queries_active", node.long_queries_active)
        .put("batch_index_initiate", batch.initiate)
        .put("batch_index_queue", "0:0,0:0")
        .put("batch_index_complete", batch.complete)
        .put("batch_index_error", batch.error)
        .put("batch_index_timeout", batch.timeout)
        .put_all(&["batch_index_delay", "batch_index_unused_buffers"], 0)
        .put_all(
            &["batch_index_huge_buffers", "batch_index_created_buffers"],
            0,
        )
        .put("batch_index_destroyed_buffers", 0)
        .put("batch_index_proto_uncompressed_pct", "0.000")
        .put("batch_index_proto_compression_ratio", "1.000");
}

/// The checks of the host that failed; `none` when all hold.
pub(super) fn best_practices(view: &dyn InfoView) -> Answer {
    let failed = view.node().failed_best_practices;
    let failed = if failed.is_empty() {
        "none".to_owned()
    } else {
        failed.join(",")
    };
    Ok(format!("failed_best_practices={failed}"))
}
