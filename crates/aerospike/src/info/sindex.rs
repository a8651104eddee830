//! What an index is to a query that may ask it.

use super::secondary_index::{ListedIndex, indexes};
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

/// The indexes of a reply. Those of whole sets, which have no entries by value, are left out.
#[must_use]
pub fn sindexes(reply: &str) -> Vec<SindexInfo> {
    indexes(reply)
        .into_iter()
        .filter_map(SindexInfo::of)
        .collect()
}

impl SindexInfo {
    fn of(listed: ListedIndex) -> Option<Self> {
        let kind = match listed.kind?.as_str() {
            "numeric" | "integer" => SindexKind::Integer,
            "string" => SindexKind::String,
            "blob" => SindexKind::Blob,
            "geo2dsphere" => SindexKind::Geo2dSphere,
            other => SindexKind::Other(other.to_owned()),
        };
        let collection = match listed.collection.as_deref() {
            None | Some("default" | "none") => Some(IndexCollection::None),
            Some("list") => Some(IndexCollection::List),
            Some("mapkeys") => Some(IndexCollection::MapKeys),
            Some("mapvalues") => Some(IndexCollection::MapValues),
            Some(_) => None,
        };
        let state = match listed.state.as_deref().unwrap_or_default() {
            "RW" => SindexState::Ready,
            "WO" => SindexState::Building,
            other => SindexState::Other(other.to_owned()),
        };
        Some(Self {
            namespace: listed.namespace,
            name: listed.name,
            set: listed.set,
            bin: listed.bin,
            kind,
            collection,
            context: listed.context,
            expression: listed.expression,
            state,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{IndexCollection, SindexKind, SindexState, sindexes};

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
}
