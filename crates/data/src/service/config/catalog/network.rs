//! Parameters of the context `network`. Names begin with their sub-context.

use super::{Known, Unit, flag, number, text, within, word};

const fn port(name: &'static str, default: &'static str, text: &'static str) -> Known {
    within(name, default, (0, 65_535), text).of_node()
}

const fn threads(name: &'static str, default: &'static str, text: &'static str) -> Known {
    within(name, default, (1, 128), text).dynamic()
}

pub(super) const NETWORK: &[Known] = &[
    port("service.port", "3000", "The port clients connect to."),
    text(
        "service.address",
        "The addresses of this machine clients may connect to; \"any\" for all.",
    )
    .of_node(),
    port(
        "service.access-port",
        "0",
        "The port clients are told to use, when it is not the port the node listens on. 0 when it is.",
    ),
    text(
        "service.access-address",
        "The addresses clients are told to use, when they are not those the node listens on.",
    )
    .of_node(),
    port(
        "service.alternate-access-port",
        "0",
        "The port clients are told to use that ask for alternate addresses.",
    ),
    text(
        "service.alternate-access-address",
        "The addresses clients are told to use that ask for alternate ones, as from outside of the cluster's own network.",
    )
    .of_node(),
    port("service.tls-port", "0", "The port for clients over TLS. 0 when there is none.").enterprise(),
    text("service.tls-address", "The addresses of this machine clients may connect to over TLS.")
        .of_node()
        .enterprise(),
    port("service.tls-access-port", "0", "The port clients over TLS are told to use.").enterprise(),
    text("service.tls-access-address", "The addresses clients over TLS are told to use.")
        .of_node()
        .enterprise(),
    port(
        "service.tls-alternate-access-port",
        "0",
        "The port clients over TLS are told to use that ask for alternate addresses.",
    )
    .enterprise(),
    text(
        "service.tls-alternate-access-address",
        "The addresses clients over TLS are told to use that ask for alternate ones.",
    )
    .of_node()
    .enterprise(),
    text("service.tls-name", "The TLS settings for clients' connections.")
        .or("null")
        .enterprise(),
    text(
        "service.tls-authenticate-client",
        "Whether clients show a certificate, and for which names.",
    )
    .enterprise(),
    flag(
        "service.disable-localhost",
        "false",
        "Does not listen on loopback besides the addresses that are set.",
    ),
    port("admin.port", "0", "A port of its own for administration, served when clients are kept out. 0 for none."),
    text("admin.address", "The addresses of this machine the administration port is on.").of_node(),
    port("admin.tls-port", "0", "The administration port over TLS. 0 for none.").enterprise(),
    text("admin.tls-name", "The TLS settings of the administration port.")
        .or("null")
        .enterprise(),
    flag(
        "admin.disable-localhost",
        "false",
        "Does not listen for administration on loopback besides the addresses that are set.",
    ),
    word(
        "heartbeat.mode",
        "mesh",
        &["mesh", "multicast"],
        "How nodes find each other: by addresses of some of them, or by multicast.",
    ),
    text("heartbeat.address", "The addresses of this machine for heartbeats.").of_node(),
    port("heartbeat.port", "3002", "The port for heartbeats."),
    port("heartbeat.tls-port", "0", "The port for heartbeats over TLS. 0 for none.").enterprise(),
    text("heartbeat.tls-name", "The TLS settings for heartbeats.")
        .or("null")
        .enterprise(),
    text(
        "heartbeat.mesh-seed-address-port",
        "Nodes that are asked first for the others. One of them that answers is enough.",
    )
    .of_node(),
    text("heartbeat.multicast-group", "The multicast groups heartbeats are sent to."),
    number("heartbeat.multicast-ttl", "0", 0, "Routers a multicast heartbeat may pass."),
    within(
        "heartbeat.interval",
        "150",
        (50, 600_000),
        "Time between two heartbeats. Must be the same on all nodes.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    number(
        "heartbeat.timeout",
        "10",
        3,
        "Heartbeats in a row that must be missing before a node counts as gone. Must be the same on all nodes.",
    )
    .dynamic(),
    number(
        "heartbeat.connect-timeout-ms",
        "500",
        50,
        "How long connecting to another node's heartbeat port may take.",
    )
    .in_unit(Unit::Milliseconds)
    .dynamic(),
    number(
        "heartbeat.mtu",
        "",
        0,
        "Largest packet for heartbeats. The network interface's own unless set.",
    )
    .by_machine()
    .in_unit(Unit::Bytes)
    .dynamic(),
    word(
        "heartbeat.protocol",
        "v3",
        &["none", "reset", "v3"],
        "The form of heartbeats. \"none\" takes the node out of the cluster.",
    )
    .dynamic(),
    text("fabric.address", "The addresses of this machine for messages between nodes.").of_node(),
    text("fabric.tls-address", "The addresses of this machine for messages between nodes over TLS.")
        .of_node()
        .enterprise(),
    port("fabric.tls-port", "0", "The port for messages between nodes over TLS. 0 for none.").enterprise(),
    text("fabric.tls-name", "The TLS settings for messages between nodes.")
        .or("null")
        .enterprise(),
    within("fabric.channel-bulk-fds", "2", (1, 128), "Connections to each other node for migrations."),
    threads("fabric.channel-bulk-recv-threads", "4", "Threads that take in migrations."),
    within("fabric.channel-ctrl-fds", "1", (1, 128), "Connections to each other node for cluster membership."),
    threads("fabric.channel-ctrl-recv-threads", "4", "Threads that take in messages about cluster membership."),
    within("fabric.channel-meta-fds", "1", (1, 128), "Connections to each other node for system metadata."),
    threads("fabric.channel-meta-recv-threads", "4", "Threads that take in system metadata."),
    within("fabric.channel-rw-fds", "8", (1, 128), "Connections to each other node for replica writes and proxied requests."),
    within("fabric.channel-rw-recv-pools", "1", (1, 16), "Pools the threads for replica writes and proxied requests are divided into."),
    threads(
        "fabric.channel-rw-recv-threads",
        "16",
        "Threads that take in replica writes and proxied requests. A multiple of the number of pools.",
    ),
    flag("fabric.keepalive-enabled", "true", "Has the system look after idle connections between nodes."),
    number("fabric.keepalive-intvl", "1", 1, "Time between two keep-alive probes.").in_unit(Unit::Seconds),
    number("fabric.keepalive-probes", "10", 1, "Probes without an answer after which a connection between nodes counts as dead."),
    number("fabric.keepalive-time", "1", 1, "How long a connection between nodes is idle before it is probed.").in_unit(Unit::Seconds),
    within("fabric.latency-max-ms", "5", (0, 1_000), "The longest way between two nodes that is reckoned with.").in_unit(Unit::Milliseconds),
    port("fabric.port", "3001", "The port for messages between nodes."),
    within(
        "fabric.recv-rearm-threshold",
        "1024",
        (0, 1_048_576),
        "Bytes of a message from which on a thread hands the connection over to others before it reads on.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
    within("fabric.send-threads", "8", (1, 128), "Threads that send messages to other nodes."),
    text("tls[].name", "The name the TLS settings are referred to by.").enterprise(),
    text("tls[].ca-file", "The file with the authorities that are trusted.").enterprise(),
    text("tls[].ca-path", "The directory with the authorities that are trusted.").enterprise(),
    text("tls[].cert-blacklist", "The file that lists certificates that are refused.").enterprise(),
    text("tls[].cert-file", "The file with the node's certificate.").enterprise(),
    text("tls[].cipher-suite", "The ciphers that may be used.").enterprise(),
    text("tls[].key-file", "The file with the node's private key.").enterprise(),
    text("tls[].key-file-password", "Where the password of the private key is read from.").enterprise(),
    text("tls[].protocols", "The versions of TLS that may be used.").enterprise(),
];
