//! How a place is read.

use aerospike::ListReturnType as OfList;
use aerospike::MapReturnType as OfMap;
use aerospike::expressions::{self as driver, ExpType, Expression, lists, maps};
use aerospike::operations::cdt_context::{
    CdtContext, ctx_list_index, ctx_list_rank, ctx_list_value, ctx_map_index, ctx_map_key,
    ctx_map_rank, ctx_map_value, to_base64,
};

use super::filter::{NumberType, PathStep, Place};
use crate::value::{Value, ValueError};

impl From<&NumberType> for ExpType {
    fn from(kind: &NumberType) -> Self {
        match kind {
            NumberType::Int => Self::Int,
            NumberType::Float => Self::Float,
        }
    }
}

impl Place {
    /// Whether the last step names the value it leads to.
    #[must_use]
    pub fn is_found_by_value(&self) -> bool {
        matches!(
            self.path.last(),
            Some(PathStep::ListValue(_) | PathStep::MapValue(_))
        )
    }

    /// The value of that type here.
    pub(super) fn read(&self, kind: ExpType) -> Expression {
        let Some((last, way)) = self.path.split_last() else {
            return driver::bin(self.bin.as_str(), kind);
        };
        let (root, way) = (self.root(), contexts(way));
        let (list, map) = (OfList::VALUES, OfMap::VALUE);
        let number = driver::int_val;
        match last {
            PathStep::ListIndex(at) => lists::get_by_index(list, kind, number(*at), root, &way),
            PathStep::ListRank(at) => lists::get_by_rank(list, kind, number(*at), root, &way),
            PathStep::MapKey(key) => maps::get_by_key(map, kind, literal(key), root, &way),
            PathStep::MapIndex(at) => maps::get_by_index(map, kind, number(*at), root, &way),
            PathStep::MapRank(at) => maps::get_by_rank(map, kind, number(*at), root, &way),
            // An element found by its value is that value.
            PathStep::ListValue(value) | PathStep::MapValue(value) => literal(value),
        }
    }

    /// How many elements are here: 0 or more.
    pub(super) fn count(&self) -> Option<Expression> {
        let (last, way) = self.path.split_last()?;
        let (root, way) = (self.root(), contexts(way));
        let (list, map) = (OfList::COUNT, OfMap::COUNT);
        let (number, one) = (driver::int_val, driver::int_val(1));
        Some(match last {
            PathStep::ListIndex(at) => {
                lists::get_by_index_range_count(list, number(*at), one, root, &way)
            }
            PathStep::ListRank(at) => {
                lists::get_by_rank_range_count(list, number(*at), one, root, &way)
            }
            PathStep::ListValue(value) => lists::get_by_value(list, literal(value), root, &way),
            PathStep::MapKey(key) => maps::get_by_key(map, ExpType::Int, literal(key), root, &way),
            PathStep::MapIndex(at) => {
                maps::get_by_index_range_count(map, number(*at), one, root, &way)
            }
            PathStep::MapRank(at) => {
                maps::get_by_rank_range_count(map, number(*at), one, root, &way)
            }
            PathStep::MapValue(value) => maps::get_by_value(map, literal(value), root, &way),
        })
    }

    /// The list or map here, as the bin it lies in and the way to it.
    pub(super) fn collection(&self, kind: ExpType) -> (Expression, Vec<CdtContext>) {
        let root = if self.path.is_empty() {
            driver::bin(self.bin.as_str(), kind)
        } else {
            self.root()
        };
        (root, contexts(&self.path))
    }

    /// The bin, of the type the first step asks for.
    fn root(&self) -> Expression {
        let kind = match self.path.first() {
            Some(PathStep::ListIndex(_) | PathStep::ListRank(_) | PathStep::ListValue(_)) => {
                ExpType::List
            }
            _ => ExpType::Map,
        };
        driver::bin(self.bin.as_str(), kind)
    }
}

/// The way as the driver's operations on lists and maps take it.
pub(crate) fn contexts(path: &[PathStep]) -> Vec<CdtContext> {
    let context = |step: &PathStep| match step {
        PathStep::ListIndex(at) => ctx_list_index(*at),
        PathStep::ListRank(at) => ctx_list_rank(*at),
        PathStep::ListValue(value) => ctx_list_value(plain(value)),
        PathStep::MapKey(key) => ctx_map_key(plain(key)),
        PathStep::MapIndex(at) => ctx_map_index(*at),
        PathStep::MapRank(at) => ctx_map_rank(*at),
        PathStep::MapValue(value) => ctx_map_value(plain(value)),
    };
    path.iter().map(context).collect()
}

/// The way in base64, as servers list that of an index; `None` for no way.
#[must_use]
pub fn context_base64(path: &[PathStep]) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    to_base64(&contexts(path)).ok()
}

impl Value {
    /// Whether a filter can hold the value.
    ///
    /// # Errors
    /// What cannot be written either.
    pub fn check_literal(&self) -> Result<(), ValueError> {
        self.clone().into_driver().map(drop)
    }
}

/// The driver's form of a value that was checked.
fn plain(value: &Value) -> aerospike::Value {
    value.clone().into_driver().unwrap_or(aerospike::Value::Nil)
}

/// A value as a part of an expression.
pub(super) fn literal(value: &Value) -> Expression {
    match plain(value) {
        aerospike::Value::Nil => driver::nil(),
        aerospike::Value::Bool(value) => driver::bool_val(value),
        aerospike::Value::Int(value) => driver::int_val(value),
        aerospike::Value::Float(value) => driver::float_val(value.into()),
        aerospike::Value::String(text) => driver::string_val(text),
        aerospike::Value::Blob(bytes) | aerospike::Value::Hll(bytes) => driver::blob_val(bytes),
        aerospike::Value::GeoJson(text) => driver::geo_val(text),
        aerospike::Value::List(items) => driver::list_val(items),
        aerospike::Value::OrderedMap(map) => driver::map_val(map),
        aerospike::Value::SortedMap(map) => driver::map_val(map),
        _ => driver::nil(),
    }
}
