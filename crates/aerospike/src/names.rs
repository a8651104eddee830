//! The server's limits on names, checked before anything is sent.

use crate::error::{Error, Result};

/// The longest namespace name, in bytes.
pub const MAX_NAMESPACE_BYTES: usize = 31;
/// The longest set name, in bytes.
pub const MAX_SET_BYTES: usize = 63;
/// The longest bin name, in bytes.
pub const MAX_BIN_BYTES: usize = 15;

/// Checks a namespace name.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when it is empty, longer than
/// [`MAX_NAMESPACE_BYTES`], or holds a control character or a separator of the info protocol.
pub fn check_namespace(name: &str) -> Result<()> {
    check("namespace", name, MAX_NAMESPACE_BYTES, |character| {
        separates_pairs(character) || matches!(character, ',' | '/')
    })
}

/// Checks a set name; empty stands for "no set" and is allowed.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when it is longer than
/// [`MAX_SET_BYTES`], or holds a control character or a separator of the info protocol.
pub fn check_set(name: &str) -> Result<()> {
    if name.is_empty() {
        Ok(())
    } else {
        check("set", name, MAX_SET_BYTES, separates_pairs)
    }
}

/// Checks a bin name. Everything but NUL and other control characters is allowed: bins are never
/// part of an info command here.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when it is empty, longer than
/// [`MAX_BIN_BYTES`] or holds a control character.
pub fn check_bin(name: &str) -> Result<()> {
    check("bin", name, MAX_BIN_BYTES, |_| false)
}

/// Characters that end a value in an info command or reply.
const fn separates_pairs(character: char) -> bool {
    matches!(character, ';' | ':' | '=')
}

fn check(what: &str, name: &str, limit: usize, forbidden: fn(char) -> bool) -> Result<()> {
    if name.is_empty() {
        return Err(Error::invalid(format!("The {what} name is empty.")));
    }
    if name.len() > limit {
        return Err(Error::invalid(format!(
            "The {what} name is longer than {limit} bytes."
        )));
    }
    if name
        .chars()
        .any(|character| character.is_control() || forbidden(character))
    {
        return Err(Error::invalid(format!(
            "The {what} name holds a character that is not allowed."
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_bin, check_namespace, check_set};

    #[test]
    fn names_at_the_servers_limit_pass_and_one_byte_more_fails() {
        assert!(check_namespace(&"n".repeat(31)).is_ok());
        assert!(check_namespace(&"n".repeat(32)).is_err());
        assert!(check_set(&"s".repeat(63)).is_ok());
        assert!(check_set(&"s".repeat(64)).is_err());
        assert!(check_bin(&"b".repeat(15)).is_ok());
        assert!(check_bin(&"b".repeat(16)).is_err());
        assert!(check_bin("ééééééé").is_ok(), "14 bytes");
        assert!(check_bin("éééééééé").is_err(), "16 bytes");
    }

    #[test]
    fn separators_of_the_info_protocol_are_refused() {
        for name in [
            "", "a;b", "a:b", "a=b", "a,b", "a/b", "a\nb", "a\tb", "a\0b",
        ] {
            assert!(check_namespace(name).is_err(), "{name:?}");
        }
        assert!(check_set("").is_ok(), "no set");
        assert!(
            check_set("a/b,c").is_ok(),
            "sets stand for themselves in info commands"
        );
        for name in ["a;b", "a:b", "a=b", "a\nb"] {
            assert!(check_set(name).is_err(), "{name:?}");
        }
    }
}
