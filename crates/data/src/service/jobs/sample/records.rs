//! The made-up values.

use acm_aerospike::{Value, value::MapOrder};

/// Words for text.
const WORDS: [&str; 16] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven", "iris", "juniper",
    "karst", "lagoon", "meadow", "north", "ocean", "prairie",
];

/// The bins of the sample record of that number: the same for the same seed and number, of every
/// type.
pub(super) fn bins(seed: i64, number: i32) -> Vec<(String, Value)> {
    let mut chance = Chance::new(seed, number);
    let word = |chance: &mut Chance| WORDS[chance.below(16) as usize].to_owned();
    let text = |chance: &mut Chance| Value::String(word(chance));
    let (longitude, latitude) = (
        chance.between(-180_000, 180_000) as f64 / 1_000.0,
        chance.between(-90_000, 90_000) as f64 / 1_000.0,
    );
    let bytes = chance.next().to_be_bytes();
    let list = (0..=chance.below(5)).map(|_| text(&mut chance)).collect();
    let mut scores: Vec<(Value, Value)> = Vec::new();
    for _ in 0..=chance.below(4) {
        let name = text(&mut chance);
        if !scores.iter().any(|(known, _)| *known == name) {
            scores.push((name, Value::Int(chance.between(0, 100))));
        }
    }
    let shares = [1, 2, 3].map(|day| (Value::Int(day), Value::Float(chance.share())));
    let bins = [
        ("bin_int", Value::Int(chance.between(0, 1_000_000))),
        (
            "bin_str",
            Value::String(format!("{}-{}", word(&mut chance), chance.below(1_000))),
        ),
        ("bin_double", Value::Float(chance.share() * 1_000.0)),
        ("bin_bool", Value::Bool(chance.below(2) == 1)),
        ("bin_bytes", Value::Bytes(bytes.to_vec())),
        ("bin_list", Value::List(list)),
        (
            "bin_map",
            Value::Map {
                entries: scores,
                order: MapOrder::Unordered,
            },
        ),
        (
            "bin_map_sorted",
            Value::Map {
                entries: shares.into(),
                order: MapOrder::KeyOrdered,
            },
        ),
        (
            "bin_geo",
            Value::GeoJson(format!(
                r#"{{"type":"Point","coordinates":[{longitude},{latitude}]}}"#
            )),
        ),
        ("bin_hll", Value::Hll(sketch(&mut chance))),
    ];
    bins.map(|(name, value)| (name.to_owned(), value)).into()
}

/// A HyperLogLog sketch of sixteen registers: flags, index bits, bits of a second hash, the count that is
/// not known yet, then six bits for each register.
fn sketch(chance: &mut Chance) -> Vec<u8> {
    const HEADER: [u8; 3] = [0, 4, 0];
    const UNKNOWN_COUNT: [u8; 8] = [0; 8];
    let registers = (0..16).fold(0_u128, |bits, _| bits << 6 | u128::from(chance.below(4)));
    let mut sketch = HEADER.to_vec();
    sketch.extend(UNKNOWN_COUNT);
    sketch.extend(&registers.to_be_bytes()[4..]);
    sketch
}

/// Numbers that look like chance and follow from a seed: `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn new(seed: i64, number: i32) -> Self {
        let mut mixed = Self(seed.cast_unsigned());
        let seed = mixed.next();
        Self(seed ^ u64::from(number.cast_unsigned()).wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(least.abs_diff(most) + 1).cast_signed()
    }

    /// From 0 to below 1, in steps of a millionth.
    fn share(&mut self) -> f64 {
        self.below(1_000_000) as f64 / 1_000_000.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_records_and_another_others() {
        assert_eq!(bins(7, 1), bins(7, 1));
        assert_ne!(bins(7, 1), bins(8, 1));
        assert_ne!(bins(7, 1), bins(7, 2));
        let different: HashSet<String> = (1..=1_000)
            .map(|number| format!("{:?}", bins(1, number)))
            .collect();
        assert_eq!(different.len(), 1_000);
    }

    #[test]
    fn every_point_lies_on_earth_and_no_map_has_a_key_twice() {
        for number in 1..=1_000 {
            for (name, value) in bins(-3, number) {
                assert!(name.len() <= 15, "{name}");
                match value {
                    Value::GeoJson(text) => {
                        let geo: serde_json::Value = serde_json::from_str(&text).unwrap();
                        let at = |index: usize| geo["coordinates"][index].as_f64().unwrap().abs();
                        assert!(at(0) <= 180.0 && at(1) <= 90.0, "{text}");
                    }
                    Value::Map { entries, .. } => {
                        let keys: HashSet<String> =
                            entries.iter().map(|(key, _)| format!("{key:?}")).collect();
                        assert_eq!(keys.len(), entries.len());
                    }
                    _ => {}
                }
            }
        }
    }
}
