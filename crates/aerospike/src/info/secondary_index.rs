//! Secondary indexes: the commands that list, make and drop them, and what nodes reply.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{Pairs, context};

/// Indexes read of one reply; the server allows 256 in each of its namespaces.
const MAX_INDEXES: usize = 1_024;

/// The command that lists the indexes of all namespaces, with their contexts and expressions in
/// base64.
pub const LIST_INDEXES: &str = "sindex-list:b64=true";

/// One index, as a node lists it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListedIndex {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its set; `None` for an index of the whole namespace.
    pub set: Option<String>,
    /// The bin it is on; `None` for one on an expression, or on a set as a whole.
    pub bin: Option<String>,
    /// The type of its values: `numeric`, `string`, `blob`, `geo2dsphere`; `None` for an index of a set
    /// as a whole.
    pub kind: Option<String>,
    /// Which values: `default`, `list`, `mapkeys`, `mapvalues`; `set` for an index of a set as a whole.
    pub collection: Option<String>,
    /// The way into the bin, in base64.
    pub context: Option<String>,
    /// The expression, in base64.
    pub expression: Option<String>,
    /// `RW` when it can be queried, `WO` while it is being built.
    pub state: Option<String>,
}

/// What an index holds on one node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct IndexStats {
    /// Entries, those of replicas included.
    pub entries: Option<u64>,
    /// Bytes of memory.
    pub used_bytes: Option<u64>,
    /// Entries with the same value, on average.
    pub entries_per_value: Option<u64>,
    /// Entries of the same record, on average.
    pub entries_per_record: Option<u64>,
    /// How much of it is built, in per cent.
    pub load_pct: Option<u64>,
    /// Milliseconds its build took.
    pub load_time_ms: Option<u64>,
    /// Stale entries collected since the node started.
    pub collected: Option<u64>,
}

/// An index to be made. Names are checked by whoever fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndex {
    /// Its namespace.
    pub namespace: String,
    /// Its set; `None` for an index of the whole namespace.
    pub set: Option<String>,
    /// Its name.
    pub name: String,
    /// Its values; `None` for an index of the set as a whole.
    pub values: Option<NewIndexValues>,
}

/// The values of an index to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIndexValues {
    /// Where they come from.
    pub source: NewIndexSource,
    /// Their type, in the server's words.
    pub kind: &'static str,
    /// Which values, in the server's words.
    pub collection: &'static str,
}

/// Where the values of an index to be made come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewIndexSource {
    /// A bin, or what the context (in base64) leads to inside of it.
    Bin(String, Option<String>),
    /// The result of an expression, in base64.
    Expression(String),
}

impl NewIndex {
    /// The command that makes it.
    #[must_use]
    pub fn command(&self) -> String {
        let mut command = format!("sindex-create:namespace={}", self.namespace);
        let mut put = |key: &str, value: &str| {
            command.push(';');
            command.push_str(key);
            command.push('=');
            command.push_str(value);
        };
        if let Some(set) = &self.set {
            put("set", set);
        }
        put("indexname", &self.name);
        let Some(values) = &self.values else {
            put("indextype", "set");
            return command;
        };
        put("indextype", values.collection);
        match &values.source {
            NewIndexSource::Bin(bin, context) => {
                if let Some(context) = context {
                    put("context", context);
                }
                put("bin", bin);
            }
            NewIndexSource::Expression(expression) => put("exp", expression),
        }
        put("type", values.kind);
        command
    }
}

/// The command that drops an index.
#[must_use]
pub fn drop_index(namespace: &str, name: &str) -> String {
    format!("sindex-delete:namespace={namespace};indexname={name}")
}

/// The command that asks what an index holds.
#[must_use]
pub fn index_statistics(namespace: &str, name: &str) -> String {
    format!("sindex-stat:namespace={namespace};indexname={name}")
}

