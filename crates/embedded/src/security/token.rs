//! Session tokens. They carry what the server has to know of a session, sealed so that nobody else
//! can make one; the server keeps no list of them.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use super::password::equal;
use crate::proto::ResultCode;

/// Bytes of a token that say whose it is and when it ends.
const CLAIM: usize = 16;
/// Bytes of a token that seal the others.
const SEAL: usize = 16;

/// Makes tokens and checks them. Its keys are random and the cluster's own.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    keys: [RandomState; 2],
}

impl Tokens {
    /// A token of a user until a time since the Unix epoch.
    pub(super) fn issue(&self, user: u64, until: Duration) -> Vec<u8> {
        let claim = [user.to_be_bytes(), until.as_secs().to_be_bytes()].concat();
        let seal = self.seal(&claim);
        [claim, seal].concat()
    }

    /// The user of a token.
    ///
    /// # Errors
    ///
    /// It is none of this cluster, or its time is over.
    pub(super) fn check(&self, token: &[u8], now: Duration) -> Result<u64, ResultCode> {
        if token.len() != CLAIM + SEAL {
            return Err(ResultCode::INVALID_CREDENTIAL);
        }
        let (claim, seal) = token.split_at(CLAIM);
        if !equal(&self.seal(claim), seal) {
            return Err(ResultCode::INVALID_CREDENTIAL);
        }
        let (user, until) = claim.split_at(CLAIM / 2);
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
        };
        if now.as_secs() >= number(until) {
            return Err(ResultCode::EXPIRED_SESSION);
        }
        Ok(number(user))
    }

    fn seal(&self, claim: &[u8]) -> Vec<u8> {
        let halves = self.keys.iter().map(|key| {
            let mut hasher = key.build_hasher();
            hasher.write(claim);
            hasher.finish().to_be_bytes()
        });
        halves.flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Tokens;
    use crate::proto::ResultCode;

    #[test]
    fn a_token_is_its_users_until_its_time_is_over() {
        let tokens = Tokens::default();
        let token = tokens.issue(7, Duration::from_secs(100));
        assert_eq!(tokens.check(&token, Duration::from_secs(99)), Ok(7));
        let late = tokens.check(&token, Duration::from_secs(100));
        assert_eq!(late, Err(ResultCode::EXPIRED_SESSION));
    }

    #[test]
    fn a_token_changed_in_any_bit_or_of_another_cluster_is_refused() {
        let tokens = Tokens::default();
        let token = tokens.issue(7, Duration::from_secs(100));
        let now = Duration::from_secs(1);
        for bit in 0..token.len() * 8 {
            let mut forged = token.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            let outcome = tokens.check(&forged, now);
            assert_eq!(outcome, Err(ResultCode::INVALID_CREDENTIAL));
        }
        assert!(Tokens::default().check(&token, now).is_err());
        assert!(tokens.check(&token[1..], now).is_err());
        assert!(tokens.check(&[], now).is_err());
    }
}
