//! Passwords: they come in and never go out.

use std::fmt;

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// Bytes of a password that count: the hash that clients send in its place reads no further.
const MAX_PASSWORD_BYTES: usize = 72;

/// A password: 1 to 72 bytes without control characters. It is only ever taken in, never shown.
#[derive(Clone, Eq, PartialEq)]
pub struct Password(String);

impl Password {
    /// Accepts a password.
    ///
    /// # Errors
    /// The rule the text breaks.
    pub fn new(text: String) -> Result<Self, &'static str> {
        if !(1..=MAX_PASSWORD_BYTES).contains(&text.len()) {
            return Err("a password has 1 to 72 bytes");
        }
        if text.contains(char::is_control) {
            return Err("a password has no control characters");
        }
        Ok(Self(text))
    }

    /// The text, for the one place that must have it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A password: 1 to 72 bytes without control characters. It is only ever taken in, never shown.
#[Scalar]
impl ScalarType for Password {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Self::new(text).map_err(InputValueError::custom),
            _ => Err(InputValueError::custom("a password is a string")),
        }
    }

    fn to_value(&self) -> Value {
        Value::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_keeps_its_limits_and_is_not_shown() {
        let password = Password::new("p\u{e4}ss w\u{f6}rd: \"'".to_owned()).unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert_eq!(password.to_value(), Value::Null);
        assert!(Password::new("p".repeat(72)).is_ok());
        for bad in [
            String::new(),
            "p".repeat(73),
            "a\nb".to_owned(),
            "a\0".to_owned(),
        ] {
            let refused = Password::new(bad.clone()).unwrap_err();
            assert!(bad.is_empty() || !refused.contains(&bad));
        }
        let refused = Password::parse(Value::from(7_355_608)).unwrap_err();
        assert!(!format!("{refused:?}").contains("7355608"));
    }
}
