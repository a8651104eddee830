//! What a node tells of a namespace: gauges, counters, then the namespace's configuration.

use std::fmt::Write as _;

use crate::info::config::{Context, NamespaceSettings, STORAGE_STRIPES};
use crate::info::counter::NamespaceCounter;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::{AEROSPIKE_EPOCH_UNIX_SECONDS, InfoView, MigrationView, NamespaceView};

use super::Answer;

/// Size of a record's entry in the primary index.
const INDEX_ENTRY_BYTES: u64 = 64;

/// Size of the blocks a namespace in memory is written in.
const WRITE_BLOCK_BYTES: u64 = 8 * 1024 * 1024;

pub(super) fn names(view: &dyn InfoView) -> Answer {
    Ok(view.namespaces().join(";"))
}

/// All namespaces of this node.
pub(super) fn all(view: &dyn InfoView) -> Vec<NamespaceView> {
    let names = view.namespaces();
    names
        .iter()
        .filter_map(|name| view.namespace(name))
        .collect()
}

/// Records of all namespaces on this node, all copies.
pub(super) fn objects(view: &dyn InfoView) -> Answer {
    let objects: u64 = all(view)
        .iter()
        .map(|namespace| namespace.objects.total())
        .sum();
    Ok(objects.to_string())
}

/// `namespace/NS` or `namespace:namespace=NS`. An unknown namespace is answered, not refused.
pub(super) fn describe(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let name = match command.path {
        Some(path) => path,
        None => command.required_namespace()?,
    };
    let (Some(namespace), Some(settings)) = (view.namespace(name), view.config().namespace(name))
    else {
        return Ok("type=unknown".to_owned());
    };
    let now = view
        .unix_time()
        .as_secs()
        .saturating_sub(AEROSPIKE_EPOCH_UNIX_SECONDS);

    let mut pairs = Pairs::separated_by(';');
    put_objects(&mut pairs, &namespace);
    put_expiration(&mut pairs, &namespace, now);
    put_storage(&mut pairs, &namespace, &settings);
    put_balance(&mut pairs, &namespace.migration);
    for &counter in NamespaceCounter::ALL {
        pairs.put(counter.name(), namespace.counters.get(counter));
    }
    for (key, value) in view.config().list(Context::Namespace(name))? {
        pairs.put(key, value);
    }
    Ok(pairs.into_text())
}

fn put_objects(pairs: &mut Pairs, namespace: &NamespaceView) {
    let NamespaceView {
        objects,
        tombstones,
        ..
    } = namespace;
    pairs
        .put("ns_cluster_size", namespace.cluster_size)
        .put(
            "effective_replication_factor",
            namespace.effective_replication_factor,
        )
        .put("objects", objects.total())
        .put("tombstones", tombstones.total())
        .put_all(
            &["xdr_tombstones", "xdr_bin_cemeteries", "mrt_provisionals"],
            0,
        )
        .put("master_objects", objects.master)
        .put("master_tombstones", tombstones.master)
        .put("prole_objects", objects.prole)
        .put("prole_tombstones", tombstones.prole)
        .put("non_replica_objects", objects.non_replica)
        .put("non_replica_tombstones", tombstones.non_replica)
        .put_all(&["unreplicated_records", "dead_partitions"], 0)
        .put("unavailable_partitions", namespace.unavailable_partitions)
        .put("auto_revived_partitions", 0)
        .put("clock_skew_stop_writes", false)
        .put("stop_writes", namespace.stop_writes)
        .put("hwm_breached", namespace.hwm_breached);
}

fn put_expiration(pairs: &mut Pairs, namespace: &NamespaceView, now: u64) {
    pairs
        .put("current_time", now)
        .put("non_expirable_objects", namespace.non_expirable_objects)
        .put("expired_objects", namespace.expired_objects)
        .put("evicted_objects", namespace.evicted_objects)
        .put_all(&["evict_ttl", "evict_void_time", "smd_evict_void_time"], 0)
        .put(
            "nsup_cycle_duration",
            namespace.nsup_cycle_duration.as_millis(),
        )
        .put(
            "nsup_cycle_deleted_pct",
            format_args!("{:.2}", namespace.nsup_cycle_deleted_pct),
        )
        .put("nsup_xdr_key_busy", 0)
        .put("truncate_lut", namespace.truncate_lut)
        .put("truncating", namespace.truncating)
        .put_all(
            &[
                "sindex_gc_cleaned",
                "mrt_monitors",
                "mrt_monitors_active",
                "xmem_id",
            ],
            0,
        );
}

