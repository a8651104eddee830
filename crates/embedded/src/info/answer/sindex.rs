//! Secondary indexes: making, dropping and telling of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::info::error::InfoError;
use crate::info::index::{
    IndexCollection, IndexDescription, IndexKind, IndexRefusal, IndexSource, IndexView,
    IndexedValues,
};
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::InfoView;

use super::{Answer, OK};

/// Longest name of an index, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// Longest name of a set and of a bin, in bytes.
const MAX_SET_BYTES: usize = 63;
const MAX_BIN_BYTES: usize = 15;
/// What an argument that was not given is listed as.
const NULL: &str = "null";

/// `sindex-list[:namespace=NS]`, `sindex[/NS]`; `sindex/NS/NAME` tells what one index holds.
pub(super) fn list(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, index) = match command.path.and_then(|path| path.split_once('/')) {
        Some((namespace, index)) => (Some(namespace), Some(index)),
        None => (command.path.or_else(|| command.namespace()), None),
    };
    let namespace = namespace.filter(|name| !name.is_empty());
    if let Some(namespace) = namespace {
        check_namespace(view, namespace)?;
    }
    if let (Some(namespace), Some(index)) = (namespace, index) {
        return tell(view, namespace, index);
    }
    let namespaces = view.namespaces();
    let asked = namespaces
        .iter()
        .filter(|name| namespace.is_none_or(|asked| asked == *name));
    let (mut of_values, mut of_sets) = (Vec::new(), String::new());
    for namespace in asked {
        for index in view.indexes(namespace) {
            match &index.description.values {
                Some(values) => of_values.push(line(namespace, &index, values)),
                None => {
                    // As a server does, whether or not another stands before it.
                    of_sets.push(';');
                    of_sets.push_str(&set_line(namespace, &index));
                }
            }
        }
    }
    Ok(of_values.join(";") + &of_sets)
}

/// `sindex-stat:namespace=NS;indexname=NAME`.
pub(super) fn statistics(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, name) = named(view, command)?;
    tell(view, namespace, name)
}

/// `sindex-exists:namespace=NS;indexname=NAME`.
pub(super) fn exists(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, name) = named(view, command)?;
    let mut indexes = view.indexes(namespace).into_iter();
    Ok(indexes
        .any(|index| index.description.name == name)
        .to_string())
}

/// `sindex-delete:namespace=NS;indexname=NAME`: deleting what does not exist succeeds.
pub(super) fn delete(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, name) = named(view, command)?;
    view.drop_index(namespace, name);
    Ok(OK.to_owned())
}

/// `sindex-create:namespace=NS[;set=SET];indexname=NAME[;indextype=..][;context=..];bin=..;type=..`,
/// with `exp=` in place of the bin, or `indexdata=BIN,TYPE` in place of bin and type.
pub(super) fn create(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, name) = named(view, command)?;
    if name.len() > MAX_NAME_BYTES {
        return Err(InfoError::bad("indexname"));
    }
    let set = given(command, "set");
    if set.is_some_and(|set| set.len() > MAX_SET_BYTES) {
        return Err(InfoError::bad("set"));
    }
    let kind = given(command, "indextype").unwrap_or("default");
    let values = if kind.eq_ignore_ascii_case("set") {
        refuse_on_set_index(command)?;
        if set.is_none() {
            return Err(InfoError::missing("set"));
        }
        None
    } else {
        let collection = IndexCollection::parse(kind).ok_or(InfoError::parameter(
            "bad 'indextype' - must be one of 'default', 'list', 'mapkeys', 'mapvalues', 'set'",
        ))?;
        Some(values(command, collection)?)
    };
    let description = IndexDescription {
        name: name.to_owned(),
        set: set.map(str::to_owned),
        values,
    };
    view.create_index(namespace, description)
        .map(|()| OK.to_owned())
        .map_err(InfoError::from)
}

fn values(command: &Command<'_>, collection: IndexCollection) -> Result<IndexedValues, InfoError> {
    let (bin, kind) = match given(command, "indexdata") {
        Some(data) => {
            let (bin, kind) = data.split_once(',').ok_or(InfoError::bad("indexdata"))?;
            (Some(bin), kind)
        }
        None => (given(command, "bin"), command.required("type")?),
    };
    let kind = IndexKind::parse(kind).ok_or(InfoError::parameter(
        "bad 'type' - must be one of 'numeric', 'string', 'blob', 'geo2dsphere'",
    ))?;
    let source = match (bin, decoded(command, "exp")?) {
        (Some(bin), None) if bin.len() <= MAX_BIN_BYTES => IndexSource::Bin {
            name: bin.to_owned(),
            context: decoded(command, "context")?,
        },
        (None, Some(expression)) if given(command, "context").is_none() => {
            IndexSource::Expression(expression)
        }
        (None, Some(_)) => return Err(InfoError::bad("context")),
        (Some(_), Some(_)) => return Err(InfoError::bad("exp")),
        (Some(_), None) => return Err(InfoError::bad("bin")),
        (None, None) => return Err(InfoError::missing("bin")),
    };
    Ok(IndexedValues {
        source,
        kind,
        collection,
    })
}

