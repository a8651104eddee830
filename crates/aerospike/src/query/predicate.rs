//! What a secondary index is asked for.

use aerospike::CollectionIndexType;
use aerospike::operations::cdt_context::to_base64;
use aerospike::query::Filter as Driver;

use crate::error::{Error, ErrorKind, Result};
use crate::expression::{PathStep, contexts};
use crate::names::check_bin;

/// What a secondary index is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexPredicate {
    /// Which index.
    pub source: IndexSource,
    /// What of a list or map it holds.
    pub collection: IndexCollection,
    /// The way to what is indexed; empty for the bin itself.
    pub context: Vec<PathStep>,
    /// Which of its entries.
    pub condition: IndexCondition,
}

/// Which index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexSource {
    /// The one on this bin of the type asked for.
    Bin(String),
    /// The one of this name.
    Index(String),
}

/// What of a list or map is indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndexCollection {
    /// The value itself.
    None,
    /// Each element of a list.
    List,
    /// Each key of a map.
    MapKeys,
    /// Each value of a map.
    MapValues,
}

/// Which entries of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexCondition {
    /// An integer.
    Int(i64),
    /// Integers from one to another, both included.
    IntRange(i64, i64),
    /// A text.
    String(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Points within a region, as GeoJSON.
    Within(String),
    /// Regions that contain a point, as GeoJSON.
    Containing(String),
}

impl IndexPredicate {
    /// # Errors
    /// `InvalidInput` for a name outside the server's limits; `Unsupported` for what the driver
    /// cannot ask: shapes within lists and maps.
    pub(super) fn compile(&self) -> Result<Driver> {
        let is_shape = matches!(
            self.condition,
            IndexCondition::Within(_) | IndexCondition::Containing(_)
        );
        if is_shape && self.collection != IndexCollection::None {
            let message = "Shapes within lists and maps cannot be asked of an index.";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        let collection = self.collection.driver();
        let driver = match &self.source {
            IndexSource::Bin(bin) => {
                check_bin(bin)?;
                let bin = bin.as_str();
                match &self.condition {
                    IndexCondition::Int(value) => Driver::contains(bin, *value, collection),
                    IndexCondition::IntRange(from, until) => {
                        Driver::contains_range(bin, *from, *until, collection)
                    }
                    IndexCondition::String(text) => {
                        Driver::contains(bin, text.as_str(), collection)
                    }
                    IndexCondition::Bytes(bytes) => {
                        Driver::contains(bin, bytes.as_slice(), collection)
                    }
                    IndexCondition::Within(shape) => Driver::geo_within_region(bin, shape),
                    IndexCondition::Containing(shape) => Driver::geo_contains(bin, shape),
                }
            }
            IndexSource::Index(name) => {
                let name = name.as_str();
                match &self.condition {
                    IndexCondition::Int(value) => {
                        Driver::contains_by_index(name, *value, collection)
                    }
                    IndexCondition::IntRange(from, until) => {
                        Driver::contains_range_by_index(name, *from, *until, collection)
                    }
                    IndexCondition::String(text) => {
                        Driver::contains_by_index(name, text.as_str(), collection)
                    }
                    IndexCondition::Bytes(bytes) => {
                        Driver::contains_by_index(name, bytes.as_slice(), collection)
                    }
                    IndexCondition::Within(shape) => {
                        Driver::geo_within_region_by_index(name, shape)
                    }
                    IndexCondition::Containing(shape) => Driver::geo_contains_by_index(name, shape),
                }
            }
        };
        Ok(driver.context(contexts(&self.context)))
    }
}

impl IndexCollection {
    const fn driver(self) -> CollectionIndexType {
        match self {
            Self::None => CollectionIndexType::Default,
            Self::List => CollectionIndexType::List,
            Self::MapKeys => CollectionIndexType::MapKeys,
            Self::MapValues => CollectionIndexType::MapValues,
        }
    }
}

/// A way into a bin as the server keeps it for an index, in base64.
///
/// # Errors
/// `InvalidInput` for what the driver cannot pack.
pub fn context_base64(path: &[PathStep]) -> Result<String> {
    let packed = to_base64(&contexts(path));
    packed.map_err(|_| Error::invalid("The context cannot be packed."))
}
