//! Parameters of the `network` context, in the order a node lists them.
//!
//! The nodes of an embedded cluster talk to each other in memory: admin, heartbeat and fabric ports
//! are 0.

use super::parameter::{Parameter, fixed, integer, word};

const MAX_U32: u64 = u32::MAX as u64;

pub(super) const NETWORK: &[Parameter] = &[
    fixed("service.port", "0"),
    fixed("service.address", "any"),
    fixed("service.access-port", "0"),
    fixed("service.access-address", "null"),
    fixed("service.alternate-access-port", "0"),
    fixed("service.tls-port", "0"),
    fixed("service.tls-access-port", "0"),
    fixed("service.tls-alternate-access-port", "0"),
    fixed("service.tls-name", "null"),
    fixed("service.disable-localhost", "false"),
    fixed("admin.port", "0"),
    fixed("admin.address", "null"),
    fixed("admin.tls-port", "0"),
    fixed("admin.tls-name", "null"),
    fixed("admin.disable-localhost", "false"),
    fixed("heartbeat.mode", "mesh"),
    fixed("heartbeat.address", "null"),
    fixed("heartbeat.port", "0"),
    fixed("heartbeat.tls-port", "0"),
    fixed("heartbeat.tls-name", "null"),
    fixed("heartbeat.mesh-seed-address-port", "null"),
    integer("heartbeat.interval", "150", 50, 600_000),
    integer("heartbeat.timeout", "10", 3, MAX_U32),
    fixed("heartbeat.connect-timeout-ms", "500"),
    integer("heartbeat.mtu", "65536", 0, MAX_U32),
    word("heartbeat.protocol", "v3", &["none", "v3"]),
    fixed("fabric.address", "null"),
    fixed("fabric.tls-port", "0"),
    fixed("fabric.tls-name", "null"),
    fixed("fabric.channel-bulk-fds", "2"),
    integer("fabric.channel-bulk-recv-threads", "4", 1, 128),
    fixed("fabric.channel-ctrl-fds", "1"),
    integer("fabric.channel-ctrl-recv-threads", "4", 1, 128),
    fixed("fabric.channel-meta-fds", "1"),
    integer("fabric.channel-meta-recv-threads", "4", 1, 128),
    fixed("fabric.channel-rw-fds", "8"),
    fixed("fabric.channel-rw-recv-pools", "1"),
    integer("fabric.channel-rw-recv-threads", "16", 1, 128),
    fixed("fabric.keepalive-enabled", "true"),
    fixed("fabric.keepalive-intvl", "1"),
    fixed("fabric.keepalive-probes", "10"),
    fixed("fabric.keepalive-time", "1"),
    fixed("fabric.latency-max-ms", "5"),
    fixed("fabric.port", "0"),
    integer("fabric.recv-rearm-threshold", "1024", 0, 1_048_576),
    fixed("fabric.send-threads", "8"),
];