/// The indexes of a reply to [`LIST_INDEXES`], or to a list without base64.
#[must_use]
pub fn indexes(reply: &str) -> Vec<ListedIndex> {
    let listed = reply.split(';').filter_map(|part| {
        let pairs = Pairs::parse(part, ':');
        let text = |key: &str| pairs.text(key).map(str::to_owned);
        Some(ListedIndex {
            namespace: text("ns")?,
            name: text("indexname")?,
            set: text("set"),
            bin: text("bin"),
            kind: text("type"),
            collection: text("indextype"),
            context: text("context"),
            expression: text("exp"),
            state: text("state"),
        })
    });
    listed.take(MAX_INDEXES).collect()
}

impl ListedIndex {}

/// The way into a bin in words, from the base64 the server keeps it in; `None` when it is not
/// understood.
#[must_use]
pub fn context_in_words(base64: &str) -> Option<String> {
    let bytes = BASE64_STANDARD.decode(base64).ok()?;
    context::in_words(&bytes)
}

impl IndexStats {
    /// What a reply to [`index_statistics`] says.
    #[must_use]
    pub fn parse(reply: &str) -> Self {
        let pairs = Pairs::parse(reply, ';');
        Self {
            entries: pairs.u64("entries"),
            used_bytes: pairs.u64("used_bytes"),
            entries_per_value: pairs.u64("entries_per_bval"),
            entries_per_record: pairs.u64("entries_per_rec"),
            load_pct: pairs.u64("load_pct"),
            load_time_ms: pairs.u64("load_time"),
            collected: pairs.u64("stat_gc_recs"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_as_captured_are_read() {
        let reply = "ns=test:indexname=scan_n:set=scan:bin=n:type=numeric:indextype=default:context=null:exp=null:state=RW;\
            ns=test:indexname=scan_e:set=null:bin=null:type=numeric:indextype=default:context=null:exp=kxSTUQKhbgE=:state=WO;\
            ns=test:indexname=scan_set:set=scan:indextype=set";
        let [on_bin, on_expression, of_set] = indexes(reply).try_into().unwrap();
        assert_eq!(on_bin.bin.as_deref(), Some("n"));
        assert_eq!(on_bin.state.as_deref(), Some("RW"));
        assert_eq!(on_expression.set, None);
        assert_eq!(on_expression.expression.as_deref(), Some("kxSTUQKhbgE="));
        assert_eq!(
            (of_set.kind, of_set.collection.as_deref()),
            (None, Some("set"))
        );
        // A list of such indexes alone starts with a separator.
        assert_eq!(
            indexes(";ns=test:indexname=s:set=scan:indextype=set").len(),
            1
        );
        assert_eq!(indexes(""), []);
    }

    #[test]
    fn what_an_index_holds_is_read_as_captured() {
        let stats = IndexStats::parse(
            "entries=1300;used_bytes=16777216;entries_per_bval=14;entries_per_rec=1;load_pct=100;load_time=23;stat_gc_recs=0",
        );
        assert_eq!((stats.entries, stats.load_pct), (Some(1300), Some(100)));
        assert_eq!(
            (stats.entries_per_value, stats.collected),
            (Some(14), Some(0))
        );
        let of_set = IndexStats::parse("entries=20;used_bytes=320;load_pct=100");
        assert_eq!(of_set.entries_per_record, None, "unknown is not zero");
    }

    #[test]
    fn commands_say_all_there_is_to_an_index() {
        let mut index = NewIndex {
            namespace: "test".to_owned(),
            set: Some("scan".to_owned()),
            name: "i".to_owned(),
            values: Some(NewIndexValues {
                source: NewIndexSource::Bin("b".to_owned(), Some("kiKiA2s=".to_owned())),
                kind: "string",
                collection: "mapkeys",
            }),
        };
        assert_eq!(
            index.command(),
            "sindex-create:namespace=test;set=scan;indexname=i;indextype=mapkeys;context=kiKiA2s=;bin=b;type=string"
        );
        index.set = None;
        let source = NewIndexSource::Expression("kxSTUQKhbgE=".to_owned());
        index.values.as_mut().unwrap().source = source;
        assert_eq!(
            index.command(),
            "sindex-create:namespace=test;indexname=i;indextype=mapkeys;exp=kxSTUQKhbgE=;type=string"
        );
        index.values = None;
        assert_eq!(
            index.command(),
            "sindex-create:namespace=test;indexname=i;indextype=set"
        );
    }
}
