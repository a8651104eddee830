//! Names that end up in info strings and wire fields.

use acm_core::limits::{
    MAX_BIN_BYTES, MAX_INDEX_BYTES, MAX_MODULE_NAME_BYTES, MAX_NAMESPACE_BYTES, MAX_SET_BYTES,
    MAX_USER_BYTES,
};
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

macro_rules! name_scalar {
    ($(#[$doc:meta])* $name:ident, $check:path) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(String);

        impl $name {
            /// Accepts a valid name.
            ///
            /// # Errors
            /// The rule the text breaks.
            pub fn new(text: impl Into<String>) -> Result<Self, &'static str> {
                let text = text.into();
                Self::check(&text).map(|()| Self(text))
            }

            /// Whether a text is a valid name.
            ///
            /// # Errors
            /// The rule the text breaks.
            pub fn check(text: &str) -> Result<(), &'static str> {
                $check(text)
            }

            /// A name the server itself reported: taken as it is.
            #[must_use]
            pub fn reported(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match value {
                    Value::String(text) => Self::new(text).map_err(InputValueError::custom),
                    _ => Err(InputValueError::custom("a name is a string")),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }
    };
}

name_scalar! {
    /// The name of a namespace: 1 to 31 bytes, letters, digits, `_` and `-`.
    NamespaceName, check_namespace
}
name_scalar! {
    /// The name of a set: 1 to 63 bytes without `:`, `;`, `=`, `,` or control characters.
    SetName, check_set
}
name_scalar! {
    /// The name of a bin: 1 to 15 bytes of UTF-8 without control characters.
    BinName, check_bin
}
name_scalar! {
    /// The name of a secondary index: 1 to 255 bytes without `:`, `;`, `=`, `,`, spaces or control
    /// characters.
    IndexName, check_index
}
name_scalar! {
    /// The name of a user of a cluster: 1 to 63 bytes of UTF-8 without control characters.
    UserName, check_user
}
name_scalar! {
    /// The name of a role of a cluster: 1 to 63 bytes of UTF-8 without control characters.
    RoleName, check_role
}
name_scalar! {
    /// The name of a Lua module's file: 1 to 127 letters, digits, `_`, `-` and `.`.
    ModuleName, check_module
}
name_scalar! {
    /// A colour as `#rrggbb`.
    HexColor, check_color
}

fn check_namespace(text: &str) -> Result<(), &'static str> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if (1..=MAX_NAMESPACE_BYTES).contains(&text.len()) && text.bytes().all(allowed) {
        Ok(())
    } else {
        Err("a namespace has 1 to 31 letters, digits, \"_\" or \"-\"")
    }
}

fn check_set(text: &str) -> Result<(), &'static str> {
    let refused = |c: char| c.is_control() || matches!(c, ':' | ';' | '=' | ',');
    if (1..=MAX_SET_BYTES).contains(&text.len()) && !text.contains(refused) {
        Ok(())
    } else {
        Err("a set has 1 to 63 bytes and no \":\", \";\", \"=\", \",\" or control character")
    }
}

fn check_bin(text: &str) -> Result<(), &'static str> {
    if (1..=MAX_BIN_BYTES).contains(&text.len()) && !text.contains(char::is_control) {
        Ok(())
    } else {
        Err("a bin has 1 to 15 bytes and no control character")
    }
}

fn check_index(text: &str) -> Result<(), &'static str> {
    let refused =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, ':' | ';' | '=' | ',');
    if (1..=MAX_INDEX_BYTES).contains(&text.len()) && !text.contains(refused) {
        Ok(())
    } else {
        Err(
            "an index has 1 to 255 bytes and no \":\", \";\", \"=\", \",\", space or control character",
        )
    }
}

fn check_user(text: &str) -> Result<(), &'static str> {
    if is_user(text) {
        Ok(())
    } else {
        Err("a user has 1 to 63 bytes and no control character")
    }
}

fn check_role(text: &str) -> Result<(), &'static str> {
    if is_user(text) {
        Ok(())
    } else {
        Err("a role has 1 to 63 bytes and no control character")
    }
}

fn is_user(text: &str) -> bool {
    (1..=MAX_USER_BYTES).contains(&text.len()) && !text.contains(char::is_control)
}

fn check_module(text: &str) -> Result<(), &'static str> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if (1..=MAX_MODULE_NAME_BYTES).contains(&text.len()) && text.bytes().all(allowed) {
        Ok(())
    } else {
        Err("a module has 1 to 127 letters, digits, \"_\", \"-\" or \".\"")
    }
}

fn check_color(text: &str) -> Result<(), &'static str> {
    match text.strip_prefix('#') {
        Some(hex) if hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()) => Ok(()),
        _ => Err("a colour is # and six hexadecimal digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_servers_limits_and_nothing_that_separates() {
        assert!(NamespaceName::new("n".repeat(31)).is_ok());
        for bad in ["", "a b", "a\nb", "a;b", "a:b", "a=b", "ä", &"n".repeat(32)] {
            assert!(NamespaceName::new(bad).is_err(), "{bad:?}");
        }
        assert!(SetName::new("sets may have dots.and $ signs").is_ok());
        for bad in [
            "",
            "a:b",
            "a;b",
            "a=b",
            "a,b",
            "a\nb",
            "a\0",
            &"s".repeat(64),
        ] {
            assert!(SetName::new(bad).is_err(), "{bad:?}");
        }
        assert!(BinName::new("größe").is_ok());
        for bad in ["", "a\tb", &"b".repeat(16), "ääääääää"] {
            assert!(BinName::new(bad).is_err(), "{bad:?}");
        }
        assert!(IndexName::new("users-age.idx").is_ok());
        for bad in [
            "",
            "a b",
            "a:b",
            "a;b",
            "a=b",
            "a,b",
            "a\n",
            &"i".repeat(256),
        ] {
            assert!(IndexName::new(bad).is_err(), "{bad:?}");
        }
        for good in ["ada", "größe", "a b", &"u".repeat(63)] {
            assert!(UserName::new(good).is_ok() && RoleName::new(good).is_ok());
        }
        for bad in ["", "a\nb", "a\0", &"u".repeat(64)] {
            assert!(UserName::new(bad).is_err() && RoleName::new(bad).is_err());
        }
        assert!(HexColor::new("#00aAfF").is_ok());
        for bad in ["", "#fff", "00aaff", "#00aafg", "#00aaffff"] {
            assert!(HexColor::new(bad).is_err(), "{bad:?}");
        }
    }
}
