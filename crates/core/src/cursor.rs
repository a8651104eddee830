//! Opaque, authenticated cursors.
//!
//! A cursor holds a position this server wrote. Clients may keep it and send it back; a changed or
//! foreign one is refused before anything is parsed, so positions need no checks of their own
//! against hostile input.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

use crate::{ApiError, ErrorCode};

/// Bytes of the authentication tag kept in a cursor: 128 bits.
const TAG_LEN: usize = 16;
/// Characters a cursor may have; a longer one is refused unread.
const MAX_CURSOR_CHARS: usize = 2_048;

/// The key that authenticates cursors. They outlive the process, and open in others, as far as its
/// secret does.
#[derive(Clone)]
pub struct CursorKey([u8; 32]);

/// Why a cursor was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CursorError {
    /// Not text this server could have made, or made for another list.
    #[error("the cursor is not one of this server's for this list")]
    Foreign,
}

impl From<CursorError> for ApiError {
    fn from(error: CursorError) -> Self {
        let reason = "the cursor is not valid for this list; start again without one";
        ApiError::new(ErrorCode::BadUserInput, format!("after: {reason}"))
            .with_detail("field", "after")
            .with_detail("reason", reason)
            .with_source(error)
    }
}

impl CursorKey {
    /// The key that belongs to a secret of 32 bytes, which cannot be told from it.
    #[must_use]
    pub fn new(secret: [u8; 32]) -> Self {
        let mac = Self(secret).mac(&["cursors"], &[]);
        Self(mac.finalize().into_bytes().into())
    }

    /// Seals a position. `scope` names the list it belongs to (kind, connection, namespace, set …):
    /// the cursor opens under the same scope only.
    #[must_use]
    pub fn seal(&self, scope: &[&str], position: &impl Serialize) -> String {
        let body = serde_json::to_vec(position).unwrap_or_default();
        let mut sealed = Vec::with_capacity(TAG_LEN + body.len());
        sealed.extend_from_slice(&self.mac(scope, &body).finalize().into_bytes()[..TAG_LEN]);
        sealed.extend_from_slice(&body);
        URL_SAFE_NO_PAD.encode(sealed)
    }

    /// Opens a cursor made by [`Self::seal`] under the same scope.
    ///
    /// # Errors
    /// [`CursorError::Foreign`] when it was changed, made by another key or for another list.
    pub fn open<T: DeserializeOwned>(
        &self,
        scope: &[&str],
        cursor: &str,
    ) -> Result<T, CursorError> {
        if cursor.len() > MAX_CURSOR_CHARS {
            return Err(CursorError::Foreign);
        }
        let sealed = URL_SAFE_NO_PAD
            .decode(cursor)
            .map_err(|_| CursorError::Foreign)?;
        let (tag, body) = sealed
            .split_at_checked(TAG_LEN)
            .ok_or(CursorError::Foreign)?;
        self.mac(scope, body)
            .verify_truncated_left(tag)
            .map_err(|_| CursorError::Foreign)?;
        serde_json::from_slice(body).map_err(|_| CursorError::Foreign)
    }

    fn mac(&self, scope: &[&str], body: &[u8]) -> Hmac<Sha256> {
        // HMAC takes keys of any length; the error type cannot occur for a 32-byte key.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("a 32-byte key is valid"));
        for part in scope {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.update(&u64::MAX.to_be_bytes());
        mac.update(body);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> CursorKey {
        CursorKey::new([7; 32])
    }

    #[test]
    fn a_sealed_position_opens_under_its_own_scope_only() {
        let cursor = key().seal(&["records", "c1"], &(17_u16, "aa"));
        let open: Result<(u16, String), _> = key().open(&["records", "c1"], &cursor);
        assert_eq!(open, Ok((17, "aa".to_owned())));
        let other: Result<(u16, String), _> = key().open(&["records", "c2"], &cursor);
        assert_eq!(other, Err(CursorError::Foreign));
        let joined: Result<(u16, String), _> = key().open(&["recordsc", "1"], &cursor);
        assert_eq!(joined, Err(CursorError::Foreign));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let cursor = key().seal(&["records"], &(17_u16, "aa"));
        for index in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            let opened: Result<(u16, String), _> = key().open(&["records"], &changed);
            assert_eq!(opened, Err(CursorError::Foreign), "byte {index}");
        }
    }

    #[test]
    fn hostile_text_is_refused() {
        let long = "A".repeat(MAX_CURSOR_CHARS + 1);
        for cursor in ["", "x", "!!!!", "AAAA", long.as_str()] {
            let opened: Result<u16, _> = key().open(&[], cursor);
            assert_eq!(opened, Err(CursorError::Foreign));
        }
    }
}
