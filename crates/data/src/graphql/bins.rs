//! The scalar `Bins`: a record's bins in one step, because a resolver for each would cost more than
//! reading them.

use std::collections::HashSet;

use acm_aerospike::{
    Value as Bin,
    value::{MapOrder, bins_from_json, to_json_text},
};
use acm_graph::scalars::BinName;
use async_graphql::{InputValueError, InputValueResult, Name, Number, Scalar, ScalarType, Value};

use crate::error::{Error, Result};

/// A record's bins, as read or as given; the scalar's description is on its impl.
#[derive(Clone, Debug)]
pub(super) enum Bins {
    /// As read from a record.
    Read(Vec<(String, Bin)>),
    /// As given by a caller; not checked yet.
    Given(Value),
}

impl Bins {
    /// The bins of an input, null for those to remove.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the place below `field`.
    pub(super) fn into_bins(self, field: &str) -> Result<Vec<(String, Bin)>> {
        let given = match self {
            Self::Read(bins) => return Ok(bins),
            Self::Given(given) => given,
        };
        let json = given
            .into_json()
            .map_err(|_| Error::input(field, "bins are a JSON object of names to values"))?;
        let bins = bins_from_json(&json).map_err(|error| Error::value(field, &error))?;
        for (name, _) in &bins {
            BinName::new(name.as_str())
                .map_err(|reason| Error::input(format!("{field}.{name}"), reason))?;
        }
        Ok(bins)
    }
}

/// The bins a write sets and removes, nil for those to remove; `input` holds both fields.
///
/// # Errors
/// `BAD_USER_INPUT` for what is no value, or a bin that is named twice.
pub(super) fn written_bins(
    set: Option<Bins>,
    removed: Option<Vec<BinName>>,
    input: &str,
) -> Result<Vec<(String, Bin)>> {
    let mut bins = match set {
        Some(set) => set.into_bins(&format!("{input}.bins"))?,
        None => Vec::new(),
    };
    let removed = removed.unwrap_or_default();
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
impl ScalarType for Bins {
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
            Self::Read(bins) => bins_value(bins),
            Self::Given(value) => value.clone(),
        }
    }
}

/// The JSON form of bins, in their order.
pub(crate) fn bins_value(bins: &[(String, Bin)]) -> Value {
    Value::Object(
        bins.iter()
            .map(|(name, bin)| (Name::new(name), value(bin)))
            .collect(),
    )
}

/// The JSON form of a value. Plain forms are built here; tagged ones, which are rare, are taken
/// from the one place that knows how they are written.
fn value(bin: &Bin) -> Value {
    match bin {
        Bin::Nil => Value::Null,
        Bin::Bool(flag) => Value::Boolean(*flag),
        Bin::Int(number) if number.unsigned_abs() < 1 << 53 => Value::Number((*number).into()),
        Bin::Float(number) if number.fract() != 0.0 && number.is_finite() => {
            Number::from_f64(*number).map_or(Value::Null, Value::Number)
        }
        Bin::String(text) => Value::String(text.clone()),
        Bin::List(items) => Value::List(items.iter().map(value).collect()),
        Bin::Map { entries, order } => match plain(entries, *order) {
            Some(object) => object,
            None => tagged_map(entries, *order),
        },
        _ => {
            let mut text = String::new();
            to_json_text(bin, &mut text);
            serde_json::from_str(&text).unwrap_or(Value::Null)
        }
    }
}

/// An unordered map whose keys are text without a leading `$`, as an object.
fn plain(entries: &[(Bin, Bin)], order: MapOrder) -> Option<Value> {
    if order != MapOrder::Unordered {
        return None;
    }
    let member = |(key, item): &(Bin, Bin)| match key {
        Bin::String(key) if !key.starts_with('$') => Some((Name::new(key), value(item))),
        _ => None,
    };
    entries
        .iter()
        .map(member)
        .collect::<Option<_>>()
        .map(Value::Object)
}

fn tagged_map(entries: &[(Bin, Bin)], order: MapOrder) -> Value {
    let pairs = entries
        .iter()
        .map(|(key, item)| Value::List(vec![value(key), value(item)]));
    let members = [
        (Name::new("$map"), Value::List(pairs.collect())),
        (Name::new("$order"), Value::from(order.as_str())),
    ];
    Value::Object(members.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use acm_aerospike::value::bins_to_json_text;
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
        fn every_value_is_shown_as_the_client_crate_writes_it(bin in any_bin()) {
            let bins = vec![("b".to_owned(), bin)];
            let shown = serde_json::to_value(bins_value(&bins)).unwrap();
            let written: serde_json::Value =
                serde_json::from_str(&bins_to_json_text(&bins)).unwrap();
            prop_assert_eq!(shown, written);
        }

        #[test]
        fn every_value_that_was_shown_can_be_given_back(bin in any_bin()) {
            let bins = vec![("b".to_owned(), bin)];
            let text = serde_json::to_string(&bins_value(&bins)).unwrap();
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
