//! Settings of a set. All of them can be changed while the node runs.

use super::{Known, Unit, flag, number, percent, within};

pub(super) const SET: &[Known] = &[
    percent(
        "default-read-touch-ttl-pct",
        "0",
        "How much of its life a record of the set must have used up for a read to renew it. 0 takes the namespace's setting.",
    )
    .dynamic(),
    within(
        "default-ttl",
        "0",
        (0, 315_360_000),
        "How long new records of the set live when the client does not say. 0 takes the namespace's setting.",
    )
    .in_unit(Unit::Seconds)
    .dynamic(),
    flag(
        "disable-eviction",
        "false",
        "Keeps records of the set from eviction; they still expire when their time is over.",
    )
    .dynamic(),
    flag(
        "enable-index",
        "false",
        "Keeps an index of the set's own, so that queries of a small set in a large namespace need not walk the whole primary index.",
    )
    .dynamic(),
    number(
        "stop-writes-count",
        "0",
        0,
        "Records of the set on one node from which on new ones are refused. 0 sets no limit.",
    )
    .dynamic(),
    number(
        "stop-writes-size",
        "0",
        0,
        "Bytes of the set on one node from which on writes are refused. 0 sets no limit.",
    )
    .in_unit(Unit::Bytes)
    .dynamic(),
];
