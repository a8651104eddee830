//! What a query asks of an index, read out of its message.

use std::ops::RangeInclusive;
use std::sync::Arc;

use bytes::Bytes;

use super::key::{Key, hash};
use super::{Catalog, Index};
use crate::expression::Shape;
use crate::info::index::{IndexCollection, IndexKind, IndexSource, IndexedValues};
use crate::proto::ResultCode;
use crate::proto::flags::field;
use crate::proto::message::{Digest, Fields};
use crate::proto::reader::{Malformed, Reader};
use crate::proto::value::particle;
use crate::store::record::Record;

/// An index, and what is looked for in it.
#[derive(Debug)]
pub(crate) struct Search {
    index: Arc<Index>,
    range: RangeInclusive<i64>,
    test: Test,
}

/// Which of the values in the range are meant.
#[derive(Debug)]
enum Test {
    All,
    Equal(Bytes),
    /// Points within a region, or regions around a point.
    Relates(Shape),
}

impl Search {
    /// What a query with these fields looks for in an index; `None` when it asks for none. An empty
    /// set name is no set.
    ///
    /// # Errors
    ///
    /// `INDEX_NOT_FOUND` and `INDEX_NOT_READABLE` for an index that is not there or not built yet,
    /// `INVALID_GEOJSON`, and `PARAMETER` for what cannot be looked for.
    pub(crate) fn read(
        fields: &Fields,
        set: &str,
        catalog: &Catalog,
    ) -> Result<Option<Self>, ResultCode> {
        let Some(range) = fields.get(field::INDEX_RANGE) else {
            return Ok(None);
        };
        let range = Range::read(range).map_err(|Malformed| ResultCode::PARAMETER)?;
        let asked = range.asked(fields)?;
        let (range, test) = range.test()?;
        let index = find(fields, set, &asked, catalog).ok_or(ResultCode::INDEX_NOT_FOUND)?;
        if !index.is_readable() {
            return Err(ResultCode::INDEX_NOT_READABLE);
        }
        Ok(Some(Self { index, range, test }))
    }

    pub(crate) const fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// The numbers that stand for the values looked for.
    pub(crate) const fn range(&self) -> &RangeInclusive<i64> {
        &self.range
    }

    /// Whether the entry of a record with this number is the one it is found by: the first of those
    /// that stand for a value looked for, so that no record is found twice.
    pub(crate) fn finds(&self, number: i64, digest: Digest, record: &Record) -> bool {
        let keys = self.index.definition().keys(digest, record);
        let meant = keys.iter().filter(|key| self.means(key)).map(Key::number);
        meant.min() == Some(number)
    }

    fn means(&self, key: &Key) -> bool {
        match (&self.test, key) {
            (Test::All, key) => self.range.contains(&key.number()),
            (Test::Equal(asked), Key::Bytes(bytes)) => asked == bytes,
            (Test::Relates(asked), Key::Shape(shape, _)) => asked.relates(shape),
            _ => false,
        }
    }
}

/// The index with the name asked for, or the one over the values asked for.
fn find(
    fields: &Fields,
    set: &str,
    asked: &IndexedValues,
    catalog: &Catalog,
) -> Option<Arc<Index>> {
    let named = fields
        .get(field::INDEX_NAME)
        .filter(|name| !name.is_empty());
    catalog.all().into_iter().find(|index| {
        let description = index.definition().description();
        let Some(values) = &description.values else {
            return false;
        };
        let is_meant = match named {
            Some(name) => {
                description.name.as_bytes() == name.as_ref()
                    && values.kind == asked.kind
                    && values.collection == asked.collection
            }
            None => values == asked,
        };
        is_meant && description.set.as_deref().unwrap_or_default() == set
    })
}

/// The range field: a bin, the type of the bounds, and the bounds.
struct Range {
    bin: Bytes,
    kind: u8,
    begin: Bytes,
    end: Bytes,
}

impl Range {
    fn read(bytes: &Bytes) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.clone());
        // More than one range is none that a server knows.
        if reader.u8()? != 1 {
            return Err(Malformed);
        }
        let name = usize::from(reader.u8()?);
        let bin = reader.take(name)?;
        let kind = reader.u8()?;
        let mut bound = || {
            let length = reader.length()?;
            reader.take(length)
        };
        let (begin, end) = (bound()?, bound()?);
        if !reader.is_empty() {
            return Err(Malformed);
        }
        Ok(Self {
            bin,
            kind,
            begin,
            end,
        })
    }

    /// The values whose index is looked for.
    fn asked(&self, fields: &Fields) -> Result<IndexedValues, ResultCode> {
        let kind = match self.kind {
            particle::INTEGER => IndexKind::Numeric,
            particle::STRING => IndexKind::String,
            particle::BLOB => IndexKind::Blob,
            particle::GEOJSON => IndexKind::Geo2dSphere,
            _ => return Err(ResultCode::PARAMETER),
        };
        let collection = match fields.name(field::INDEX_TYPE) {
            [] | [0] => IndexCollection::Default,
            [1] => IndexCollection::List,
            [2] => IndexCollection::MapKeys,
            [3] => IndexCollection::MapValues,
            _ => return Err(ResultCode::PARAMETER),
        };
        let source = match fields.get(field::INDEX_EXPRESSION) {
            Some(expression) => IndexSource::Expression(expression.to_vec()),
            None => IndexSource::Bin {
                name: String::from_utf8(self.bin.to_vec()).map_err(|_| ResultCode::PARAMETER)?,
                context: fields.get(field::INDEX_CONTEXT).map(|bytes| bytes.to_vec()),
            },
        };
        Ok(IndexedValues {
            source,
            kind,
            collection,
        })
    }

    /// The numbers of the values in the range, and which of them are meant.
    fn test(self) -> Result<(RangeInclusive<i64>, Test), ResultCode> {
        if self.kind == particle::INTEGER {
            let number = |bytes: &Bytes| {
                let bytes = <[u8; 8]>::try_from(bytes.as_ref());
                bytes
                    .map(i64::from_be_bytes)
                    .map_err(|_| ResultCode::PARAMETER)
            };
            let (begin, end) = (number(&self.begin)?, number(&self.end)?);
            if begin > end {
                return Err(ResultCode::PARAMETER);
            }
            return Ok((begin..=end, Test::All));
        }
        if self.begin != self.end {
            return Err(ResultCode::PARAMETER);
        }
        if self.kind == particle::GEOJSON {
            let shape = Shape::parse(&self.begin).map_err(|_| ResultCode::INVALID_GEOJSON)?;
            return Ok((i64::MIN..=i64::MAX, Test::Relates(shape)));
        }
        let number = hash(&self.begin);
        Ok((number..=number, Test::Equal(self.begin)))
    }
}
