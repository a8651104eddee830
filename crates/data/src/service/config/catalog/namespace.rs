//! Parameters of a namespace, without those of its storage engine.

use super::{Known, Unit, flag, number, percent, text, within, word};

const fn benchmark(name: &'static str, text: &'static str) -> Known {
    flag(name, "false", text).dynamic()
}

pub(super) const NAMESPACE: &[Known] = &[
    number(
        "active-rack",
        "0",
        0,
        "The rack that holds the masters of all partitions. 0 spreads them over all racks.",
    )
    .enterprise()
    .dynamic(),
    flag(
        "allow-ttl-without-nsup",
        "false",
        "Accepts records that expire although nothing removes them (nsup-period is 0): they stay in memory and on disk, unseen.",
    )
    .dynamic(),
    flag(
        "apply-ttl-reductions",
        "true",
        "Lets a write shorten the life of a record that was to live longer.",
    )
    .dynamic(),
    flag(
        "auto-revive",
        "false",
        "Brings dead partitions back into service at the start, with strong consistency.",
    )
    .enterprise(),
    within(
        "background-query-max-rps",
        "10000",
        (1, 1_000_000),
        "Most records a second that one background query may change on one node.",
    )
    .dynamic(),
    word(
        "conflict-resolution-policy",
        "generation",
        &["generation", "last-update-time"],
        "Which of two versions of a record wins after the cluster was split: the one written more often, or the one written last.",
    )
    .dynamic(),
    flag(
        "conflict-resolve-writes",
        "false",
        "Resolves conflicts between clusters that replicate to each other, bin by bin.",
    )
    .enterprise()
    .dynamic(),
    percent(
        "default-read-touch-ttl-pct",
        "0",
        "How much of its life a record must have used up for a read to renew it, when the client does not say. 0 never renews.",
    )
    .dynamic(),
    within(
        "default-ttl",
        "0",
        (0, 315_360_000),
        "How long new records live when the client does not say. 0 for ever. Needs nsup-period, or allow-ttl-without-nsup.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    flag(
        "disable-cold-start-eviction",
        "false",
        "Does not evict while the index is built anew at a start.",
    ),
    flag(
        "disable-mrt-writes",
        "false",
        "Refuses writes that belong to transactions of several records.",
    )
    .enterprise()
    .dynamic(),
    flag(
        "disable-write-dup-res",
        "false",
        "Does not look for newer versions on other nodes before a write while partitions migrate. Quicker, and may lose updates.",
    )
    .dynamic(),
    flag(
        "disallow-expunge",
        "false",
        "Refuses deletes that leave no tombstone, after which a record may come back.",
    )
    .enterprise()
    .dynamic(),
    flag(
        "disallow-null-setname",
        "false",
        "Refuses records that are in no set.",
    )
    .dynamic(),
    benchmark("enable-benchmarks-batch-sub", "Measures the steps of single requests within batches, in histograms of their own."),
    benchmark("enable-benchmarks-ops-sub", "Measures the steps of background writes, in histograms of their own."),
    benchmark("enable-benchmarks-read", "Measures the steps of reads, in histograms of their own."),
    benchmark("enable-benchmarks-udf", "Measures the steps of calls of Lua functions, in histograms of their own."),
    benchmark("enable-benchmarks-udf-sub", "Measures the steps of Lua functions run in the background, in histograms of their own."),
    benchmark("enable-benchmarks-write", "Measures the steps of writes, in histograms of their own."),
    benchmark("enable-hist-proxy", "Measures requests that are passed on to another node, in a histogram of its own."),
    within(
        "evict-hist-buckets",
        "10000",
        (100, 10_000_000),
        "Steps by which times of expiry are told apart for eviction. More of them evict less at a time.",
    )
    .dynamic(),
    percent(
        "evict-indexes-memory-pct",
        "0",
        "Share of indexes-memory-budget in use from which on records are evicted. 0 never evicts for it.",
    )
    .dynamic(),
    within(
        "evict-tenths-pct",
        "5",
        (0, 1_000),
        "Most that one round of eviction takes, in thousandths of the records that can expire.",
    )
    .in_unit(Unit::TenthsOfPercent)
    .dynamic(),
    flag(
        "force-long-queries",
        "false",
        "Treats every query as a long one, whatever the client expects of it.",
    )
    .dynamic(),
    flag(
        "ignore-migrate-fill-delay",
        "false",
        "Copies partitions of this namespace at once when a node has left, whatever migrate-fill-delay says.",
    )
    .enterprise()
    .dynamic(),
    within(
        "index-stage-size",
        "1073741824",
        (128 << 20, 16 << 30),
        "Size of the pieces the primary index grows by.",
    )
    .in_unit(Unit::Bytes),
    number(
        "indexes-memory-budget",
        "0",
        0,
        "Memory all indexes of the namespace may take together before writes are stopped. 0 sets no limit.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
    flag(
        "inline-short-queries",
        "false",
        "Runs short queries in the threads that read requests, instead of in those for queries.",
    )
    .dynamic(),
    within(
        "max-record-size",
        "1048576",
        (0, 128 << 20),
        "Largest record that is written. Not beyond 8 MiB where the namespace is stored on devices.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
    within(
        "migrate-order",
        "5",
        (1, 10),
        "Which namespaces migrate first: those with lower numbers.",
    )
    .dynamic(),
    number(
        "migrate-retransmit-ms",
        "5000",
        0,
        "How long a migrated record waits for its receipt before it is sent again.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    flag(
        "migrate-skip-unreadable",
        "false",
        "Goes on with a migration although a record cannot be read from the device.",
    )
    .dynamic(),
    number(
        "migrate-sleep",
        "1",
        0,
        "Pause after each record that is migrated. 0 makes none.",
    )
    .in_unit(Unit::Microseconds)
    .dynamic(),
    number(
        "mrt-duration",
        "10",
        0,
        "How long a transaction of several records may take when the client does not say.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    number(
        "nsup-hist-period",
        "3600",
        0,
        "Time between two counts of records by time to live and by size, shown as distributions. 0 counts none.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    number(
        "nsup-period",
        "0",
        0,
        "Time between two cycles that remove expired records and evict. 0 removes none.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    within(
        "nsup-threads",
        "1",
        (1, 128),
        "Threads that remove expired records and evict.",
    )
    .dynamic(),
    within(
        "partition-tree-sprigs",
        "256",
        (16, 268_435_456),
        "Trees each partition's primary index is divided into: a power of two, the same on all nodes.",
    ),
    flag(
        "prefer-uniform-balance",
        "true",
        "Spreads partitions as evenly as can be, at the cost of more migration when nodes come or go.",
    )
    .enterprise()
    .dynamic(),
    within(
        "rack-id",
        "0",
        (0, 1_000_000),
        "The rack this node stands in for this namespace; copies are kept in different racks.",
    )
    .of_node()
    .enterprise()
    .dynamic(),
    word(
        "read-consistency-level-override",
        "off",
        &["all", "off", "one"],
        "How many copies a read looks at while partitions migrate, whatever the client says. \"off\" leaves it to the client.",
    )
    .dynamic(),
    flag(
        "reject-non-xdr-writes",
        "false",
        "Refuses writes of clients, and takes those replicated from another cluster.",
    )
    .dynamic(),
    flag(
        "reject-xdr-writes",
        "false",
        "Refuses writes replicated from another cluster.",
    )
    .dynamic(),
    within(
        "replication-factor",
        "2",
        (1, 256),
        "Copies of each record, the master included. Must be the same on all nodes; takes effect with the next rebalance.",
    )
    .dynamic(),
    within(
        "sindex-stage-size",
        "1073741824",
        (128 << 20, 4 << 30),
        "Size of the pieces secondary indexes grow by.",
    )
    .in_unit(Unit::Bytes),
    within(
        "single-query-threads",
        "4",
        (1, 128),
        "Most threads one query may use.",
    )
    .dynamic(),
    percent(
        "stop-writes-sys-memory-pct",
        "90",
        "Share of the machine's memory in use from which on writes are refused. 0 never refuses for it.",
    )
    .dynamic(),
    flag(
        "strong-consistency",
        "false",
        "Keeps reads and writes linearizable, and makes data unavailable rather than wrong.",
    )
    .enterprise(),
    flag(
        "strong-consistency-allow-expunge",
        "false",
        "Allows deletes that leave no tombstone, with strong consistency.",
    )
    .enterprise()
    .dynamic(),
    number(
        "tomb-raider-eligible-age",
        "86400",
        0,
        "How old a tombstone must be before it is removed.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    number(
        "tomb-raider-period",
        "86400",
        0,
        "Time between two sweeps for tombstones that can go.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    number(
        "tomb-raider-unmark-threads",
        "",
        0,
        "Threads that find out which tombstones can go.",
    )
    .by_machine()
    .enterprise()
    .dynamic(),
    number(
        "transaction-pending-limit",
        "20",
        0,
        "Requests for one record that may wait for it before further ones are refused as for a hot key. 0 sets no limit.",
    )
    .dynamic(),
    within(
        "truncate-threads",
        "4",
        (1, 128),
        "Threads that remove records of a truncated set or namespace.",
    )
    .dynamic(),
    word(
        "write-commit-level-override",
        "off",
        &["all", "master", "off"],
        "How many copies a write waits for, whatever the client says. \"off\" leaves it to the client.",
    )
    .dynamic(),
    within(
        "xdr-bin-tombstone-ttl",
        "86400",
        (0, 315_360_000),
        "How long deleted bins are remembered for replication to other clusters.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    number(
        "xdr-tomb-raider-period",
        "120",
        0,
        "Time between two sweeps for tombstones that replication no longer needs.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    within(
        "xdr-tomb-raider-threads",
        "1",
        (1, 128),
        "Threads that remove tombstones replication no longer needs.",
    )
    .enterprise()
    .dynamic(),
    flag(
        "geo2dsphere-within.strict",
        "true",
        "Checks each record a geographic query finds against the region itself, not only against the cells that cover it.",
    ),
    within("geo2dsphere-within.min-level", "1", (0, 30), "The largest cells regions are covered with."),
    within("geo2dsphere-within.max-level", "20", (0, 30), "The smallest cells regions are covered with."),
    within("geo2dsphere-within.max-cells", "12", (1, 256), "Most cells a region is covered with. More are more exact, and cost more."),
    within("geo2dsphere-within.level-mod", "1", (1, 3), "Which levels of cells are used: each, every second, or every third."),
    number("geo2dsphere-within.earth-radius-meters", "6371000", 0, "The radius of the earth that distances are computed with.").in_unit(Unit::Meters),
    word(
        "index-type",
        "shmem",
        &["mem", "shmem", "pmem", "flash"],
        "Where the primary index is kept: memory of the process, shared memory, persistent memory or flash.",
    )
    .by_machine(),
    text("index-type.mount[]", "Where the primary index is kept when it is not in memory.").enterprise(),
    percent("index-type.evict-mounts-pct", "0", "Share of the primary index's mounts in use from which on records are evicted.").enterprise().dynamic(),
    number("index-type.mounts-budget", "", 0, "Room the primary index may take on its mounts.").by_machine().in_unit(Unit::Bytes).enterprise().dynamic(),
    word(
        "sindex-type",
        "shmem",
        &["mem", "shmem", "pmem", "flash"],
        "Where secondary indexes are kept: memory of the process, shared memory, persistent memory or flash.",
    )
    .by_machine(),
    text("sindex-type.mount[]", "Where secondary indexes are kept when they are not in memory.").enterprise(),
    percent("sindex-type.evict-mounts-pct", "0", "Share of the secondary indexes' mounts in use from which on records are evicted.").enterprise().dynamic(),
    number("sindex-type.mounts-budget", "", 0, "Room secondary indexes may take on their mounts.").by_machine().in_unit(Unit::Bytes).enterprise().dynamic(),
    word(
        "storage-engine",
        "memory",
        &["memory", "device", "pmem"],
        "Where records are kept: memory, devices or files, or persistent memory.",
    ),
];
