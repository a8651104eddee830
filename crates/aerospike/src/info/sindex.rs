//! The replies to `sindex-list` and `sindex-stat`.

use super::Pairs;
use crate::query::IndexCollection;

/// A secondary index on one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SindexInfo {
    /// The namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// The set; `None` for all records of the namespace.
    pub set: Option<String>,
    /// The bin; `None` when an expression is indexed.
    pub bin: Option<String>,
    /// What its entries are.
    pub kind: SindexKind,
    /// What of a list or map is indexed; `None` for one unknown to this version.
    pub collection: Option<IndexCollection>,
    /// The way to what is indexed, in base64; `None` for the bin itself.
    pub context: Option<String>,
    /// The expression that is indexed, in base64.
    pub expression: Option<String>,
    /// Whether it can be asked.
    pub state: SindexState,
}

/// What the entries of an index are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SindexKind {
    /// Integers.
    Integer,
    /// Texts.
    String,
    /// Bytes.
    Blob,
    /// Shapes.
    Geo2dSphere,
    /// What this version does not know.
    Other(String),
}

/// Whether an index can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SindexState {
    /// It can.
    Ready,
    /// Not yet: it is being built.
    Building,
    /// What this version does not know, `ERROR` among it.
    Other(String),
}

/// What one node's part of an index holds, replicas included.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SindexStats {
    /// Entries.
    pub entries: Option<u64>,
    /// Memory.
    pub used_bytes: Option<u64>,
    /// Entries that one value has on average.
    pub entries_per_value: Option<f64>,
    /// Entries that one record has on average.
    pub entries_per_record: Option<f64>,
    /// How much of it is built, in percent.
    pub built_percent: Option<f64>,
    /// Milliseconds it took to build.
    pub build_ms: Option<u64>,
    /// Entries without a record that were collected.
    pub collected: Option<u64>,
}

/// The indexes of a reply. Those of whole sets, which have no entries by value, are left out.
#[must_use]
pub fn sindexes(reply: &str) -> Vec<SindexInfo> {
    reply.split(';').filter_map(sindex).collect()
}

fn sindex(part: &str) -> Option<SindexInfo> {
    let pairs = Pairs::parse(part, ':');
    let owned = |key: &str| pairs.text(key).map(str::to_owned);
    let kind = match pairs.text("type")? {
        "numeric" | "integer" => SindexKind::Integer,
        "string" => SindexKind::String,
        "blob" => SindexKind::Blob,
        "geo2dsphere" => SindexKind::Geo2dSphere,
        other => SindexKind::Other(other.to_owned()),
    };
    let collection = match pairs.text("indextype") {
        None | Some("default" | "none") => Some(IndexCollection::None),
        Some("list") => Some(IndexCollection::List),
        Some("mapkeys") => Some(IndexCollection::MapKeys),
        Some("mapvalues") => Some(IndexCollection::MapValues),
        Some(_) => None,
    };
    let state = match pairs.text("state").unwrap_or_default() {
        "RW" => SindexState::Ready,
        "WO" => SindexState::Building,
        other => SindexState::Other(other.to_owned()),
    };
    Some(SindexInfo {
        namespace: owned("ns")?,
        name: owned("indexname")?,
        set: owned("set"),
        bin: owned("bin"),
        kind,
        collection,
        context: owned("context"),
        expression: owned("exp"),
        state,
    })
}

impl SindexStats {
    /// Reads the reply to `sindex-stat`.
    #[must_use]
    pub fn parse(reply: &str) -> Self {
        let pairs = Pairs::parse(reply, ';');
        Self {
            entries: pairs.u64("entries"),
            used_bytes: pairs.u64("used_bytes"),
            entries_per_value: pairs.f64("entries_per_bval"),
            entries_per_record: pairs.f64("entries_per_rec"),
            built_percent: pairs.f64("load_pct"),
            build_ms: pairs.u64("load_time"),
            collected: pairs.u64("stat_gc_recs"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IndexCollection, SindexKind, SindexState, SindexStats, sindexes};

    #[test]
    fn indexes_are_read_as_servers_list_them() {
        let reply = "ns=test:indexname=idx_age:set=users:bin=age:type=numeric:indextype=default:context=null:exp=null:state=RW;ns=test:indexname=idx_tags:set=null:bin=tags:type=string:indextype=list:context=khACYQ==:exp=null:state=WO;ns=test:indexname=whole:set=users:indextype=set";
        let found = sindexes(reply);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].kind, SindexKind::Integer);
        assert_eq!(found[0].state, SindexState::Ready);
        assert_eq!(
            (found[0].set.as_deref(), &found[0].context),
            (Some("users"), &None)
        );
        assert_eq!(found[1].collection, Some(IndexCollection::List));
        assert_eq!(found[1].state, SindexState::Building);
        assert_eq!(
            (&found[1].set, found[1].context.as_deref()),
            (&None, Some("khACYQ=="))
        );
        assert_eq!(sindexes(""), []);
    }

    #[test]
    fn a_missing_number_is_unknown_not_zero() {
        let stats = SindexStats::parse(
            "entries=12;used_bytes=16777216;entries_per_bval=3;entries_per_rec=1;load_pct=100;load_time=7;stat_gc_recs=0",
        );
        assert_eq!(
            (stats.entries, stats.entries_per_value),
            (Some(12), Some(3.0))
        );
        assert_eq!(
            SindexStats::parse("FAIL:201:no index"),
            SindexStats::default()
        );
    }
}
