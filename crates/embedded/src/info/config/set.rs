//! Parameters of a set, in the order a node lists them.

use super::parameter::{MAX_TTL_SECONDS, Parameter, flag, integer, seconds};

pub(super) const SET: &[Parameter] = &[
    integer("default-read-touch-ttl-pct", "0", 0, 100),
    seconds("default-ttl", "0", MAX_TTL_SECONDS),
    flag("disable-eviction", "false"),
    flag("enable-index", "false"),
    integer("stop-writes-count", "0", 0, u64::MAX),
    integer("stop-writes-size", "0", 0, u64::MAX),
];
