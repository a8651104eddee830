//! Parameters of a namespace's storage engine. Which of them there are depends on the engine.

use super::{Known, Unit, flag, number, percent, text, within, word};

pub(super) const STORAGE: &[Known] = &[
    text("storage-engine.stripe[]", "A piece of shared or private memory records are kept in."),
    text("storage-engine.file[]", "A file records are kept in.").of_node(),
    text("storage-engine.device[]", "A device records are kept on.").of_node(),
    text("storage-engine.stripe[].shadow", "The file or device that holds a copy of the stripe.").of_node(),
    text("storage-engine.file[].shadow", "The file that holds a second copy, for devices that lose data when the machine stops.").of_node(),
    text("storage-engine.device[].shadow", "The device that holds a second copy, for devices that lose data when the machine stops.").of_node(),
    flag(
        "storage-engine.cache-replica-writes",
        "false",
        "Keeps what was written as a replica in the cache of recent writes, too.",
    )
    .dynamic(),
    flag("storage-engine.cold-start-empty", "false", "Starts without the records on the devices, as if they were new."),
    flag(
        "storage-engine.commit-to-device",
        "false",
        "Answers a write when it is on the device, not when it is in the write buffer.",
    )
    .enterprise(),
    number("storage-engine.commit-min-size", "0", 0, "Least that is written to the device at once when each write is committed.").in_unit(Unit::Bytes).enterprise(),
    word(
        "storage-engine.compression",
        "none",
        &["none", "lz4", "snappy", "zstd"],
        "How records are compressed before they are stored.",
    )
    .enterprise()
    .dynamic(),
    within(
        "storage-engine.compression-acceleration",
        "0",
        (0, 65_537),
        "Speed against size for LZ4: higher is quicker and larger.",
    )
    .enterprise()
    .dynamic(),
    within(
        "storage-engine.compression-level",
        "0",
        (0, 9),
        "Speed against size for Zstandard: higher is smaller and slower.",
    )
    .enterprise()
    .dynamic(),
    number(
        "storage-engine.data-size",
        "",
        512 << 20,
        "Memory for the records of a namespace that is kept in memory alone.",
    )
    .by_machine()
    .in_unit(Unit::Bytes),
    within(
        "storage-engine.defrag-lwm-pct",
        "50",
        (1, 99),
        "How full a block must be to be left alone. Emptier ones are rewritten to win room; higher wins more and writes more.",
    )
    .in_unit(Unit::Percent)
    .dynamic(),
    number(
        "storage-engine.defrag-queue-min",
        "0",
        0,
        "Blocks that must wait before any is rewritten.",
    )
    .dynamic(),
    number(
        "storage-engine.defrag-sleep",
        "1000",
        0,
        "Pause after each block that is rewritten.",
    )
    .in_unit(Unit::Microseconds)
    .dynamic(),
    within(
        "storage-engine.defrag-startup-minimum",
        "0",
        (0, 99),
        "Share of the device that must be free before a starting node joins the cluster.",
    )
    .in_unit(Unit::Percent),
    flag("storage-engine.direct-files", "false", "Reads and writes files without the system's page cache."),
    flag("storage-engine.disable-odsync", "false", "Does not ask the device to have written before it answers."),
    flag(
        "storage-engine.enable-benchmarks-storage",
        "false",
        "Measures reads and writes of the device, in histograms of their own.",
    )
    .dynamic(),
    word(
        "storage-engine.encryption",
        "aes-128",
        &["aes-128", "aes-256"],
        "How records are encrypted on the device.",
    )
    .enterprise(),
    text("storage-engine.encryption-key-file", "Where the key for encryption on the device is.").or("null").enterprise(),
    text("storage-engine.encryption-old-key-file", "Where the key is that was used before, while it is being replaced.").or("null").enterprise(),
    percent(
        "storage-engine.evict-used-pct",
        "0",
        "Share of the namespace's room in use from which on records are evicted, those next to expire first. 0 never evicts for it.",
    )
    .dynamic(),
    number("storage-engine.filesize", "0", 0, "Size of each file records are kept in.").in_unit(Unit::Bytes),
    within(
        "storage-engine.flush-max-ms",
        "1000",
        (0, 1_000),
        "How long a write buffer that is not full may wait to be written.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    number("storage-engine.flush-size", "1048576", 4_096, "Most that is written to the device at once: a power of two.").in_unit(Unit::Bytes),
    number(
        "storage-engine.max-write-cache",
        "67108864",
        64 << 20,
        "Write buffers that may wait for the device, in all. When they are full, writes fail for a device that is overloaded.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
    number(
        "storage-engine.post-write-cache",
        "268435456",
        0,
        "Recently written blocks of each device that are kept in memory for reads.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
    flag(
        "storage-engine.read-page-cache",
        "false",
        "Lets the system keep what was read from the device in its page cache.",
    )
    .dynamic(),
    flag("storage-engine.serialize-tomb-raider", "false", "Sweeps devices for tombstones one after the other.").enterprise(),
    flag("storage-engine.sindex-startup-device-scan", "false", "Reads devices in order when secondary indexes are built at the start."),
    percent(
        "storage-engine.stop-writes-avail-pct",
        "5",
        "Share of free blocks at which writes are refused. 0 never refuses for it.",
    )
    .dynamic(),
    percent(
        "storage-engine.stop-writes-used-pct",
        "70",
        "Share of the namespace's room in use from which on writes are refused. 0 never refuses for it.",
    )
    .dynamic(),
    number(
        "storage-engine.tomb-raider-sleep",
        "1000",
        0,
        "Pause after each block that is swept for tombstones.",
    )
    .in_unit(Unit::Microseconds)
    .enterprise()
    .dynamic(),
];
