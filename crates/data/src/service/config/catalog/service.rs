//! Parameters of the context `service`.

use super::{Known, Unit, flag, number, text, within, word};

pub(super) const SERVICE: &[Known] = &[
    flag(
        "advertise-ipv6",
        "false",
        "Tells clients and other nodes the node's IPv6 addresses too.",
    )
    .dynamic(),
    word(
        "auto-pin",
        "none",
        &["none", "cpu", "numa", "adq"],
        "Ties threads and network queues to processors or memory nodes, for machines with many of them.",
    ),
    within(
        "batch-index-threads",
        "",
        (1, 256),
        "Threads that answer batches. As many as there are processors unless set.",
    )
    .by_machine()
    .dynamic(),
    number(
        "batch-max-buffers-per-queue",
        "255",
        0,
        "Buffers of 128 KiB that answers to batches may wait in, for each thread. When all are taken, further batches are refused.",
    )
    .dynamic(),
    number(
        "batch-max-requests",
        "0",
        0,
        "Most records one batch may name. 0 sets no limit.",
    )
    .dynamic(),
    number(
        "batch-max-unused-buffers",
        "256",
        0,
        "Buffers for batches that are kept for reuse instead of being given back.",
    )
    .dynamic(),
    flag(
        "cgroup-mem-tracking",
        "false",
        "Measures memory against the limit of the container instead of the machine's.",
    ),
    text(
        "cluster-name",
        "The name all nodes of the cluster share. Nodes of another name are not let in.",
    )
    .dynamic(),
    word(
        "debug-allocations",
        "none",
        &["none", "transient", "persistent", "all", "true", "false"],
        "Keeps track of where memory was allocated, to find leaks. Slows the server down.",
    ),
    flag(
        "disable-udf-execution",
        "false",
        "Refuses to run Lua modules.",
    ),
    flag(
        "enable-benchmarks-fabric",
        "false",
        "Measures how long messages between nodes take, in histograms of their own.",
    )
    .dynamic(),
    flag(
        "enable-health-check",
        "false",
        "Watches the node's devices, network and peers for outliers, told by health-outliers.",
    )
    .dynamic(),
    flag(
        "enable-hist-info",
        "false",
        "Measures how long info commands take, in a histogram of its own.",
    )
    .dynamic(),
    flag(
        "enforce-best-practices",
        "false",
        "Refuses to start on a machine that does not follow the best practices the server checks.",
    ),
    text(
        "feature-key-file",
        "Where the key that unlocks features of the Enterprise Edition is.",
    )
    .enterprise(),
    text(
        "feature-key-file[]",
        "Where the keys that unlock features of the Enterprise Edition are.",
    )
    .enterprise(),
    flag(
        "indent-allocations",
        "false",
        "Shifts allocations in memory, to find faults that depend on alignment.",
    ),
    within(
        "info-max-ms",
        "10000",
        (500, 10_000),
        "How long an info command may wait in the queue before it is dropped.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    within(
        "info-threads",
        "16",
        (1, 16),
        "Threads that answer info commands.",
    )
    .dynamic(),
    flag(
        "keep-caps-ssd-health",
        "false",
        "Keeps the privileges the server needs to read the health of NVMe devices after it has changed its user.",
    ),
    flag(
        "log-local-time",
        "false",
        "Writes local times into the log instead of UTC.",
    ),
    flag(
        "log-millis",
        "false",
        "Writes milliseconds into the times of the log.",
    ),
    flag(
        "microsecond-histograms",
        "false",
        "Counts latencies by powers of two of a microsecond instead of a millisecond. Can be changed only while all benchmark histograms are off.",
    )
    .dynamic(),
    number(
        "migrate-fill-delay",
        "0",
        0,
        "How long after a node has left its partitions are copied to others, in case it comes back.",
    )
    .in_unit(Unit::Seconds)
    .enterprise()
    .dynamic(),
    within(
        "migrate-max-num-incoming",
        "4",
        (0, 256),
        "Partitions that may be on their way to this node at a time. 0 stops incoming migrations.",
    )
    .dynamic(),
    within(
        "migrate-threads",
        "1",
        (0, 100),
        "Threads that send partitions to other nodes. More finish sooner and cost clients more. 0 stops outgoing migrations.",
    )
    .dynamic(),
    number(
        "min-cluster-size",
        "1",
        0,
        "Nodes a cluster must have; smaller ones do not form. Keeps a part that was cut off from serving by itself.",
    )
    .dynamic(),
    text(
        "node-id",
        "The node's id: given, or made from a hardware address and the fabric port.",
    )
    .of_node(),
    text(
        "node-id-interface",
        "The network interface whose hardware address makes the node's id.",
    )
    .or("null"),
    flag(
        "os-group-perms",
        "false",
        "Gives files and devices the server makes to its group as well.",
    ),
    text("pidfile", "Where the server writes its process id.").or("null"),
    flag(
        "poison-allocations",
        "false",
        "Fills memory with a pattern when it is allocated and freed, to find faults.",
    ),
    number(
        "proto-fd-idle-ms",
        "0",
        0,
        "How long a client's connection may be idle before it is closed. 0 leaves them open.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    within(
        "proto-fd-max",
        "15000",
        (10, 2_147_483_647),
        "Most connections clients may have to the node. The process must be allowed as many open files, and some more.",
    )
    .dynamic(),
    number(
        "quarantine-allocations",
        "0",
        0,
        "Keeps this many freed pieces of memory from being used again, to find faults.",
    ),
    within(
        "query-max-done",
        "100",
        (0, 10_000),
        "Queries that are over and still listed by query-show.",
    )
    .dynamic(),
    within(
        "query-threads-limit",
        "128",
        (1, 1_024),
        "Most threads all queries may use together.",
    )
    .dynamic(),
    flag(
        "run-as-daemon",
        "true",
        "Runs the server in the background.",
    ),
    flag(
        "salt-allocations",
        "false",
        "Fills new memory with a pattern, to find faults.",
    ),
    text(
        "secrets-address-port",
        "Where the secret agent is that passwords and certificates are fetched from.",
    )
    .or("null")
    .enterprise(),
    text(
        "secrets-tls-context",
        "The TLS settings by which the secret agent is reached.",
    )
    .or("null")
    .enterprise(),
    text(
        "secrets-uds-path",
        "The Unix socket of the secret agent.",
    )
    .or("null")
    .enterprise(),
    within(
        "service-threads",
        "",
        (1, 4_096),
        "Threads that read and answer clients' requests. Depends on the number of processors unless set.",
    )
    .by_machine()
    .dynamic(),
    within(
        "sindex-builder-threads",
        "4",
        (1, 32),
        "Threads that fill a new secondary index.",
    )
    .dynamic(),
    number(
        "sindex-gc-period",
        "10",
        0,
        "Time between two sweeps of the secondary indexes for entries whose record is gone. 0 stops them.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    flag(
        "stay-quiesced",
        "false",
        "Keeps the node out of service after a start, until it is told otherwise.",
    )
    .enterprise(),
    number(
        "ticker-interval",
        "10",
        1,
        "Time between two rounds of statistics in the log.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    number(
        "tls-refresh-period",
        "300",
        0,
        "Time between two looks for new certificates. 0 looks only at the start.",
    )
    .in_unit(Unit::Seconds)
    .enterprise(),
    number(
        "transaction-max-ms",
        "1000",
        0,
        "How long a request may wait on the server when the client sets no limit.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    number(
        "transaction-retry-ms",
        "1002",
        1,
        "How long a write waits for a copy on another node before it is sent again.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    text("vault-ca", "The authority that vouches for the Vault server.")
        .or("null")
        .enterprise(),
    text("vault-namespace", "The namespace within the Vault server.")
        .or("null")
        .enterprise(),
    text("vault-path", "Where the secrets are in the Vault server.")
        .or("null")
        .enterprise(),
    text(
        "vault-token-file",
        "The file with the token the server shows to Vault.",
    )
    .or("null")
    .enterprise(),
    text("vault-url", "The address of the Vault server.")
        .or("null")
        .enterprise(),
    text(
        "work-directory",
        "Where the server keeps what is neither record nor log: system metadata, Lua modules.",
    ),
];