/// An index of a whole set has nothing but the set.
fn refuse_on_set_index(command: &Command<'_>) -> Result<(), InfoError> {
    for (argument, refusal) in [
        ("type", "type parameter is not supported for set index"),
        ("bin", "bin parameter is not supported for set index"),
        (
            "context",
            "context parameter is not supported for set index",
        ),
        ("exp", "exp parameter is not supported for set index"),
    ] {
        if given(command, argument).is_some() {
            return Err(InfoError::parameter(refusal));
        }
    }
    Ok(())
}

fn given<'a>(command: &Command<'a>, key: &str) -> Option<&'a str> {
    command.argument(key).filter(|value| !value.is_empty())
}

fn decoded(command: &Command<'_>, key: &'static str) -> Result<Option<Vec<u8>>, InfoError> {
    let bytes = given(command, key).map(|text| BASE64.decode(text));
    bytes.transpose().map_err(|_| InfoError::bad(key))
}

fn named<'a>(view: &dyn InfoView, command: &Command<'a>) -> Result<(&'a str, &'a str), InfoError> {
    let namespace = command.required_namespace()?;
    let name = command.required("indexname")?;
    check_namespace(view, namespace)?;
    Ok((namespace, name))
}

fn check_namespace(view: &dyn InfoView, asked: &str) -> Result<(), InfoError> {
    if view.namespaces().iter().any(|name| name == asked) {
        Ok(())
    } else {
        Err(InfoError::unknown_namespace())
    }
}

fn tell(view: &dyn InfoView, namespace: &str, name: &str) -> Answer {
    const NO_SUCH_INDEX: InfoError = InfoError::new(InfoError::INDEX_NOT_FOUND, "no index");
    let indexes = view.indexes(namespace).into_iter();
    let mut found = indexes.filter(|index| index.description.name == name);
    let index = found.next().ok_or(NO_SUCH_INDEX)?;
    let statistics = view
        .index_statistics(namespace, name)
        .ok_or(NO_SUCH_INDEX)?;
    let mut pairs = Pairs::separated_by(';');
    pairs
        .put("entries", statistics.entries)
        .put("used_bytes", statistics.used_bytes);
    if index.description.values.is_none() {
        pairs.put("load_pct", statistics.loaded_pct);
        return Ok(pairs.into_text());
    }
    pairs
        .put("entries_per_bval", statistics.entries_per_value)
        .put("entries_per_rec", statistics.entries_per_record)
        .put("load_pct", statistics.loaded_pct)
        .put("load_time", statistics.load_time.as_millis())
        .put("stat_gc_recs", statistics.collected);
    Ok(pairs.into_text())
}

/// An index of values. Context and expression are in base64 whether or not that is asked for.
fn line(namespace: &str, index: &IndexView, values: &IndexedValues) -> String {
    let IndexDescription { name, set, .. } = &index.description;
    let encoded = |bytes: &Vec<u8>| BASE64.encode(bytes);
    let (bin, context, expression) = match &values.source {
        IndexSource::Bin { name, context } => (name.as_str(), context.as_ref().map(encoded), None),
        IndexSource::Expression(bytes) => (NULL, None, Some(encoded(bytes))),
    };
    let mut pairs = Pairs::separated_by(':');
    pairs
        .put("ns", namespace)
        .put("indexname", name)
        .put("set", set.as_deref().unwrap_or(NULL))
        .put("bin", bin)
        .put("type", values.kind.name())
        .put("indextype", values.collection.name())
        .put("context", context.as_deref().unwrap_or(NULL))
        .put("exp", expression.as_deref().unwrap_or(NULL))
        .put("state", if index.is_readable { "RW" } else { "WO" });
    pairs.into_text()
}

/// An index of a set.
fn set_line(namespace: &str, index: &IndexView) -> String {
    let IndexDescription { name, set, .. } = &index.description;
    let mut pairs = Pairs::separated_by(':');
    pairs
        .put("ns", namespace)
        .put("indexname", name)
        .put("set", set.as_deref().unwrap_or(NULL))
        .put("indextype", "set");
    pairs.into_text()
}

impl From<IndexRefusal> for InfoError {
    fn from(refusal: IndexRefusal) -> Self {
        match refusal {
            IndexRefusal::Exists => Self::new(
                Self::INDEX_FOUND,
                "index with this name or definition exists",
            ),
            IndexRefusal::TooMany => Self::new(Self::INDEX_MAX_COUNT, "too many indexes"),
            IndexRefusal::BadContext => Self::bad("context"),
            IndexRefusal::BadExpression => Self::bad("exp"),
        }
    }
}
