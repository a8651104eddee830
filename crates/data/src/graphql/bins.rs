//! The scalar `Bins`: a record's bins in one step, because a resolver for each would cost more than
//! reading them.

use std::collections::HashSet;

use acm_aerospike::{Value as Bin, value::bins_from_json};
use acm_core::json;
use acm_graph::{Ready, Selection, scalars::BinName};
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::error::{Error, Result};

/// A record's bins, as read or as given; the scalar's description is on its impl.
#[derive(Clone, Debug)]
pub(super) enum Bins<'a> {
    /// As read from a record, as JSON.
    Read(&'a str),
    /// As given by a caller; not checked yet.
    Given(Value),
}

impl<'a> Bins<'a> {
    /// The bins of a record that was read.
    pub(super) fn read(bins: &'a str) -> Self {
        Self::Read(bins)
    }

    /// The bins of an input, null for those to remove.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the place below `field`.
    pub(super) fn into_bins(self, field: &str) -> Result<Vec<(String, Bin)>> {
        let given: Option<serde_json::Value> = match self {
            Self::Read(text) => serde_json::from_str(text).ok(),
            Self::Given(given) => given.into_json().ok(),
        };
        let json = given
            .ok_or_else(|| Error::input(field, "bins are a JSON object of names to values"))?;
        let bins = bins_from_json(&json).map_err(|error| Error::value(field, &error))?;
        for (name, _) in &bins {
            BinName::check(name)
                .map_err(|reason| Error::input(format!("{field}.{name}"), reason))?;
        }
        Ok(bins)
    }
}

impl Ready for Bins<'_> {
    fn write(&self, _: &Selection, out: &mut String) {
        match self {
            Self::Read(text) => out.push_str(text),
            Self::Given(value) => json::append(value, out),
        }
    }
}

/// The bins a write sets and removes, nil for those to remove; `input` holds both fields.
///
/// # Errors
/// `BAD_USER_INPUT` for what is no value, or a bin that is named twice.
pub(super) fn written_bins(
    set: Option<Bins<'_>>,
    removed: Option<Vec<BinName>>,
    input: &str,
) -> Result<Vec<(String, Bin)>> {
    let mut bins = match set {
        Some(set) => set.into_bins(&format!("{input}.bins"))?,
        None => Vec::new(),
    };
    let removed = removed.unwrap_or_default();
    if removed.is_empty() {
        return Ok(bins);
    }
    let mut named: HashSet<String> = bins.iter().map(|(name, _)| name.clone()).collect();
    for (index, name) in removed.iter().enumerate() {
        if !named.insert(name.as_str().to_owned()) {
            let field = format!("{input}.removeBins.{index}");
            return Err(Error::input(field, "the same write names this bin already"));
        }
        bins.push((name.as_str().to_owned(), Bin::Nil));
    }
    Ok(bins)
}

/// A record's bins: an object of bin names to values.
///
/// A value is plain JSON where that is lossless: null, booleans, text, arrays, integers within
/// ±(2^53 - 1), floats with a fraction, and objects for unordered maps with text keys. Everything
/// else is an object with a tag: `{"$int":"9007199254740993"}`, `{"$float":"1.0"}` (also `"NaN"`,
/// `"Infinity"`, `"-Infinity"`), `{"$floatBits":"7ff8000000000001"}`, `{"$bytes":"base64"}`,
/// `{"$hll":"base64"}`, `{"$geoJson":"text"}`,
/// `{"$map":[[key, value], …],"$order":"UNORDERED"|"KEY_ORDERED"|"KEY_VALUE_ORDERED"}`,
/// `{"$particle":9,"$bytes":"base64"}`. What was read can be written back unchanged, also after
/// JavaScript's `JSON.parse` and `JSON.stringify`.
#[Scalar]
impl ScalarType for Bins<'_> {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Object(_) => Ok(Self::Given(value)),
            _ => Err(InputValueError::custom(
                "bins are an object of names to values",
            )),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Read(text) => json::ready((*text).to_owned()),
            Self::Given(value) => value.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::value::{MapOrder, bins_to_json_text};
    use proptest::prelude::*;

    use super::*;

    fn any_bin() -> impl Strategy<Value = Bin> {
        let leaf = prop_oneof![
            Just(Bin::Nil),
            any::<bool>().prop_map(Bin::Bool),
            any::<i64>().prop_map(Bin::Int),
            prop_oneof![Just(1 << 53), Just((1 << 53) - 1), Just(-(1 << 53))].prop_map(Bin::Int),
            any::<f64>().prop_map(Bin::Float),
            any::<String>().prop_map(Bin::String),
            any::<Vec<u8>>().prop_map(Bin::Bytes),
            any::<Vec<u8>>().prop_map(Bin::Hll),
            any::<String>().prop_map(Bin::GeoJson),
            (30_u8.., any::<Vec<u8>>())
                .prop_map(|(particle, bytes)| Bin::Unknown { particle, bytes }),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let order = prop_oneof![
                Just(MapOrder::Unordered),
                Just(MapOrder::KeyOrdered),
                Just(MapOrder::KeyValueOrdered),
            ];
            let text_map = proptest::collection::btree_map("[$a-z]{0,3}", inner.clone(), 0..4);
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Bin::List),
                (text_map, order).prop_map(|(map, order)| Bin::Map {
                    entries: map.into_iter().map(|(k, v)| (Bin::String(k), v)).collect(),
                    order,
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_that_was_shown_can_be_given_back(bin in any_bin()) {
            let bins = vec![("b".to_owned(), bin)];
            let mut text = String::new();
            Bins::read(&bins_to_json_text(&bins)).write(&Selection::default(), &mut text);
            let given = Bins::parse(serde_json::from_str(&text).unwrap()).unwrap();
            prop_assert_eq!(given.into_bins("bins").unwrap(), bins);
        }
    }

    #[test]
    fn what_is_no_value_is_refused_at_its_place() {
        let given = Bins::parse(
            Value::from_json(serde_json::json!({
                "tags": [1, {"$nonsense": 1}],
            }))
            .unwrap(),
        );
        let Err(Error::Input { field, .. }) = given.unwrap().into_bins("input.bins") else {
            panic!("it was accepted");
        };
        assert_eq!(field, "input.bins.tags.1.$nonsense");
    }
}