fn put_storage(pairs: &mut Pairs, namespace: &NamespaceView, settings: &NamespaceSettings) {
    let entries = namespace
        .objects
        .total()
        .saturating_add(namespace.tombstones.total());
    let used = namespace.data_used_bytes;
    let total = settings.data_size;
    let used_pct = percent(used, total);
    let stripe_total = total / STORAGE_STRIPES;
    pairs
        .put(
            "index_used_bytes",
            entries.saturating_mul(INDEX_ENTRY_BYTES),
        )
        .put("set_index_used_bytes", namespace.set_index_used_bytes)
        .put("sindex_used_bytes", namespace.sindex_used_bytes)
        .put("data_total_bytes", total)
        .put("data_used_bytes", used)
        .put("data_used_pct", used_pct)
        .put("data_avail_pct", 100_u64.saturating_sub(used_pct))
        .put("data_compression_ratio", "1.000");
    for stripe in 0..STORAGE_STRIPES {
        let stripe_used = used / STORAGE_STRIPES + u64::from(stripe < used % STORAGE_STRIPES);
        put_stripe(pairs, stripe, stripe_used, stripe_total);
    }
    pairs
        .put("record_proto_uncompressed_pct", "0.000")
        .put("record_proto_compression_ratio", "1.000")
        .put("query_proto_uncompressed_pct", "0.000")
        .put("query_proto_compression_ratio", "1.000");
}

fn put_stripe(pairs: &mut Pairs, stripe: u64, used: u64, total: u64) {
    let mut put = |name: &str, value: u64| {
        pairs.put(
            format_args!("storage-engine.stripe[{stripe}].{name}"),
            value,
        );
    };
    put("used_bytes", used);
    put(
        "free_wblocks",
        total.saturating_sub(used) / WRITE_BLOCK_BYTES,
    );
    for name in ["writes", "defrag_q", "defrag_reads", "defrag_writes"] {
        put(name, 0);
    }
}

fn put_balance(pairs: &mut Pairs, migration: &MigrationView) {
    pairs
        .put_all(&["pending_quiesce", "effective_is_quiesced"], false)
        .put("nodes_quiesced", 0)
        .put("effective_prefer_uniform_balance", false)
        .put_all(
            &["effective_active_rack", "migrate_tx_partitions_imbalance"],
            0,
        )
        .put("migrate_tx_instances", migration.tx_active)
        .put("migrate_rx_instances", migration.rx_active)
        .put("migrate_tx_partitions_active", migration.tx_active)
        .put("migrate_rx_partitions_active", migration.rx_active)
        .put("migrate_tx_partitions_initial", migration.tx_initial)
        .put("migrate_tx_partitions_remaining", migration.tx_remaining)
        .put(
            "migrate_tx_partitions_lead_remaining",
            migration.tx_lead_remaining,
        )
        .put("migrate_rx_partitions_initial", migration.rx_initial)
        .put("migrate_rx_partitions_remaining", migration.rx_remaining)
        .put("migrate_records_skipped", 0)
        .put("migrate_records_transmitted", migration.records_transmitted)
        .put("migrate_record_retransmits", 0)
        .put("migrate_record_receives", migration.records_received)
        .put("migrate_records_unreadable", 0)
        .put_all(&["migrate_signals_active", "migrate_signals_remaining"], 0)
        .put("migrate_fresh_partitions", migration.fresh_partitions)
        .put_all(
            &[
                "appeals_tx_active",
                "appeals_rx_active",
                "appeals_tx_remaining",
            ],
            0,
        )
        .put("appeals_records_exonerated", 0);
}

/// Whole percent, rounded down; 0 of nothing.
fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }

    u64::try_from(u128::from(part) * 100 / u128::from(whole)).unwrap_or(u64::MAX)
}

/// How full the indexes are, per namespace: `ns:primary:secondary`. They live in the process' own
/// memory, where they have no limit to be near to.
pub(super) fn index_pressure(view: &dyn InfoView) -> Answer {
    let mut text = String::new();
    for namespace in view.namespaces() {
        let separator = if text.is_empty() { "" } else { ";" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{separator}{namespace}:0:0");
    }
    Ok(text)
}
