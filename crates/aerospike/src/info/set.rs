//! The reply to `sets` and its like.

use super::Pairs;

/// One set on one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetStats {
    /// The namespace; `None` in the reply about a single set.
    pub namespace: Option<String>,
    /// The set; `None` in the reply about a single set.
    pub name: Option<String>,
    /// Records on this node, replicas included.
    pub objects: Option<u64>,
    /// Tombstones on this node.
    pub tombstones: Option<u64>,
    /// Bytes on this node, replicas included.
    pub data_used_bytes: Option<u64>,
    /// Records last updated before this time are gone: milliseconds since 2010-01-01; 0 for never.
    pub truncate_lut: Option<u64>,
    /// Secondary indexes on the set.
    pub sindexes: Option<u64>,
    /// Whether the set index is being built.
    pub index_populating: Option<bool>,
    /// Whether a truncation is under way.
    pub truncating: Option<bool>,
    /// Seconds new records live; 0 for the namespace's setting.
    pub default_ttl: Option<u64>,
    /// Whether records are kept from eviction.
    pub disable_eviction: Option<bool>,
    /// Whether the set has its own index.
    pub enable_index: Option<bool>,
    /// Records on this node beyond which writes are refused; 0 for no limit.
    pub stop_writes_count: Option<u64>,
    /// Bytes on this node beyond which writes are refused; 0 for no limit.
    pub stop_writes_size: Option<u64>,
}

/// The sets of a reply: `;`-separated, each a `:`-separated list of pairs.
#[must_use]
pub fn sets(reply: &str) -> Vec<SetStats> {
    entries(reply).map(|pairs| set(&pairs)).collect()
}

/// What is listed of each set.
pub(super) fn entries(reply: &str) -> impl Iterator<Item = Pairs<'_>> {
    reply
        .split(';')
        .filter(|part| part.contains("objects="))
        .map(|part| Pairs::parse(part, ':'))
}

fn set(pairs: &Pairs<'_>) -> SetStats {
    SetStats {
        namespace: pairs.text("ns").map(str::to_owned),
        name: pairs.text("set").map(str::to_owned),
        objects: pairs.u64("objects"),
        tombstones: pairs.u64("tombstones"),
        data_used_bytes: pairs
            .u64("data_used_bytes")
            .or_else(|| pairs.sum(&["memory_data_bytes", "device_data_bytes"])),
        truncate_lut: pairs.u64("truncate_lut"),
        sindexes: pairs.u64("sindexes"),
        index_populating: pairs.bool("index_populating"),
        truncating: pairs.bool("truncating"),
        default_ttl: pairs.u64("default-ttl"),
        disable_eviction: pairs.bool("disable-eviction"),
        enable_index: pairs.bool("enable-index"),
        stop_writes_count: pairs.u64("stop-writes-count"),
        stop_writes_size: pairs.u64("stop-writes-size"),
    }
}

#[cfg(test)]
mod tests {
    use super::sets;

    #[test]
    fn sets_as_captured_are_read() {
        let reply = "ns=test:set=users:objects=1300:tombstones=0:data_used_bytes=332688:truncate_lut=0:sindexes=5:index_populating=false:truncating=false:default-read-touch-ttl-pct=0:default-ttl=0:disable-eviction=false:enable-index=false:stop-writes-count=0:stop-writes-size=0;ns=bar:set=events:objects=63:tombstones=0:data_used_bytes=4032;";
        let sets = sets(reply);
        assert_eq!(sets.len(), 2);
        assert_eq!(sets[0].name.as_deref(), Some("users"));
        assert_eq!(
            (sets[0].objects, sets[0].data_used_bytes),
            (Some(1300), Some(332_688))
        );
        assert_eq!(sets[1].sindexes, None, "a missing key is unknown, not zero");
    }

    #[test]
    fn bytes_of_older_servers_are_added_up() {
        let sets = sets("ns=a:set=b:objects=1:memory_data_bytes=10:device_data_bytes=5");
        assert_eq!(sets[0].data_used_bytes, Some(15));
    }

    #[test]
    fn the_reply_about_one_set_has_no_names() {
        let sets = sets("objects=1300:tombstones=0:data_used_bytes=332688;");
        assert_eq!(
            (sets[0].name.as_deref(), sets[0].objects),
            (None, Some(1300))
        );
    }
}
