//! Amounts: of bytes, and of pods.

use std::borrow::Cow;

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Longest text of a quantity: more digits than any number an API server keeps.
const MAX_QUANTITY_BYTES: usize = 64;

/// What suffixes multiply by.
const SUFFIXES: &[(&str, f64)] = &[
    ("", 1.0),
    ("n", 1e-9),
    ("u", 1e-6),
    ("m", 1e-3),
    ("k", 1e3),
    ("M", 1e6),
    ("G", 1e9),
    ("T", 1e12),
    ("P", 1e15),
    ("E", 1e18),
    ("Ki", 1_024.0),
    ("Mi", 1_048_576.0),
    ("Gi", 1_073_741_824.0),
    ("Ti", 1_099_511_627_776.0),
    ("Pi", 1_125_899_906_842_624.0),
    ("Ei", 1_152_921_504_606_846_976.0),
];

/// An amount as Kubernetes writes it: a decimal number and a suffix, such as `10Gi`, `500M` or `1.5Ti`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Quantity(String);

impl Quantity {
    /// Accepts a well-formed amount.
    ///
    /// # Errors
    /// The rule the text breaks.
    pub fn new(text: impl Into<String>) -> Result<Self, &'static str> {
        let text = text.into();
        if is_quantity(&text) {
            Ok(Self(text))
        } else {
            Err("a quantity is a number and a suffix, such as \"10Gi\", \"500M\" or \"1.5Ti\"")
        }
    }

    /// The amount as a number, to compare it with others: whole numbers up to 2^53 are exact.
    #[must_use]
    pub fn number(&self) -> f64 {
        let suffix = unsigned_number(unsigned(&self.0)).unwrap_or_default();
        let (number, factor) = match factor(suffix) {
            Some(factor) => (&self.0[..self.0.len() - suffix.len()], factor),
            None => (self.0.as_str(), 1.0),
        };
        number
            .parse::<f64>()
            .map_or(f64::NAN, |number| number * factor)
    }

    /// The amount as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_quantity(text: &str) -> bool {
    if text.len() > MAX_QUANTITY_BYTES {
        return false;
    }
    unsigned_number(unsigned(text)).is_some_and(|suffix| {
        let exponent = suffix.strip_prefix(['e', 'E']).map(unsigned);
        factor(suffix).is_some() || exponent.is_some_and(is_whole)
    })
}

fn factor(suffix: &str) -> Option<f64> {
    let found = SUFFIXES.iter().find(|(known, _)| *known == suffix);
    found.map(|(_, factor)| *factor)
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows a number without sign (`1`, `1.`, `1.5`, `.5`); none if there is no number.
fn unsigned_number(text: &str) -> Option<&str> {
    let after_digits = |text: &'_ str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole_end = text.len() - after_digits(text);
    let (whole, rest) = text.split_at(whole_end);
    let Some(fraction) = rest.strip_prefix('.') else {
        return (!whole.is_empty()).then_some(rest);
    };
    let suffix = &fraction[fraction.len() - after_digits(fraction)..];
    (!whole.is_empty() || suffix.len() < fraction.len()).then_some(suffix)
}

/// An amount as Kubernetes writes it: a decimal number and a suffix, such as `10Gi`, `500M` or
/// `1.5Ti`.
#[Scalar]
impl ScalarType for Quantity {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Self::new(text).map_err(InputValueError::custom),
            _ => Err(InputValueError::custom("a quantity is a string")),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// The operator's own amounts are strings by its definition.
impl JsonSchema for Quantity {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// A number of pods, or a share of them: `2` or `"25%"`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum IntOrString {
    /// So many.
    Int(i64),
    /// A percentage, or whatever else a cluster reports.
    String(String),
}

impl IntOrString {
    /// Accepts a share such as `25%`, or a whole number. Digits alone are the number they write: an
    /// API server takes them as text, and the operator then refuses them.
    ///
    /// # Errors
    /// The rule the text breaks.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let share = text.strip_suffix('%');
        match share.unwrap_or(text).parse::<i32>() {
            Ok(0..) if !is_whole(share.unwrap_or(text)) => Err(Self::RULE),
            Ok(number @ 0..) if share.is_none() => Ok(Self::Int(number.into())),
            Ok(0..=100) => Ok(Self::String(text.to_owned())),
            _ => Err(Self::RULE),
        }
    }

    const RULE: &str =
        "a whole number such as 2, or a percentage from \"0%\" to \"100%\", is wanted";
}

/// A number of pods such as `2`, or a share of them such as `"25%"`.
#[Scalar]
impl ScalarType for IntOrString {
    fn parse(value: Value) -> InputValueResult<Self> {
        let number = |number: i64| (0..=i64::from(i32::MAX)).contains(&number);
        match value {
            Value::Number(given) => given
                .as_i64()
                .filter(|given| number(*given))
                .map(Self::Int)
                .ok_or_else(|| InputValueError::custom(Self::RULE)),
            Value::String(text) => Self::new(&text).map_err(InputValueError::custom),
            _ => Err(InputValueError::custom(Self::RULE)),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Int(number) => Value::from(*number),
            Self::String(text) => Value::from(text.as_str()),
        }
    }
}

impl JsonSchema for IntOrString {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "IntOrString".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "integer" }, { "type": "string" }],
            "x-kubernetes-int-or-string": true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_a_number_and_a_suffix_of_kubernetes() {
        for good in [
            "0", "10Gi", "1.5Ti", ".5", "5.", "+1k", "-2m", "1e3", "1E-3", "12E", "7n",
        ] {
            assert_eq!(Quantity::new(good).unwrap().as_str(), good);
        }
        let long = "1".repeat(MAX_QUANTITY_BYTES + 1);
        for bad in [
            "", "Gi", ".", "10 Gi", "10gi", "10KiB", "1e", "1e+", "1.2.3", "--1", "ten", "1\n",
            &long,
        ] {
            assert!(Quantity::new(bad).is_err(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn a_number_of_pods_is_whole_or_a_percentage() {
        let check = |given: Value, wanted: Result<&str, ()>| {
            let read = IntOrString::parse(given.clone());
            let read = read.map(|read| serde_json::to_string(&read).unwrap());
            assert_eq!(read.as_deref().map_err(|_| ()), wanted, "{given}");
        };
        check(Value::from(0), Ok("0"));
        check(Value::from(i32::MAX), Ok("2147483647"));
        check(Value::from("3"), Ok("3"));
        check(Value::from("25%"), Ok("\"25%\""));
        check(Value::from("100%"), Ok("\"100%\""));
        for bad in [
            "101%",
            "-1",
            "+1",
            "1.5",
            "%",
            "",
            "25 %",
            "many",
            "99999999999",
        ] {
            check(Value::from(bad), Err(()));
        }
        check(Value::from(-1), Err(()));
        check(Value::from(i64::from(i32::MAX) + 1), Err(()));
        check(Value::from(1.5), Err(()));
        check(Value::Boolean(true), Err(()));
    }
}
