use acm_core::UnixMillis;
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use jiff::Timestamp;

/// A point in time, RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.000Z`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct DateTime(pub UnixMillis);

impl From<UnixMillis> for DateTime {
    fn from(millis: UnixMillis) -> Self {
        Self(millis)
    }
}

impl std::fmt::Display for DateTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::MAX);
        write!(f, "{time:.3}")
    }
}

/// A point in time, RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.000Z`.
#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let time = match &value {
            Value::String(text) => text.parse::<Timestamp>().ok(),
            _ => None,
        };
        time.map(|time| Self(time.as_millisecond())).ok_or_else(|| {
            InputValueError::custom("a time is RFC 3339, such as \"2026-01-31T08:15:00Z\"")
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_with_milliseconds_and_read_with_any_offset() {
        assert_eq!(DateTime(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(
            DateTime(1_769_847_300_123).to_string(),
            "2026-01-31T08:15:00.123Z"
        );
        let read = DateTime::parse(Value::from("2026-01-31T09:15:00.123+01:00")).unwrap();
        assert_eq!(read, DateTime(1_769_847_300_123));
    }
}
