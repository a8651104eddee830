use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// A 64-bit signed integer, written as a decimal string so that no client rounds it. Whole numbers
/// are accepted as input too.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Int64(pub i64);

impl From<i64> for Int64 {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl From<u64> for Int64 {
    /// Counters of the server are unsigned; beyond the range the greatest value stands.
    fn from(value: u64) -> Self {
        Self(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// A 64-bit signed integer, written as a decimal string so that no client rounds it. Whole numbers
/// are accepted as input too.
#[Scalar]
impl ScalarType for Int64 {
    fn parse(value: Value) -> InputValueResult<Self> {
        let parsed = match &value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        let reason = "a 64-bit integer is a decimal string such as \"-42\"";
        parsed
            .map(Self)
            .ok_or_else(|| InputValueError::custom(reason))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_range_passes_as_text() {
        for number in [i64::MIN, -1, 0, 1 << 53, i64::MAX] {
            assert_eq!(Int64::parse(Int64(number).to_value()).unwrap().0, number);
        }
        for bad in ["", "1.5", "9223372036854775808", "0x10", " 1"] {
            assert!(Int64::parse(Value::from(bad)).is_err(), "{bad:?}");
        }
    }
}
