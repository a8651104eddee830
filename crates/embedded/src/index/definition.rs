//! Which values of a record an index is over.

use bytes::Bytes;

use super::key::Key;
use crate::cdt::{Path, Value};
use crate::expression::{Formula, Subject, Type};
use crate::info::index::{
    IndexCollection, IndexDescription, IndexKind, IndexRefusal, IndexSource, IndexedValues,
};
use crate::proto::message::Digest;
use crate::store::record::Record;

/// An index, ready to be asked for the values of records.
#[derive(Debug)]
pub(crate) struct Definition {
    description: IndexDescription,
    values: Option<Values>,
}

/// The values of an index, ready to be taken from records.
#[derive(Debug)]
struct Values {
    source: Source,
    kind: IndexKind,
    collection: IndexCollection,
}

#[derive(Debug)]
enum Source {
    Bin { name: Bytes, path: Path },
    Expression(Formula),
}

impl Definition {
    /// Reads what an index is described by.
    ///
    /// # Errors
    ///
    /// For a context or an expression that cannot be followed.
    pub(super) fn read(description: IndexDescription) -> Result<Self, IndexRefusal> {
        let values = description.values.as_ref().map(Values::read).transpose()?;
        Ok(Self {
            description,
            values,
        })
    }

    pub(crate) const fn description(&self) -> &IndexDescription {
        &self.description
    }

    /// Whether records of this set are in the index; an empty name is no set.
    pub(super) fn is_over(&self, set: &str) -> bool {
        self.description
            .set
            .as_ref()
            .is_none_or(|own| own.as_str() == set)
    }

    /// The values that a record has in the index.
    pub(super) fn keys(&self, digest: Digest, record: &Record) -> Vec<Key> {
        let set = record.set.as_ref().map_or("", |set| set.name());
        match &self.values {
            Some(values) if self.is_over(set) => values.keys(digest, record),
            _ => Vec::new(),
        }
    }
}

impl Values {
    fn read(values: &IndexedValues) -> Result<Self, IndexRefusal> {
        let IndexedValues {
            source,
            kind,
            collection,
        } = values;
        let source = match source {
            IndexSource::Bin { name, context } => Source::Bin {
                name: name.clone().into(),
                path: match context {
                    Some(context) => Path::decode(&context.clone().into())
                        .map_err(|_| IndexRefusal::BadContext)?,
                    None => Path::default(),
                },
            },
            IndexSource::Expression(bytes) => Formula::read(&bytes.clone().into())
                .ok()
                .filter(|formula| formula.kind() == Some(result(*kind, *collection)))
                .map(Source::Expression)
                .ok_or(IndexRefusal::BadExpression)?,
        };
        Ok(Self {
            source,
            kind: *kind,
            collection: *collection,
        })
    }

    fn keys(&self, digest: Digest, record: &Record) -> Vec<Key> {
        let Some(whole) = self.source.value(digest, record) else {
            return Vec::new();
        };
        let value = match &self.source {
            Source::Bin { path, .. } => path.find(&whole),
            Source::Expression(_) => Some(&whole),
        };
        let key = |value: &Value| Key::of(self.kind, value);
        match (self.collection, value) {
            (IndexCollection::Default, Some(value)) => key(value).into_iter().collect(),
            (IndexCollection::List, Some(Value::List(list))) => {
                list.items.iter().filter_map(key).collect()
            }
            (IndexCollection::MapKeys, Some(Value::Map(map))) => {
                map.entries().iter().filter_map(|(of, _)| key(of)).collect()
            }
            (IndexCollection::MapValues, Some(Value::Map(map))) => map
                .entries()
                .iter()
                .filter_map(|(_, value)| key(value))
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl Source {
    /// The bin or the result; `None` when there is none, or one that is not worked on.
    fn value(&self, digest: Digest, record: &Record) -> Option<Value> {
        match self {
            Self::Bin { name, .. } => Value::from_particle(record.bin(name)?).ok(),
            Self::Expression(formula) => {
                // What passes with time is as of the last write, for nothing tells an index of it.
                let subject = Subject::stored(digest, record, record.last_update);
                let particle = formula.evaluate(&subject, &record.bins)?.into_particle()?;
                Value::from_particle(&particle).ok()
            }
        }
    }
}

/// The type of the results of an expression that an index can be over.
const fn result(kind: IndexKind, collection: IndexCollection) -> Type {
    match (collection, kind) {
        (IndexCollection::List, _) => Type::List,
        (IndexCollection::MapKeys | IndexCollection::MapValues, _) => Type::Map,
        (IndexCollection::Default, IndexKind::Numeric) => Type::Integer,
        (IndexCollection::Default, IndexKind::String) => Type::String,
        (IndexCollection::Default, IndexKind::Blob) => Type::Blob,
        (IndexCollection::Default, IndexKind::Geo2dSphere) => Type::Geo,
    }
}
